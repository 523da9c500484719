"""Where links of a search lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from catalogue.models import Provider
from catalogue.search.address import toggled_arguments
from catalogue.search.port import SearchRequest
from catalogue.services.learning.skills.learning_paths import Learner


def courses_url(arguments: Mapping[str, Any]) -> str:
    """Return the search page's address for these arguments; within a collection, that of the collection's page."""
    if request.endpoint == "collections.page":
        return url_for("collections.page", **(request.view_args or {}), **arguments)
    return url_for("search.courses", **arguments)


def logo_url(provider: Provider) -> str:
    """Return the address of a provider's logo; empty if it has none."""
    return url_for("provider.logo", key=provider.key, mark=provider.logo) if provider.logo else ""


def toggle_url(asked: SearchRequest, facet: str, value: str) -> str:
    """Return the address that adds a facet value to the search or removes it."""
    return courses_url(toggled_arguments(asked, facet, value))


def path_url(role: str, learner: Learner, way: str = "") -> str:
    """Return the address of a learner's path to a role; it leaves out what is not chosen."""
    arguments = {
        "have": sorted(learner.skills),
        "courses": ".".join(map(str, learner.courses)) or None,
        "country": learner.country or None,
        "language": learner.language or None,
        "online": "1" if learner.online else None,
        "way": way or None,
    }
    return url_for("job_role.page", key=role, _anchor="path", **arguments)  # type: ignore[arg-type]
