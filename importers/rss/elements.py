"""What elements of a feed's own say of a course, by the names that columns of tables may have in any language.

RSS is extended by elements of namespaces (``ev:startdate``, ``course:start``) or without any (``courseDate``); the
parser joins prefix and name and makes them lower case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from catalogue.domain.text.folding import fold
from catalogue.languages import words_by_key

COLUMNS = (
    *("start_date", "end_date", "deadline", "timezone", "venue", "street", "postal_code", "city", "country"),
    *("price", "currency", "capacity", "provider", "workload", "delivery_mode", "prerequisites"),
)
PREFIXES = re.compile(r"^(?:ev|events?|xcal|gd|courses?|training)[_-]?(?=.)")
"""Namespaces of events and courses, and words that say the same in front of a name."""
FURTHER = {"dtstart": "start_date", "dtend": "end_date"}
DATE = "date"
"""In a feed the date of the entry, but of what takes place where a prefix says so."""
NOT_LETTERS = re.compile(r"[\W\d_]+")


def values_by_column(entry: Mapping[str, object]) -> dict[str, str]:
    """Return the texts of an entry by the column that their element's name means; the first of several."""
    found: dict[str, str] = {}
    for name, value in entry.items():
        if isinstance(value, str) and (text := value.strip()) and (column := _column_of(name)):
            found.setdefault(column, text)
    return found


@cache
def _column_of(name: str) -> str | None:
    plain = PREFIXES.sub("", name)
    if plain != name and plain == DATE:
        return "start_date"
    letters = [NOT_LETTERS.sub("", fold(each)) for each in (name, plain)]
    return next((column for each in letters if each != DATE and (column := _columns().get(each))), None)


@cache
def _columns() -> Mapping[str, str]:
    aliases = words_by_key("columns")
    found = dict(FURTHER)
    for column in COLUMNS:
        for alias in (column, *aliases.get(column, ())):
            found.setdefault(NOT_LETTERS.sub("", fold(alias)), column)
    return found
