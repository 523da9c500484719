"""Error pages: what happened, and where to go from there."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, TooManyRequests

from catalogue.extensions import limiter
from catalogue.web.allowances import TooOften, in_time
from catalogue.web.heavy_requests import Busy


def init_app(app: Flask) -> None:
    """Answer every HTTP error with a page of ours; the API answers with JSON."""
    app.register_error_handler(HTTPException, show_error)
    app.register_error_handler(TooManyRequests, _wait)


def show_error(error: HTTPException) -> ResponseReturnValue:
    """The page of an error; a redirection goes on."""
    code = error.code or 500
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    return _answer(error, *_words(error))


def _wait(error: TooManyRequests) -> ResponseReturnValue:
    until = _until(error)
    text = _("You can do this again %(when)s.", when=in_time(until))
    if isinstance(error, TooOften):
        text += " " + _("What you have written so far is kept.")
    response = _answer(error, _("Too often in a short time"), text, back=_page_before())
    response.retry_after = until
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


def _words(error: HTTPException) -> tuple[str, str]:
    code = error.code or 500
    if code == 404:
        return _("Page not found"), _("Nothing is published at this address. It may have been mistyped.")
    if code == 413:
        return _("This is too large"), _("Split what you send into smaller parts, or save the file smaller.")
    if isinstance(error, Busy):
        return _("Please send this once more"), _(
            "Many files and sites are being looked at just now. Go back, and send this again in a moment."
        )
    if code >= 500:
        return _("Something went wrong"), _("This is our mistake; it has been logged. Please try again in a moment.")
    return _("This request could not be answered"), _(
        "The address or what was sent with it is not what this page expects."
    )
