"""Pages for those who answer for a source: its settings, its runs, and registering a new one.

The modules here add their pages to the blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("sources", __name__)
