"""The indicators: a page, its downloads and its charts."""

from __future__ import annotations

from catalogue.web.indicators import downloads, job_roles, supply_demand
from catalogue.web.indicators.pages import blueprint

__all__ = ["blueprint", "downloads", "job_roles", "supply_demand"]
