"""Collections as everybody sees them, and as other sites take them over."""

from __future__ import annotations

from catalogue.web.collections import feeds
from catalogue.web.collections.pages import blueprint

__all__ = ["blueprint", "feeds"]
