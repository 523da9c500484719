"""schema.org CourseInstance and Event as instances."""

from __future__ import annotations

from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.markup.graph import Thing, plain_name

ONLINE = "VirtualLocation"


def instance_draft(thing: Thing) -> InstanceDraft:
    """One run, from a CourseInstance, an Event, or a course that states its own dates."""
    price, currency = _price(thing)
    return InstanceDraft(
        external_id=thing.text("identifier") or None,
        start=thing.text("startDate", "doorTime"),
        end=thing.text("endDate"),
        enrolment_deadline=thing.text("applicationDeadline", "validThrough"),
        place=_place(thing),
        mode=_mode(thing),
        language=thing.text("inLanguage"),
        price=price,
        currency=currency,
        capacity=thing.text("maximumAttendeeCapacity", "maximumPhysicalAttendeeCapacity"),
        url=thing.text("url"),
        status=plain_name(thing.text("eventStatus")),
    )


def _mode(thing: Thing) -> str:
    stated = plain_name(thing.text("courseMode", "eventAttendanceMode"))
    if stated:
        return stated
    places = thing.things("location")
    return "online" if places and all(ONLINE in place.types for place in places) else ""


def _place(thing: Thing) -> PlaceDraft | None:
    """The first location that is a real one."""
    for location in thing.things("location"):
        if ONLINE in location.types:
            continue
        draft = _from_location(location)
        if draft != PlaceDraft():
            return draft
    plain = [value for value in thing.raw("location") if isinstance(value, str)]
    return PlaceDraft(name=plain[0]) if plain else None


def _from_location(location: Thing) -> PlaceDraft:
    address = next(iter(location.things("address")), location)
    geo = next(iter(location.things("geo")), location)
    written = [value for value in location.raw("address") if isinstance(value, str)]
    return PlaceDraft(
        name=location.text("name") if "PostalAddress" not in location.types else "",
        street=address.text("streetAddress") or next(iter(written), ""),
        postal_code=address.text("postalCode"),
        locality=address.text("addressLocality"),
        region=address.text("addressRegion"),
        country=address.text("addressCountry"),
        latitude=geo.text("latitude"),
        longitude=geo.text("longitude"),
    )


def _price(thing: Thing) -> tuple[str, str]:
    """Price and currency of its offers; several that differ are all given, so that nobody picks one."""
    offers = thing.things("offers")
    found = [(_amount(offer), offer.text("priceCurrency")) for offer in offers]
    told = list(dict.fromkeys(pair for pair in found if pair[0]))
    if not told:
        return _free(thing, offers), ""
    if len(told) == 1:
        return told[0]
    return "; ".join(f"{amount} {currency}".strip() for amount, currency in told), ""


def _amount(offer: Thing) -> str:
    specified = next(iter(offer.things("priceSpecification")), offer)
    return offer.text("price") or specified.text("price")


def _free(thing: Thing, offers: list[Thing]) -> str:
    said = thing.text("isAccessibleForFree").lower() in ("true", "https://schema.org/true", "yes")
    return "free" if said or any(offer.text("category").lower() == "free" for offer in offers) else ""
