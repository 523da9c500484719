"""The indicators: a page, its downloads and its charts."""

from __future__ import annotations

from catalogue.web.indicators import downloads, supply_demand
from catalogue.web.indicators.pages import blueprint

__all__ = ["blueprint", "downloads", "supply_demand"]
