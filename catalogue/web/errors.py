"""Error pages: what happened, and where to go from there."""

from __future__ import annotations

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException


def init_app(app: Flask) -> None:
    """Answer every HTTP error with a page of ours; the API answers with JSON."""
    app.register_error_handler(HTTPException, _show)


def _show(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if request.path.startswith("/api/"):
        return jsonify(code=code, status=error.name, message=error.description), code
    if code in (301, 302, 303, 307, 308):
        return error.get_response()
    title, text = _words(code)
    return render_template("pages/error.html", code=code, title=title, text=text), code


def _words(code: int) -> tuple[str, str]:
    if code == 404:
        return _("Page not found"), _("Nothing is published at this address. It may have been mistyped.")
    if code == 429:
        return _("Too many attempts"), _("Please wait a few minutes before you try this again.")
    if code >= 500:
        return _("Something went wrong"), _("This is our mistake; it has been logged. Please try again in a moment.")
    return _("This request could not be answered"), _(
        "The address or what was sent with it is not what this page expects."
    )
