"""Pages for those who answer for a source: its settings, its runs, and registering a new one."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("sources", __name__)

from catalogue.web.sources import ending, onboarding, pages, runs  # noqa: E402, F401 - views join the blueprint when they are read
