"""Elements that a feed adds to those of RSS and Atom: those of modules for events, and those of a site's own.

They are understood by name as the columns of a table are, in any of our languages, whatever stands before that name:
``ev:startdate``, ``course:start``, ``kursbeginn``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from catalogue.domain.text.folding import fold
from catalogue.domain.text.sanitisation import plain_text
from catalogue.languages import words_by_key
from importers.markup.course_words import course_word
from importers.scaffolding.values import field_said, fits

Fact = tuple[str, str]
# Names that feedparser gives to what RSS, Atom and Dublin Core define, and to what is of no course.
_DEFINED = re.compile(
    r"(?:title|link|id|guid|summary|subtitle|description|content|published|updated|created|expired|author|contributor"
    r"|publisher|tags|comments|source|enclosure|rights|language|date|media|itunes|slash|wfw|thr|staff|image|href)"
    r"(?:s|_.*)?"
)
_FURTHER_NAMES = {"dtstart": "start", "dtend": "end", "currency": "currency"}  # xCal keeps the names of iCalendar
_LEADING_WORD = re.compile(rf"(?:event|{course_word()})[a-z]{{0,2}}?(?=[a-z]{{3}})")
_NOT_OF_ELEMENTS = frozenset({"external_id", "description", "keywords", "learning_outcomes"})
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00)?(?:\.0+)?(?:Z|[+-]\d\d:?\d\d)?")
DATES = ("start", "end")
MAX_NAME_CHARACTERS = 60


def facts_of(entry: Mapping[str, Any], language: str) -> list[Fact]:
    """Return the fields that an entry's own elements state, with their texts; each field once."""
    found: dict[str, str] = {}
    for name, value in entry.items():
        if isinstance(value, str) and value.strip() and not _DEFINED.fullmatch(name):
            field, text = field_of(name), plain_text(value).strip()
            text = _iso(text) if field in DATES else text
            if field and field not in _NOT_OF_ELEMENTS and fits(field, text, language or None):
                found.setdefault(field, text)
    return [(field, text) for field, text in _as_days(found).items()]


def field_of(name: str) -> str:
    """Return the field that an element means by its name, in small letters, ``_`` after its prefix; else empty."""
    for rest in _endings(name) if len(name) <= MAX_NAME_CHARACTERS else ():
        if field := field_said(rest) or _run_together().get(rest.replace(" ", "")):
            return field
    return ""


def _endings(name: str) -> Iterator[str]:
    """Yield the name, then what is left of it without its first words, and without a word for a course before it."""
    words = re.split(r"[_-]+", name)
    for at in range(len(words)):
        yield " ".join(words[at:])
        if (lead := _LEADING_WORD.match(words[at])) is not None:
            yield " ".join([words[at][lead.end() :], *words[at + 1 :]])


@cache
def _run_together() -> dict[str, str]:
    """Return the field of each name of two words as an element has it, in one."""
    labels = [
        label for section in ("columns", "page_labels") for key in words_by_key(section).items() for label in key[1]
    ]
    names = [key.replace("_", " ") for key in words_by_key("columns")]
    fields = ((fold(label).replace(" ", ""), field_said(label)) for label in (*names, *labels) if " " in label)
    return {name: field for name, field in fields if field} | _FURTHER_NAMES


def _iso(text: str) -> str:
    """Return a date in the form of e-mail (RFC 5322), which RSS uses, in that of ISO 8601; others as they are."""
    try:
        found: datetime = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return text
    return found.isoformat()


def _as_days(found: dict[str, str]) -> dict[str, str]:
    """Return the facts with days where all their times are midnight: so programs write a day as a time."""
    days = {field: _MIDNIGHT.fullmatch(found[field]) for field in DATES if field in found}
    if not all(days.values()):
        return found
    return found | {field: day[1] for field, day in days.items() if day}
