"""Error pages: what happened, and where to go from there."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, ServiceUnavailable, TooManyRequests

from catalogue.extensions import limiter
from catalogue.search.port import IndexDamaged
from catalogue.web.allowances import TooOften, in_time

SECONDS_TO_HEAL = 60
"""Until it is worth asking again: the worker looks every minute."""


def init_app(app: Flask) -> None:
    """Answer every HTTP error with a page of ours; the API answers with JSON."""
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(TooManyRequests, _wait)
    app.register_error_handler(IndexDamaged, _without_index)


def show_error(error: HTTPException) -> ResponseReturnValue:
    """The page of an error; a redirection goes on."""
    code = error.code or 500
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    return _answer(error, *_words(code))


def _wait(error: TooManyRequests) -> ResponseReturnValue:
    until = _until(error)
    text = _("You can do this again %(when)s.", when=in_time(until))
    if isinstance(error, TooOften):
        text += " " + _("What you have written so far is kept.")
    response = _answer(error, _("Too often in a short time"), text, back=_page_before())
    response.retry_after = until
    return response


def _without_index(_damage: IndexDamaged) -> ResponseReturnValue:
    """Courses can be read, but not found, until the worker has made the index anew; numbers would be wrong."""
    error = ServiceUnavailable("The search index is being made anew.", retry_after=SECONDS_TO_HEAL)
    text = _("It will be back in a few minutes. Each course can still be read at its own address.")
    response = _answer(error, _("Search is being repaired"), text)
    response.retry_after = SECONDS_TO_HEAL
    return response


def _answer(error: HTTPException, title: str, text: str, back: str = "") -> Response:
    code = error.code or 500
    if request.path.startswith("/api/"):
        return make_response(jsonify(code=code, status=error.name, message=error.description), code)
    return make_response(render_template("pages/error.html", code=code, title=title, text=text, back=back), code)


def _until(error: TooManyRequests) -> datetime:
    """When the limit that was met ends."""
    if isinstance(error, TooOften):
        return error.until
    met = limiter.current_limit
    return datetime.fromtimestamp(met.window.reset_time, UTC) if met else datetime.now(UTC)


def _page_before() -> str:
    """The page on which the button was, if it is one of ours."""
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host else ""


def _words(code: int) -> tuple[str, str]:
    if code == 404:
        return _("Page not found"), _("Nothing is published at this address. It may have been mistyped.")
    if code >= 500:
        return _("Something went wrong"), _("This is our mistake; it has been logged. Please try again in a moment.")
    return _("This request could not be answered"), _(
        "The address or what was sent with it is not what this page expects."
    )
