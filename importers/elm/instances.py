"""When and where an opportunity is offered. The model lists periods, places and prices side by side, not as pairs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.elm import concepts
from importers.elm.nodes import Node
from importers.markup.prices import one_or_all
from importers.markup.texts import best

# The schema requires a time of day, so whole days are written as midnight at both ends.
MIDNIGHT = re.compile(r"T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d\d:?\d\d)?$")


def instance_drafts(node: Node, language: str) -> list[InstanceDraft]:
    """Return a draft for each period, or for each place of a single one; what would have to be guessed stays empty."""
    periods = [_period(one) for one in node.nodes("temporal") if one.text("startDate", "endDate")]
    places = [place for one in node.nodes("location") if (place := _place(one, language)) != PlaceDraft()]
    amount, currency = _price(node)
    deadline = _single(_day(text) for _, text in node.texts("applicationDeadline")) if len(periods) <= 1 else ""
    mode = concepts.modes(node.ids("mode"))
    run = InstanceDraft(enrolment_deadline=deadline, price=amount, currency=currency, mode=mode)
    if len(periods) > 1:
        shared = places[0] if len(places) == 1 else _common(places)
        return [replace(run, start=start, end=end, place=shared) for start, end in periods]
    start, end = next(iter(periods), ("", ""))
    offered = replace(run, start=start, end=end)
    return [replace(offered, place=place) for place in places] or [offered] * (offered != InstanceDraft(mode=mode))


def _period(period: Node) -> tuple[str, str]:
    start, end = period.text("startDate"), period.text("endDate")
    days = MIDNIGHT.search(start or end) and MIDNIGHT.search(end or start)
    return (_day(start), _day(end)) if days else (start, end)


def _day(text: str) -> str:
    return MIDNIGHT.sub("", text)


def _price(node: Node) -> tuple[str, str]:
    """Return amount and currency if all prices agree, else all of them: which is meant cannot be known."""
    amounts = [one for detail in node.nodes("priceDetail") for one in detail.nodes("amount")]
    return one_or_all((one.text("value"), concepts.last_part(next(iter(one.ids("unit")), ""))) for one in amounts)


def _single(texts: Iterable[str]) -> str:
    found = set(texts)
    return found.pop() if len(found) == 1 else ""


def _place(location: Node, language: str) -> PlaceDraft:
    address = next(iter(location.nodes("address")), Node(location.known))
    geometry = next(iter(location.nodes("geometry")), Node(location.known))
    written = [best(note.texts("noteLiteral"), language) for note in address.nodes("fullAddress")]
    return PlaceDraft(
        locality=best(location.texts("geographicName"), language),
        street=next(iter(written), ""),
        country=concepts.last_part(next(iter(address.ids("countryCode")), "")),
        region=concepts.region(location.ids("spatialCode")),
        latitude=geometry.text("latitude"),
        longitude=geometry.text("longitude"),
    )


def _common(places: list[PlaceDraft]) -> PlaceDraft | None:
    """Return the country and region that all of several places share; None if their countries differ."""
    country, region = _single(place.country for place in places), _single(place.region for place in places)
    return PlaceDraft(country=country, region=region) if country else None
