"""When a run begins and ends, from its draft: each in the zone of its place, whole days as days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import time

from catalogue.domain.course.records import Place
from catalogue.domain.places.local_time import zone_at
from catalogue.domain.time.date_ranges import parse_date_range
from catalogue.domain.time.dates import DateOrder, Moment, day_leads_in, order_of_dates, parse_moment
from catalogue.domain.time.zones import is_offset, parse_zone
from catalogue.ingestion.contract import InstanceDraft
from catalogue.ingestion.stages.reading import DraftReading

LAST_MINUTE_OF_DAY = time(23, 59)


def order_shown_by(drafts: Iterable[InstanceDraft]) -> DateOrder | None:
    """Return the order of day and month that dates of these runs show, such as "13/04/2027"; None if none does."""
    return order_of_dates(text for run in drafts for text in (run.start, run.end, run.enrolment_deadline) if text)


class MomentReading:
    """Reads the dates of one run, held at ``place``."""

    def __init__(self, draft: InstanceDraft, place: Place, reading: DraftReading) -> None:
        self._draft, self._reading = draft, reading
        self._zone = reading.understood("zone", draft.timezone, parse_zone(draft.timezone))
        self._place = place
        self._zone_of_place = zone_at(place.country, place.region) if self._zone is None else None
        self._order = reading.date_order or (DateOrder(draft.date_order) if draft.date_order else None)

    def start_and_end(self) -> tuple[Moment | None, Moment | None]:
        """Return both as stated; a start such as "3.–5. März 2027" gives the end too where none is stated."""
        start, end = self._draft.start, self._draft.end
        if start and end in ("", start) and (span := self._span(start)):
            return span[0], _whole_day(span[0], span[1])
        first, last = self._moment("start", start), self._moment("end", end)
        return first, _whole_day(first, last)

    def deadline(self) -> Moment | None:
        """Return until when one can enrol."""
        return self._moment("enrolment_deadline", self._draft.enrolment_deadline)

    def _span(self, text: str) -> tuple[Moment, Moment] | None:
        order = self._order_in(text)
        span = parse_date_range(text, self._reading.language, self._zone, order)
        if span and self._zone_of_place and any(map(_is_bare_offset, span)):
            return parse_date_range(text, self._reading.language, self._zone_of_place, order)
        return span

    def _moment(self, name: str, text: str) -> Moment | None:
        """Return the moment; an offset is told as the zone of its place where that has the same."""
        if not text:
            return None
        order = self._order_in(text)
        found = parse_moment(text, self._reading.language, self._zone, order)
        if found and self._zone_of_place and _is_bare_offset(found):
            found = parse_moment(text, self._reading.language, self._zone_of_place, order)
        return self._reading.understood(name, text, found)

    def _order_in(self, text: str) -> DateOrder | None:
        """Return the order of day and month in a text, None where it is of no use: the year leads in most."""
        if self._order is None and not text[:4].isdigit():
            self._order = _order_of_country(self._place, self._reading)
        return self._order


def _is_bare_offset(moment: Moment) -> bool:
    return moment.zone is not None and is_offset(moment.zone)


def _whole_day(start: Moment | None, end: Moment | None) -> Moment | None:
    """Return the end; one at 23:59 of whole days, or of another day than the start, is how software writes a day."""
    if end is None or end.time is None or end.time < LAST_MINUTE_OF_DAY:
        return end
    if start is None or start.time is None or start.day != end.day:
        return replace(end, time=None, zone=None)
    return end


def _order_of_country(place: Place, reading: DraftReading) -> DateOrder | None:
    """Return the order of the countries of place and provider, where the text's language leaves it open."""
    if reading.language not in (None, "en"):
        return None
    countries = {country for country in (place.country, reading.home or reading.defaults.country) if country}
    return DateOrder.DAY_FIRST if countries and all(map(day_leads_in, countries)) else None
