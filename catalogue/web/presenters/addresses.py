"""Where links of a search lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from catalogue.search.address import toggled
from catalogue.search.port import SearchRequest


def courses_url(arguments: Mapping[str, Any]) -> str:
    """The search page's address for these arguments; within a collection, that of the collection's own page."""
    if request.endpoint == "collections.page":
        return url_for("collections.page", **(request.view_args or {}), **arguments)
    return url_for("search.courses", **arguments)


def toggle_url(asked: SearchRequest, facet: str, value: str) -> str:
    """The address that adds a facet value to the search or takes it away."""
    return courses_url(toggled(asked, facet, value))
