"""Writing a listing, step by step, until it is handed in."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("submissions", __name__)

from catalogue.web.submissions import steps, views  # noqa: E402, F401 - they add their pages to the blueprint
