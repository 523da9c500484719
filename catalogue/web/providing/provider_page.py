"""A provider's page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.models import Provider
from catalogue.search.port import SearchRequest
from catalogue.services.search.searching import SearchResult
from catalogue.web.search.card import Card, present_hit
from catalogue.web.search.links import courses_url, logo_url
from catalogue.web.site import values


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderView:
    """A provider, what it teaches, and the first of its courses."""

    provider: Provider
    country: str
    logo_url: str
    areas: Sequence[tuple[str, int, str]]
    cards: Sequence[Card]
    total: int
    all_url: str


def present_provider(provider: Provider, asked: SearchRequest, result: SearchResult) -> ProviderView:
    """Return everything a provider's page shows."""
    areas = [value for value in result.page.facets.get("skill_area", ()) if value.count]
    return ProviderView(
        provider=provider,
        country=values.country(provider.country),
        logo_url=logo_url(provider),
        areas=[
            (
                values.label("skill_area", area.value),
                area.count,
                courses_url({"provider": provider.key, "skill_area": area.value}),
            )
            for area in areas[:12]
        ],
        cards=[present_hit(hit, course) for hit, course in result.found],
        total=result.page.total,
        all_url=courses_url({"provider": provider.key}),
    )
