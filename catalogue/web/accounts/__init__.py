"""Signing up, signing in, and one's own account. Flask-Security does the work; words and pages are ours."""

from __future__ import annotations

from catalogue.web.accounts.pages import blueprint
from catalogue.web.accounts.setup import init_app

__all__ = ["blueprint", "init_app"]
