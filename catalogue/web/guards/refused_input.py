"""What the libraries behind our forms would stumble over is refused before they see it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


def init_app(app: Flask) -> None:
    """Look at every request before its view does."""
    app.before_request(_refuse_json)
    app.before_request(_refuse_malformed_next)


def _refuse_json() -> None:
    """Pages are sent forms; WTForms takes any JSON for a mapping, be it a number."""
    if request.is_json and not request.path.startswith("/api/"):
        raise UnsupportedMediaType


def _refuse_malformed_next() -> None:
    """Flask-Security splits where to go next as an address, which half a bracket is not."""
    if (request.endpoint or "").startswith("security."):
        for address in request.values.getlist("next"):
            try:
                urlsplit(address)
            except ValueError:
                raise BadRequest from None
