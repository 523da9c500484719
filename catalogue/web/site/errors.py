"""Error pages: what happened, and where to go from there.

Whatever went wrong, the session is rolled back first. A page about a mistake of ours reads no table, as it may be the
database that is broken; so it stands outside the layout, which looks up who reads it.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, Conflict, HTTPException, ServiceUnavailable

from catalogue.extensions import db
from catalogue.search.port import IndexDamaged
from catalogue.services.database.errors import CONFLICTS, UNSTORABLE, UNUSABLE
from catalogue.web.site.locale import reader_language

logger = logging.getLogger(__name__)
RETRY_AFTER = timedelta(seconds=30)
"""When whoever met a database that did not answer may try again."""

SECONDS_TO_HEAL = 60
"""Until it is worth asking again: the worker looks every minute."""


def init_app(app: Flask) -> None:
    """Answer every HTTP error with a page of ours; the API answers with JSON."""
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(IndexDamaged, _without_index)
    _register(app, CONFLICTS, Conflict())
    _register(app, UNSTORABLE, BadRequest())
    _register(app, UNUSABLE, ServiceUnavailable())


def _register(app: Flask, kinds: tuple[type[Exception], ...], answer: HTTPException) -> None:
    def translate(error: Exception) -> ResponseReturnValue:
        logger.error("%s %s was answered with %s", request.method, request.path, answer.code, exc_info=error)
        return show_error(answer)

    for kind in kinds:
        app.register_error_handler(kind, translate)


def show_error(error: HTTPException, title: str = "", text: str = "", back: str = "") -> ResponseReturnValue:
    """Return the page of an error, in words of its own if there are any; a redirection is passed on.

    ``back`` is the address of the page that the reader came from.
    """
    code = error.code or 500
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    db.session.rollback()
    answer = _answer(error, *((title, text) if title else _words(error)), back=back)
    if code == 503:
        answer.retry_after = getattr(error, "retry_after", None) or RETRY_AFTER.seconds
    return answer


def _without_index(damage: IndexDamaged) -> ResponseReturnValue:
    """Return the page for while the index is rebuilt: courses can be read, but not found, and counts would be wrong."""
    logger.error("%s %s met a damaged index: %s", request.method, request.path, damage)
    error = ServiceUnavailable("The search index is being made anew.", retry_after=SECONDS_TO_HEAL)
    text = _("It will be back in a few minutes. Each course can still be read at its own address.")
    return show_error(error, _("Search is being repaired"), text)


def _answer(error: HTTPException, title: str, text: str, back: str = "") -> Response:
    code = error.code or 500
    if request.path.startswith("/api/"):
        about = {"code": code, "status": error.name, "message": error.description} | _parameters(error)
        return make_response(jsonify(about), code)
    if code >= 500:
        page = current_app.jinja_env.get_template("site/broken.html")
        return make_response(page.render(code=code, title=title, text=text, page_language=reader_language()), code)
    return make_response(render_template("site/error.html", code=code, title=title, text=text, back=back), code)


def _parameters(error: HTTPException) -> dict[str, Any]:
    """Return what webargs found wrong, by where it was and the parameter's name."""
    found = getattr(error, "data", None) or {}
    wrong = found.get("errors") or found.get("messages")
    return {"errors": wrong} if wrong else {}


def _words(error: HTTPException) -> tuple[str, str]:
    code = error.code or 500
    if code == 404:
        return _("Page not found"), _("Nothing is published at this address. It may have been mistyped.")
    if code == 409:
        return _("Someone else was faster"), _(
            "Someone else changed the same thing at the same time. Check the current version, then try again."
        )
    if code == 413:
        return _("This is too large"), _("Split what you send into smaller parts, or save the file smaller.")
    if code == 503:
        return _("Not available at the moment"), _(
            "The catalogue cannot read its data just now. Please try again soon."
        )
    if code >= 500:
        return _("Something went wrong"), _("This is our mistake; it has been logged. Please try again in a moment.")
    return _("This request could not be answered"), _(
        "The address or what was sent with it is not what this page expects."
    )
