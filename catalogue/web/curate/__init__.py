"""The curators' tools."""

from __future__ import annotations

from catalogue.web.curate import steps
from catalogue.web.curate.pages import blueprint

__all__ = ["blueprint", "steps"]
