"""Offerings as runs: when, where and for how much a course is held."""

from __future__ import annotations

from typing import Any

from catalogue.domain.text.web_addresses import with_scheme
from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.markup.json_document import Node, nodes, text
from importers.markup.texts import best
from importers.ooapi.values import first, languages_of, mode_of, plain, texts_by_language

OFFERING_IDS = ("offeringId", "courseOfferingId", "programmeOfferingId")
UNPUBLISHED_STATES = frozenset({"concept", "inactive"})
PLACE_TYPES = ("teaching", "visit")  # not where post or deliveries go
WHOLE_PRICE = "total costs"


def offering_id(node: Node) -> str:
    """Return the id of an offering; empty for what is none."""
    return next((found for name in OFFERING_IDS if (found := text(node.get(name)))), "")


def is_published(node: Node) -> bool:
    """Say whether it is open to the public, or was and is cancelled."""
    return plain(node.get("state")) not in UNPUBLISHED_STATES


def instance_draft(node: Node, language: str) -> InstanceDraft:
    """Return the run of an offering; ``language`` is that of the course's texts."""
    languages = languages_of(node)
    price, currency = _price(node)
    return InstanceDraft(
        external_id=offering_id(node) or None,
        start=text(node.get("startDate")) or text(node.get("startDateTime")),
        end=text(node.get("endDate")) or text(node.get("endDateTime")),
        enrolment_deadline=_deadline(node),
        place=place_draft(node.get("addresses"), language),
        mode=mode_of(node),
        language=languages[0] if len(languages) == 1 else "",
        price=price,
        currency=currency,
        capacity=text(node.get("maxNumberStudents")),
        url=with_scheme(text(node.get("link"))),
        status=_status(node),
    )


def place_draft(addresses: Any, language: str) -> PlaceDraft | None:
    """Return the place of teaching, else that for visits; None if there is neither."""
    by_type = {plain(one.get("addressType")): one for one in reversed(nodes(addresses))}
    address = next((by_type[kind] for kind in PLACE_TYPES if kind in by_type), None)
    if address is None:
        return None
    point = first([address.get("geolocation")])
    place = PlaceDraft(
        name=best(texts_by_language(address.get("additional")), language),
        street=" ".join(filter(None, (text(address.get("street")), text(address.get("streetNumber"))))),
        postal_code=text(address.get("postalCode")) or text(address.get("postCode")),
        locality=text(address.get("city")),
        country=text(address.get("countryCode")),
        latitude=text(point.get("latitude")),
        longitude=text(point.get("longitude")),
    )
    return place if place != PlaceDraft() else None


def _deadline(node: Node) -> str:
    """Return the last day to enrol; where groups of people have several, none is that of all."""
    stated = text(node.get("enrollEndDate")) or text(node.get("enrolEndDate"))
    periods = {text(one.get("endDateTime")) for one in nodes(node.get("enrolmentPeriods"))}
    return stated or (periods.pop() if len(periods) == 1 else "")


def _price(node: Node) -> tuple[str, str]:
    """Return amount and currency of the whole price, without a subsidised part; empty if there are several."""
    costs = [one for one in nodes(node.get("priceInformation")) if plain(one.get("costType")) == WHOLE_PRICE]
    prices = {(text(one.get("amount")), text(one.get("currency"))) for one in costs if text(one.get("amount"))}
    return prices.pop() if len(prices) == 1 else ("", "")


def _status(node: Node) -> str:
    if plain(node.get("state")) == "cancelled":
        return "cancelled"
    most, enrolled = node.get("maxNumberStudents"), node.get("enrolledNumberStudents")
    is_full = isinstance(most, int) and isinstance(enrolled, int) and 0 < most <= enrolled
    return "full" if is_full else ""
