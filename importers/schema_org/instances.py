"""schema.org CourseInstance and Event as instances."""

from __future__ import annotations

from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.schema_org.graph import Thing, plain_name

ONLINE_TYPE = "VirtualLocation"
ONLINE_WORDS = frozenset({"online", "virtual", "remote"})  # given as the place
UNAVAILABLE = ("SoldOut", "OutOfStock", "Discontinued")
TRUE_WORDS = frozenset({"true", "yes", "1"})
Price = tuple[str, str]


def instance_draft(thing: Thing) -> InstanceDraft:
    """Return one run, from a CourseInstance, an Event, or a course that states its own dates."""
    price, currency = price_of(thing)
    schedule = next(iter(thing.things("courseSchedule", "eventSchedule")), thing)
    return InstanceDraft(
        external_id=_identifier(thing),
        start=thing.text("startDate") or schedule.text("startDate") or thing.text("doorTime"),
        end=thing.text("endDate") or schedule.text("endDate"),
        timezone=schedule.text("scheduleTimezone"),
        enrolment_deadline=_deadline(thing),
        place=_place(thing),
        mode=mode_of(thing),
        language=thing.text("inLanguage"),
        price=price,
        currency=currency,
        capacity=thing.text("maximumAttendeeCapacity", "maximumPhysicalAttendeeCapacity"),
        url=thing.address("url"),
        status=_status(thing),
    )


def mode_of(thing: Thing) -> str:
    """Return how it is taught as stated, else by the kind of its locations; empty if neither tells."""
    stated = [plain_name(text) for text in thing.texts("courseMode", "eventAttendanceMode", "educationalProgramMode")]
    if stated:
        return ", ".join(stated)
    places = thing.things("location")
    virtual = [place for place in places if ONLINE_TYPE in place.types]
    if virtual:
        return "online" if len(virtual) == len(places) else "MixedEventAttendanceMode"
    return "online" if thing.text("location").casefold() in ONLINE_WORDS else ""


def price_of(thing: Thing) -> Price:
    """Return price and currency of its offers; several that differ are all given, so that nobody picks one."""
    offers = thing.things("offers")
    prices = list(dict.fromkeys(pair for offer in offers if (pair := _price(offer))[0]))
    if len(prices) == 1:
        return prices[0]
    if prices:
        return "; ".join(f"{amount} {currency}".strip() for amount, currency in prices), ""
    return _free(thing, offers) or next((text for text in thing.texts("offers") if not offers), ""), ""


def _price(offer: Thing) -> Price:
    specified = next(iter(offer.things("priceSpecification")), offer)
    least, most = (offer.text(name) for name in ("lowPrice", "highPrice"))
    spread = f"{least}–{most}" if least and most and least != most else most
    amount = offer.text("price") or specified.text("price") or spread
    return amount, offer.text("priceCurrency") or specified.text("priceCurrency")


def _free(thing: Thing, offers: list[Thing]) -> str:
    is_free = plain_name(thing.text("isAccessibleForFree")).casefold() in TRUE_WORDS
    return "free" if is_free or any(offer.text("category").casefold() == "free" for offer in offers) else ""


def _identifier(thing: Thing) -> str | None:
    return next((text for one in thing.things("identifier") if (text := one.text("value"))), None) or (
        thing.text("identifier") or None
    )


def _deadline(thing: Thing) -> str:
    """Return until when one can enrol: as stated, else when its only offer ends."""
    stated = thing.text("applicationDeadline", "validThrough")
    ends = {offer.text("availabilityEnds", "validThrough") for offer in thing.things("offers")}
    return stated or (ends.pop() if len(ends) == 1 else "")


def _status(thing: Thing) -> str:
    """Return its own status; a scheduled event none of whose offers is available any more is full."""
    stated = plain_name(thing.text("eventStatus"))
    offers = [plain_name(offer.text("availability")) for offer in thing.things("offers")]
    if offers and all(each in UNAVAILABLE for each in offers) and stated in ("", "EventScheduled"):
        return "SoldOut"
    return stated


def _place(thing: Thing) -> PlaceDraft | None:
    """Return the first location that is a physical one; None if there is none."""
    for location in thing.things("location"):
        if ONLINE_TYPE not in location.types and (draft := _from_location(location)) != PlaceDraft():
            return draft
    texts = thing.texts("location") if not thing.things("location") else []
    plain = [text for text in texts if text.casefold() not in ONLINE_WORDS]
    return PlaceDraft(name=plain[0]) if plain else None


def _from_location(location: Thing) -> PlaceDraft:
    address = next(iter(location.things("address")), location)
    geo = next(iter(location.things("geo")), location)
    written = "" if location.things("address") else location.text("address")
    name = location.text("name") if "PostalAddress" not in location.types else ""
    return PlaceDraft(
        name="" if name.casefold() in ONLINE_WORDS else name,
        street=address.text("streetAddress") or written,
        postal_code=address.text("postalCode"),
        locality=address.text("addressLocality"),
        region=address.text("addressRegion"),
        country=address.text("addressCountry"),
        latitude=geo.text("latitude"),
        longitude=geo.text("longitude"),
    )
