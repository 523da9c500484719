"""schema.org CourseInstance and Event as instances."""

from __future__ import annotations

from catalogue.domain.places.online_places import says_online
from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from importers.markup.prices import Price, one_or_all
from importers.schema_org.graph import Thing, plain_name

ONLINE_TYPE = "VirtualLocation"
MOVED_ONLINE = "EventMovedOnline"
UNAVAILABLE = ("SoldOut", "OutOfStock", "Discontinued")


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
    if MOVED_ONLINE in _statuses(thing):
        return "online"
    stated = [plain_name(text) for text in thing.texts("courseMode", "eventAttendanceMode", "educationalProgramMode")]
    if stated:
        return ", ".join(stated)
    kinds = {_is_virtual(place) for place in thing.things("location")} or {
        says_online(text) for text in thing.texts("location")
    }
    if True in kinds:
        return "MixedEventAttendanceMode" if False in kinds else "online"
    return ""


def price_of(thing: Thing) -> Price:
    """Return price and currency of its offers; several that differ are all given, so that nobody picks one."""
    offers = [part for offer in thing.things("offers") for part in (offer.things("offers") or [offer])]
    price = one_or_all(pair for offer in offers for pair in _prices(offer))
    if price[0]:
        return price
    return _free(thing, offers) or next((text for text in thing.texts("offers") if not offers), ""), ""


def _prices(offer: Thing) -> list[Price]:
    """Return the price of an offer, else those of all its specifications; of a compound one its own."""
    currency = offer.text("priceCurrency")
    if own := _amount(offer):
        specified = next((one.text("priceCurrency") for one in offer.things("priceSpecification")), "")
        return [(own, currency or specified)]
    found = [
        (amount, one.text("priceCurrency") or currency) for one in _specifications(offer) if (amount := _amount(one))
    ]
    return found or [(text, currency) for text in offer.texts("priceSpecification") if not _specifications(offer)]


def _specifications(offer: Thing) -> list[Thing]:
    specified = offer.things("priceSpecification")
    return [part for one in specified for part in ([one] if _amount(one) else one.things("priceComponent"))]


def _amount(thing: Thing) -> str:
    """Return the amount, both ends of a range, or the lowest price as one: "200–350", "from 200"."""
    if price := thing.text("price"):
        return price
    least, most = thing.text("lowPrice", "minPrice"), thing.text("highPrice", "maxPrice")
    if least and most and least != most:
        return f"{least}–{most}"
    return most or (f"from {least}" if least else "")


def _free(thing: Thing, offers: list[Thing]) -> str:
    return (
        "free"
        if thing.flag("isAccessibleForFree") or any(offer.text("category").casefold() == "free" for offer in offers)
        else ""
    )


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
    """Return its own status; a scheduled event none of whose offers is available any more is full.

    One that was postponed and has another day since is rescheduled.
    """
    stated = _statuses(thing)
    offers = [plain_name(offer.text("availability")) for offer in thing.things("offers")]
    if offers and all(each in UNAVAILABLE for each in offers) and set(stated) <= {"EventScheduled"}:
        return "SoldOut"
    before = thing.text("previousStartDate")
    if "EventPostponed" in stated and before and thing.text("startDate") not in ("", before):
        return "EventRescheduled"
    return ", ".join(stated)


def _statuses(thing: Thing) -> list[str]:
    return [plain_name(text) for text in thing.texts("eventStatus")]


def _place(thing: Thing) -> PlaceDraft | None:
    """Return the first location that is a physical one; None if there is none, or it was left for the net."""
    if MOVED_ONLINE in _statuses(thing):
        return None
    for location in thing.things("location"):
        if not _is_virtual(location) and (draft := _from_location(location)) != PlaceDraft():
            return draft
    texts = thing.texts("location") if not thing.things("location") else []
    return next((PlaceDraft(name=text) for text in texts if not says_online(text)), None)


def _is_virtual(location: Thing) -> bool:
    """Say whether it is a ``VirtualLocation``, or a place of which only words for "online" are said."""
    if ONLINE_TYPE in location.types:
        return True
    name = location.text("name")
    if name and not says_online(name):
        return False
    draft = _from_location(location)
    said = [text for text in (draft.name, draft.street, draft.locality) if text]
    return bool(said) and all(map(says_online, said))


def _from_location(location: Thing) -> PlaceDraft:
    address = next(iter(location.things("address")), location)
    geo = next(iter(location.things("geo")), location)
    written = "" if location.things("address") else location.text("address")
    name = location.text("name") if "PostalAddress" not in location.types else ""
    return PlaceDraft(
        name=name,
        street=address.text("streetAddress") or written,
        postal_code=address.text("postalCode"),
        locality=address.text("addressLocality"),
        region=address.text("addressRegion"),
        country=address.text("addressCountry"),
        latitude=geo.text("latitude"),
        longitude=geo.text("longitude"),
    )
