"""When, where and for how much a MOOChub course is held; dates are one (2) or several (3)."""

from __future__ import annotations

from itertools import zip_longest

from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.markup.json_document import Node, nodes, text, texts
from importers.markup.prices import one_or_all

MODES = ("blended", "onsite", "online")
PACES = {"asynchronous": "self-paced", "synchronous": "scheduled"}
WHOLE_COURSE_CATEGORIES = frozenset({"course", "complete"})  # not the price of the certificate alone


def mode_of(attributes: Node) -> str:
    """Return how it is taught; ``courseMode`` says also when, which is for ``pace_of``."""
    stated = [mode.lower() for mode in texts(attributes.get("courseMode"))]
    ways = [mode for mode in stated if mode not in PACES]
    return next((way for way in MODES if way in ways), ", ".join(ways))


def pace_of(attributes: Node) -> str:
    """Return the pace; where both are named dates bind, so it is scheduled."""
    stated = {PACES[mode] for mode in map(str.lower, texts(attributes.get("courseMode"))) if mode in PACES}
    return "scheduled" if len(stated) == 2 else next(iter(stated), "")


def instances_of(attributes: Node) -> list[InstanceDraft]:
    """Return an instance for each start, or one without a date if there is a price or a place."""
    starts, ends = texts(attributes.get("startDate")), texts(attributes.get("endDate"))
    price, currency = _price(attributes)
    runs = [
        InstanceDraft(
            start=start,
            end=end,
            enrolment_deadline=text(attributes.get("applicationDeadline")),
            place=_place(attributes),
            price=price,
            currency=currency,
        )
        for start, end in zip_longest(starts, ends, fillvalue="")
    ]
    alone = InstanceDraft(place=_place(attributes), price=price, currency=currency)
    return runs or ([alone] if alone != InstanceDraft() else [])


def _price(attributes: Node) -> tuple[str, str]:
    """Return the one-time price of the whole course, all of several; "free" where only that is stated."""
    offers = nodes(attributes.get("offer") or attributes.get("costs"))
    price = one_or_all(
        (text(offer.get("price")), text(offer.get("priceCurrency")))
        for offer in offers
        if text(offer.get("category") or "course") in WHOLE_COURSE_CATEGORIES
        and text(offer.get("paymentFrequency") or "one-time") == "one-time"
    )
    if price[0]:
        return price
    return ("free", "") if not offers and texts(attributes.get("access")) == ["free"] else ("", "")


def _place(attributes: Node) -> PlaceDraft | None:
    location = next(iter(nodes(attributes.get("contentLocation"))), {})
    address = next(iter(nodes(location.get("address"))), {})
    place = PlaceDraft(
        name=text(location.get("name")),
        street=text(address.get("streetAddress")),
        postal_code=text(address.get("postalCode")),
        locality=text(address.get("city")),
        country=text(address.get("addressCountry")),
        latitude=text(location.get("latitude")),
        longitude=text(location.get("longitude")),
    )
    return place if place != PlaceDraft() else None
