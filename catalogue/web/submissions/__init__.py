"""Writing a listing, step by step, until it is handed in."""

from __future__ import annotations

from catalogue.web.submissions.views import blueprint

__all__ = ["blueprint"]
