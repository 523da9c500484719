"""Which field of a course a text is, by what stands before it, by what its element is called, by what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from catalogue.domain.course.credentials import parse_credential
from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.domain.course.prices import parse_price
from catalogue.domain.places.countries import parse_country
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.phrases import Phrases
from catalogue.domain.time.date_ranges import parse_date_range
from catalogue.domain.time.dates import parse_moment
from catalogue.domain.time.durations import parse_workload
from importers.table.columns import match_columns

LONGEST_VALUE = 120
# Columns of a table of courses by the names that drafts have for them; title and address are found otherwise.
_FIELD_OF = {
    "city": "place.locality",
    "country": "place.country",
    "region": "place.region",
    "venue": "place.name",
    "street": "place.street",
    "postal_code": "place.postal_code",
    "start_date": "start",
    "end_date": "end",
    "deadline": "enrolment_deadline",
    "provider": "provider.name",
    "id": "external_id",
    **{
        name: name
        for name in (
            *("description", "summary", "language", "skill_areas", "delivery_mode", "price", "credential", "eqf_level"),
            *("workload", "keywords", "capacity", "prerequisites", "audience", "learning_outcomes"),
        )
    },
}
# Words beside those that name a column of a table: they are said on pages, in a label or in the name of a class.
_SAID_ON_PAGES = Phrases.of("page_labels", str)
_DIGIT = re.compile(r"\d")


def field_said(label: str) -> str:
    """Return the field that a label or the name of a class means, in any of our languages; empty if none."""
    plain = " ".join(label.split()).rstrip(" :*?–-")
    if not plain or len(plain) > 60:
        return ""
    column = next(iter(match_columns([plain]).matched.values()), "")
    return _FIELD_OF.get(column) or _SAID_ON_PAGES.named_by(_without_punctuation(plain)) or ""


def field_called(names: list[str]) -> str:
    """Return the field that an element's classes mean: the whole name, else its last or first part."""
    for name in names:
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|[-_]+", " ", name)
        words = spaced.split()
        for said in (spaced, *reversed(words)):
            if field := field_said(said):
                return field
    return ""


def field_shown(text: str, language: str | None) -> str:
    """Return the field that a short text can only be; empty if it may be anything."""
    for field, fits in _KINDS.items():
        if len(text) <= _LONGEST.get(field, 60) and fits(text, language):
            return field
    return ""


def fits(field: str, text: str, language: str | None) -> bool:
    """Say whether the text can be the field's: what has a form must have it, other texts only must not be too long."""
    if field in _FORMS:
        return bool(text) and len(text) <= LONGEST_VALUE and _FORMS[field](text, language)
    return bool(text) and (field in _PROSE or len(text) <= LONGEST_VALUE)


def has_form(field: str) -> bool:
    """Say whether the field's texts can be told from others by how they are written."""
    return field in _FORMS


def _without_punctuation(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold_phrase(text)).split())


def _is_date(text: str, language: str | None) -> bool:
    if not _DIGIT.search(text):
        return False
    return parse_moment(text, language) is not None or parse_date_range(text, language) is not None


def _is_mode(text: str, language: str | None) -> bool:
    return len(text.split()) <= 4 and parse_delivery_mode(text, language) is not None


_PROSE = frozenset({"description", "summary", "prerequisites", "audience", "learning_outcomes", "keywords"})
_Form = Callable[[str, str | None], bool]
_FORMS: Mapping[str, _Form] = {
    "start": _is_date,
    "end": _is_date,
    "enrolment_deadline": _is_date,
    "price": lambda text, language: parse_price(text, language) is not None,
    "workload": lambda text, language: parse_workload(text, language) is not None,
    "eqf_level": lambda text, language: bool(_DIGIT.search(text)),
    "delivery_mode": lambda text, language: parse_delivery_mode(text, language) is not None,
    "credential": lambda text, language: parse_credential(text, language) is not None,
    "language": lambda text, language: parse_language(text, language) is not None,
    "place.country": lambda text, language: parse_country(text, language) is not None,
    "capacity": lambda text, language: bool(_DIGIT.search(text)),
}
_KINDS: Mapping[str, _Form] = {
    "start": _is_date,
    "price": _FORMS["price"],
    "workload": _FORMS["workload"],
    "eqf_level": lambda text, language: len(text) > 1 and parse_eqf_level(text) is not None,
    "delivery_mode": _is_mode,
    "credential": lambda text, language: len(text.split()) <= 4 and parse_credential(text, language) is not None,
}
_LONGEST = {"delivery_mode": 40, "credential": 40}
