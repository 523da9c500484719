"""What selects offer, named in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.domain.course.eqf_levels import EQF_LEVELS
from catalogue.domain.course.records import Credential, DeliveryMode, Pace
from catalogue.domain.places.countries import country_name
from catalogue.domain.text.cldr import EUROPEAN, country_codes
from catalogue.domain.text.languages import language_name
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.site import values
from catalogue.web.site.locale import reader_language

Choices = list[tuple[str, str]]
NOTHING = ("", "–")
CLOSED_LISTS: Mapping[str, Iterable[object]] = {
    "delivery_mode": DeliveryMode,
    "credential": Credential,
    "pace": Pace,
    "level": EQF_LEVELS,
}
"""What forms offer of the values that have labels under a facet."""
CURRENCIES = ("EUR", "CZK", "PLN", "SEK", "HUF", "DKK", "NOK", "CHF", "GBP", "RON", "BGN")
# Europe and its neighbours in the catalogue's sector.
COUNTRIES = (
    *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT"),
    *("NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "AL", "BA", "CH", "GB", "IS", "LI", "MD", "ME", "MK", "NO", "RS"),
    *("TR", "UA", "XK"),
)


def languages() -> Choices:
    """Return the languages of Europe, ordered by name."""
    return [NOTHING, *_sorted((code, language_name(code, reader_language())) for code in EUROPEAN)]


def countries() -> Choices:
    """Return the countries, ordered by name."""
    known = country_codes()
    return [NOTHING, *_sorted((code, country_name(code, reader_language())) for code in COUNTRIES if code in known)]


def of_list(value_labels: str) -> Choices:
    """Return the values of a closed list by the facet that names them; raise ``KeyError`` for one that is none."""
    return [NOTHING, *((value, values.label(value_labels, value)) for value in map(str, CLOSED_LISTS[value_labels]))]


def currencies() -> Choices:
    """Return the currencies of Europe by code, the euro first."""
    return [(code, code) for code in CURRENCIES]


def statuses() -> Choices:
    """Return the states of a run."""
    return [
        ("", values.label("status", "scheduled")),
        *((one, values.label("status", one)) for one in ("full", "cancelled", "postponed")),
    ]


def areas() -> list[tuple[tuple[str, str], Choices]]:
    """Return each skill area of the first level with its parts."""
    known = skill_areas()
    locale = reader_language()
    return [
        (
            (root.key, known.label(root.key, locale)),
            [(child.key, known.label(child.key, locale)) for child in known.children(root.key)],
        )
        for root in known.roots()
    ]


def area_choices() -> Choices:
    """Return every skill area, each followed by its parts."""
    return [choice for root, children in areas() for choice in (root, *children)]


def _sorted(found: object) -> Choices:
    return sorted(found, key=lambda choice: choice[1])  # type: ignore[call-overload,no-any-return]
