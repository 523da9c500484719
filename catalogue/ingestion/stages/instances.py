"""One run of a course, from its draft to domain values."""

from __future__ import annotations

import re

from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.instance_statuses import parse_instance_status
from catalogue.domain.course.prices import Price, parse_price
from catalogue.domain.course.records import DeliveryMode, InstanceRecord, InstanceStatus, Place
from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.web_addresses import without_tracking
from catalogue.ingestion.contract import InstanceDraft
from catalogue.ingestion.stages.moments import MomentReading
from catalogue.ingestion.stages.places import physical_part, place_of
from catalogue.ingestion.stages.reading import DraftReading

_ONE_NUMBER = re.compile(r"\D*?([1-9]\d{0,5})\D*", re.ASCII)


def instance_record(draft: InstanceDraft, course_mode: DeliveryMode | None, reading: DraftReading) -> InstanceRecord:
    """Return the instance as understood; where it does not say how it is taught, its course does."""
    mode = reading.understood("delivery_mode", draft.mode, parse_delivery_mode(draft.mode, reading.language))
    status = reading.understood("status", draft.status, parse_instance_status(draft.status, reading.language))
    physical, online = physical_part(draft.place) if draft.place else (None, False)
    if online and physical is None and not draft.mode:
        mode = DeliveryMode.ONLINE
    place = place_of(physical, reading) if physical else Place()
    when = MomentReading(draft, place, reading)
    start, end = when.start_and_end()
    deadline = when.deadline()
    if status is InstanceStatus.POSTPONED:  # the days it gives are those on which it does not take place
        start = end = deadline = None
    return InstanceRecord(
        external_id=draft.external_id,
        start=start,
        end=end,
        enrolment_deadline=deadline,
        place=place,
        mode=mode or course_mode,
        language=reading.understood("language", draft.language, parse_language(draft.language, reading.language)),
        price=_price(draft, reading),
        capacity=_capacity(draft.capacity, reading),
        url=without_tracking(draft.url),
        status=status or InstanceStatus.SCHEDULED,
    )


def _price(draft: InstanceDraft, reading: DraftReading) -> Price | None:
    """Return the price; the source's usual currency serves only where neither the amount nor the record names one."""
    if not draft.price:
        return None
    price = parse_price(draft.price, reading.language, draft.currency or None)
    if price is None and not draft.currency and reading.defaults.currency:
        price = parse_price(draft.price, reading.language, reading.defaults.currency)
    return reading.understood("price", f"{draft.price} {draft.currency}".strip(), price)


def _capacity(text: str, reading: DraftReading) -> int | None:
    match = _ONE_NUMBER.fullmatch(text)
    return reading.understood("capacity", text, int(match[1]) if match else None)
