"""One run of a course, from its draft to domain values."""

from __future__ import annotations

import re

from catalogue.domain.addresses import without_tracking
from catalogue.domain.countries import parse_country
from catalogue.domain.course import DeliveryMode, InstanceRecord, InstanceStatus, Place
from catalogue.domain.dates import Moment, parse_moment
from catalogue.domain.delivery import parse_delivery_mode
from catalogue.domain.languages import parse_language
from catalogue.domain.localities import country_of_locality, region_of_locality
from catalogue.domain.money import Price, parse_price
from catalogue.domain.regions import country_of, parse_region
from catalogue.domain.sanitising import plain_line
from catalogue.domain.spans import parse_span
from catalogue.domain.statuses import parse_instance_status
from catalogue.domain.zones import zone_key
from catalogue.ingestion.contract import InstanceDraft, PlaceDraft
from catalogue.ingestion.stages.reading import Reading

_ONE_NUMBER = re.compile(r"\D*?([1-9]\d{0,5})\D*", re.ASCII)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?", re.ASCII)


def instance_record(draft: InstanceDraft, course_mode: DeliveryMode | None, reading: Reading) -> InstanceRecord:
    """The instance as understood; how it is taught is what its course says where it says nothing itself."""
    zone = reading.understood("time zone", draft.timezone, zone_key(draft.timezone))
    mode = reading.understood("delivery mode", draft.mode, parse_delivery_mode(draft.mode, reading.language))
    status = reading.understood("status", draft.status, parse_instance_status(draft.status, reading.language))
    start, end = _start_and_end(draft, zone, reading)
    return InstanceRecord(
        external_id=draft.external_id,
        start=start,
        end=end,
        enrolment_deadline=_moment("enrolment deadline", draft.enrolment_deadline, zone, reading),
        place=_place(draft.place, reading) if draft.place else Place(),
        mode=mode or course_mode,
        language=reading.understood("language", draft.language, parse_language(draft.language, reading.language)),
        price=_price(draft, reading),
        capacity=_capacity(draft.capacity, reading),
        url=without_tracking(draft.url),
        status=status or InstanceStatus.SCHEDULED,
    )


def _start_and_end(draft: InstanceDraft, zone: str | None, reading: Reading) -> tuple[Moment | None, Moment | None]:
    """Both as stated; a start such as "3.–5. März 2027" says the end too where none is stated."""
    span = parse_span(draft.start, reading.language, zone) if draft.start and not draft.end else None
    return span or (_moment("start", draft.start, zone, reading), _moment("end", draft.end, zone, reading))


def _moment(name: str, text: str, zone: str | None, reading: Reading) -> Moment | None:
    return reading.understood(name, text, parse_moment(text, reading.language, zone)) if text else None


def _price(draft: InstanceDraft, reading: Reading) -> Price | None:
    """The source's usual currency serves only where neither the amount nor the record names one."""
    if not draft.price:
        return None
    price = parse_price(draft.price, reading.language, draft.currency or None)
    if price is None and not draft.currency and reading.defaults.currency:
        price = parse_price(draft.price, reading.language, reading.defaults.currency)
    return reading.understood("price", f"{draft.price} {draft.currency}".strip(), price)


def _capacity(text: str, reading: Reading) -> int | None:
    match = _ONE_NUMBER.fullmatch(text)
    return reading.understood("capacity", text, int(match[1]) if match else None)


def _place(draft: PlaceDraft, reading: Reading) -> Place:
    locality = plain_line(draft.locality)
    country, region = _territory(draft, locality, reading)
    latitude, longitude = _coordinates(draft, reading)
    return Place(
        name=plain_line(draft.name),
        street=plain_line(draft.street),
        postal_code=plain_line(draft.postal_code),
        locality=locality,
        country=country,
        region=region,
        latitude=latitude,
        longitude=longitude,
    )


def _territory(draft: PlaceDraft, locality: str, reading: Reading) -> tuple[str | None, str | None]:
    """Country and region as stated, else as the town tells; without a country only one of the provider's is meant,
    and only if no other country has a town of that name."""
    country = reading.understood("country", draft.country, parse_country(draft.country, reading.language))
    region = reading.understood("region", draft.region, parse_region(draft.region, country)) if draft.region else None
    country = country or (country_of(region) if region else None)
    if country is None and not draft.country and reading.home and country_of_locality(locality) == reading.home:
        country = reading.home
    return country, region or (region_of_locality(locality, country) if country and locality else None)


def _coordinates(draft: PlaceDraft, reading: Reading) -> tuple[float, float] | tuple[None, None]:
    """Degrees on the globe, both or neither; 0, 0 is what software writes for "unknown"."""
    if not (draft.latitude or draft.longitude):
        return None, None
    latitude, longitude = _degrees(draft.latitude, 90), _degrees(draft.longitude, 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        reading.understood("coordinates", f"{draft.latitude}, {draft.longitude}", None)
        return None, None
    return latitude, longitude


def _degrees(text: str, most: int) -> float | None:
    text = text.strip()
    value = float(text.replace(",", ".")) if _DEGREES.fullmatch(text) else None
    return value if value is not None and abs(value) <= most else None
