"""The state of reading one draft: its language, where each value came from, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

from catalogue.domain.course.records import Origin
from catalogue.domain.text.messages import N_, Message, Text
from catalogue.domain.time.dates import DateOrder
from catalogue.ingestion.item import SourceDefaults

Value = TypeVar("Value")

_MAX_SHOWN_CHARACTERS = 60

# By name of a value: the field it belongs to, its name in a sentence, and advice to the publisher on how to mend it.
_DAY = N_("write a date as year-month-day, such as 2027-03-03")
_WHOLE_ADDRESS = N_("write a complete address that begins with https://")
REMEDIES = {
    "language": ("language", N_("language"), N_("write one language by its code or name, such as de or German")),
    "page_language": ("language", N_("page language"), N_("write one language by its code, such as de")),
    "teaching_languages": (
        "teaching_languages",
        N_("teaching language"),
        N_("write languages by code or name, such as de or German"),
    ),
    "country": ("country", N_("country"), N_("write a two-letter code or the country's name, such as PT")),
    "region": (
        "region",
        N_("region"),
        N_("write a NUTS 2024 code, such as ES41, or the region's exact name beside its country"),
    ),
    "start": ("start", N_("start"), _DAY),
    "end": ("end", N_("end"), _DAY),
    "enrolment_deadline": ("enrolment_deadline", N_("enrolment deadline"), _DAY),
    "zone": ("zone", N_("time zone"), N_("write a zone by its IANA name, such as Europe/Lisbon")),
    "price": ("price_amount", N_("price"), N_("write an amount with its currency, such as 120 EUR")),
    "capacity": ("capacity", N_("capacity"), N_("write a number of places, such as 25")),
    "coordinates": (
        "latitude",
        N_("coordinates"),
        N_("write latitude and longitude in degrees, such as 51.16 and 4.40"),
    ),
    "delivery_mode": ("delivery_mode", N_("delivery mode"), N_("write online, onsite or blended")),
    "status": ("status", N_("status"), N_("write scheduled, cancelled, postponed or full")),
    "eqf_level": ("eqf_level", N_("EQF level"), N_("write a number from 1 to 8")),
    "isced_f": ("isced_f", N_("ISCED-F code"), N_("write two to four digits, such as 0714")),
    "credential": (
        "credential",
        N_("credential"),
        N_("write one of none, badge, certificate, micro-credential, qualification"),
    ),
    "workload": ("workload", N_("workload"), N_("write a number with its unit, such as 40 hours, or PT40H")),
    "pace": ("pace", N_("pace"), N_("write scheduled or self-paced")),
    "image": ("image", N_("image"), _WHOLE_ADDRESS),
    "provider_url": ("", N_("provider address"), _WHOLE_ADDRESS),
    "translations": (
        "translations",
        N_("translation"),
        N_("name each translation by its language's code, such as fr"),
    ),
}


@dataclass(slots=True)
class DraftReading:
    """The state of reading one draft.

    ``language`` is that of its text, BCP 47; ``home`` the country of its provider, ISO 3166-1; ``date_order`` what its
    own dates show of day and month.
    """

    defaults: SourceDefaults
    language: str | None = None
    home: str | None = None
    date_order: DateOrder | None = None
    notes: list[Text] = field(default_factory=list)
    origins: dict[str, Origin] = field(default_factory=dict)

    def understood(self, name: str, text: str, value: Value | None) -> Value | None:
        """Return the value, noting once, with its remedy, a text that is present but gave none.

        ``name`` is a key of ``REMEDIES``.
        """
        if value is None and text.strip():
            shown = " ".join(text[: 4 * _MAX_SHOWN_CHARACTERS].split())
            shown = f"{shown[:_MAX_SHOWN_CHARACTERS]}…" if len(shown) > _MAX_SHOWN_CHARACTERS else shown
            text = N_("%(what)s '%(text)s' was not understood; %(remedy)s")
            field, what, remedy = REMEDIES[name]
            note = Message(text, what=Message(what), text=shown, remedy=Message(remedy)).about(field)
            if note not in self.notes:
                self.notes.append(note)
        return value
