"""Writing a listing, step by step, until it is handed in. The modules here add their pages to the blueprint."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("submissions", __name__)
