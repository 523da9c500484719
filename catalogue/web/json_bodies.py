"""Pages are sent forms. JSON is refused before a form is made of it, since forms take whatever it is for a mapping."""

from __future__ import annotations

from flask import Flask, request
from werkzeug.exceptions import UnsupportedMediaType


def init_app(app: Flask) -> None:
    """Refuse JSON wherever it is not the API that is asked."""
    app.before_request(_refuse)


def _refuse() -> None:
    if request.is_json and not request.path.startswith("/api/"):
        raise UnsupportedMediaType
