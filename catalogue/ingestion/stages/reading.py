"""Reading one draft: which language it is in, where each value came from, and what could not be understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from catalogue.domain.course.records import Origin
from catalogue.domain.text.messages import N_, Message, Said
from catalogue.ingestion.item import SourceDefaults

Value = TypeVar("Value")

_SHOWN = 60

# What a value is and how to mend one that was not understood, said to the person who publishes it.
REMEDIES = {
    N_("language"): N_("write one language by its code or name, such as de or German"),
    N_("page language"): N_("write one language by its code, such as de"),
    N_("teaching language"): N_("write languages by code or name, such as de or German"),
    N_("country"): N_("write a two-letter code or the country's name, such as PT"),
    N_("region"): N_("write a NUTS 2024 code, such as ES41, or the region's exact name beside its country"),
    N_("start"): N_("write a date as year-month-day, such as 2027-03-03"),
    N_("end"): N_("write a date as year-month-day, such as 2027-03-03"),
    N_("enrolment deadline"): N_("write a date as year-month-day, such as 2027-03-03"),
    N_("time zone"): N_("write a zone by its IANA name, such as Europe/Lisbon"),
    N_("price"): N_("write an amount with its currency, such as 120 EUR"),
    N_("capacity"): N_("write a number of places, such as 25"),
    N_("coordinates"): N_("write latitude and longitude in degrees, such as 51.16 and 4.40"),
    N_("delivery mode"): N_("write online, onsite or blended"),
    N_("status"): N_("write scheduled, cancelled or full"),
    N_("EQF level"): N_("write a number from 1 to 8"),
    N_("ISCED-F code"): N_("write two to four digits, such as 0714"),
    N_("credential"): N_("write one of none, badge, certificate, micro-credential, qualification"),
    N_("workload"): N_("write a number with its unit, such as 40 hours, or PT40H"),
    N_("pace"): N_("write scheduled or self-paced"),
    N_("image"): N_("write a complete address that begins with https://"),
    N_("provider address"): N_("write a complete address that begins with https://"),
    N_("translation"): N_("name each translation by its language's code, such as fr"),
}


@dataclass(slots=True)
class Reading:
    """What holds for a whole draft while it is read. ``language`` is that of its text, BCP 47; ``home`` the country
    of its provider, ISO 3166-1."""

    defaults: SourceDefaults
    language: str | None = None
    home: str | None = None
    notes: list[Said] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    def understood(self, name: str, text: str, value: Value | None) -> Value | None:
        """The value, noting once with its remedy a text that is there but gave none; ``name`` is in ``REMEDIES``."""
        if value is None and text.strip():
            shown = " ".join(text[: 4 * _SHOWN].split())
            shown = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
            text = N_("%(what)s '%(text)s' was not understood; %(remedy)s")
            note = Message(text, what=Message(name), text=shown, remedy=Message(REMEDIES[name]))
            if note not in self.notes:
                self.notes.append(note)
        return value
