"""Reading one draft: which language it is in, where each value came from, and what could not be understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from catalogue.domain.course import Origin
from catalogue.ingestion.item import SourceDefaults

Value = TypeVar("Value")

_SHOWN = 60

# How to mend a value that was not understood, said to the person who publishes it.
REMEDIES = {
    "language": "write one language by its code or name, such as de or German",
    "page language": "write one language by its code, such as de",
    "teaching language": "write languages by code or name, such as de or German",
    "country": "write a two-letter code or the country's name, such as PT",
    "region": "write a NUTS 2024 code, such as ES41, or the region's exact name beside its country",
    "start": "write a date as year-month-day, such as 2027-03-03",
    "end": "write a date as year-month-day, such as 2027-03-05",
    "enrolment deadline": "write a date as year-month-day, such as 2027-02-15",
    "time zone": "write a zone by its IANA name, such as Europe/Lisbon",
    "price": "write an amount with its currency, such as 120 EUR",
    "capacity": "write a number of places, such as 25",
    "coordinates": "write latitude and longitude in degrees, such as 51.16 and 4.40",
    "delivery mode": "write online, onsite or blended",
    "status": "write scheduled, cancelled or full",
    "EQF level": "write a number from 1 to 8",
    "ISCED-F code": "write two to four digits, such as 0714",
    "credential": "write one of none, badge, certificate, micro-credential, qualification",
    "workload": "write a number with its unit, such as 40 hours, or PT40H",
    "pace": "write scheduled or self-paced",
    "image": "write a complete address that begins with https://",
    "provider address": "write a complete address that begins with https://",
    "translation": "name each translation by its language's code, such as fr",
}


@dataclass(slots=True)
class Reading:
    """What holds for a whole draft while it is read. ``language`` is that of its text, BCP 47; ``home`` the country
    of its provider, ISO 3166-1."""

    defaults: SourceDefaults
    language: str | None = None
    home: str | None = None
    notes: list[str] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    def understood(self, name: str, text: str, value: Value | None) -> Value | None:
        """The value, noting once with its remedy a text that is there but gave none; ``name`` is in ``REMEDIES``."""
        if value is None and text.strip():
            shown = " ".join(text[: 4 * _SHOWN].split())
            shown = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
            note = f"{name} '{shown}' was not understood; {REMEDIES[name]}"
            if note not in self.notes:
                self.notes.append(note)
        return value
