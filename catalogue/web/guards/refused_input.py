"""What the libraries behind our forms would stumble over is refused before they see it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.exceptions import BadRequest, UnsupportedMediaType


def init_app(app: Flask) -> None:
    """Check every request before its view does."""
    app.before_request(_refuse_json)
    app.before_request(_refuse_malformed_next)


def _refuse_json() -> None:
    """Refuse JSON where pages are sent forms, as WTForms takes any JSON for a mapping, even a number."""
    if request.is_json and not request.path.startswith("/api/"):
        raise UnsupportedMediaType


def _refuse_malformed_next() -> None:
    """Refuse a ``next`` that is no address, such as half a bracket, on which Flask-Security would fail."""
    if (request.endpoint or "").startswith("security."):
        for address in request.values.getlist("next"):
            try:
                urlsplit(address)
            except ValueError:
                raise BadRequest from None
