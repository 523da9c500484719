"""The providers' own space."""

from __future__ import annotations

from catalogue.web.provide.views import blueprint

__all__ = ["blueprint"]
