"""What the path of a value within a record means: "location.city" a town, "organiser.name" who offers the course."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from importers.table.headers import DATES, OF_A_RUN, PLACES, Meaning, meaning_of, plain

# Programs put records and values into objects that say nothing of their own, in English whatever the language.
WRAPPERS = frozenset({"attributes", "fields", "properties", "node", "item", "record", "acf", "values", "page"})
VALUES = frozenset({"value", "rendered", "raw", "text", "html", "processed", "label", "plain", "name", "title", "und"})
ENDS = frozenset({"end value", "value2", "to", "end"})
ADDRESSES = frozenset({"url", "href", "src", "value", "link", "uri"})
AMOUNTS = frozenset({"amount", "value", "price", "total", "gross"})
CURRENCIES = frozenset({"currency", "currency code", "currencycode", "code"})
RUNS = "[]."
"""What parts the path of a list of runs from the path within each of them."""
SAID_BY_RUNS = OF_A_RUN | {"delivery_mode", "language"}
OF_RUNS = -1
"""The rank of what a run says of itself, before what its course says."""
MAX_PATH_CHARACTERS = 300
"""A longer path means nothing that people would name so."""
INNER = 10_000
"""Rank added to what stands within an object of a name of its own: a value of the record itself is surer."""


NAME_OF_PLACE = 2 * INNER
"""Added to the name of a place, which may be that of a town or of a house: a town beside it goes before."""


@lru_cache(maxsize=4096)
def meaning_of_path(path: str) -> Meaning | None:
    """Return what a value at a path of names, parted by points, means; None where it may be anything."""
    if len(path) > MAX_PATH_CHARACTERS:
        return None
    if RUNS in path:
        own = meaning_of_path(path.rpartition(RUNS)[2])
        return Meaning(column=own.column, rank=OF_RUNS, unit=own.unit) if own and own.column in SAID_BY_RUNS else None
    names = [name for name in path.split(".") if plain(name) not in WRAPPERS]
    if not names:
        return None
    if len(names) == 1:
        return meaning_of(names[0]) or meaning_of(_without_affixes(names[0]))
    around, name = meaning_of_path(".".join(names[:-1])), names[-1]
    column = _within(around, plain(name), meaning_of(name)) if around else ""
    if not around or not column:
        return None
    if column in PLACES and plain(name) in VALUES:
        return Meaning(column=column, rank=NAME_OF_PLACE + around.rank, otherwise="venue")
    return Meaning(column=column, rank=INNER + around.rank)


def days_of_writing(paths: Iterable[str]) -> dict[str, str]:
    """Return, as not to be read, the "date" of records that say when they were modified: they were written then.

    So do WordPress and its kin tell of news (https://developer.wordpress.org/rest-api/reference/posts/).
    """
    ends = {path: path.rpartition(".")[2] for path in paths}
    return {path: "" for path, end in ends.items() if end == "date"} if "modified" in ends.values() else {}


def _without_affixes(name: str) -> str:
    """Return a name without what Drupal puts around each: "field_price", "start_value"."""
    return name.removeprefix("field_").removesuffix("_value")


def _within(around: Meaning, name: str, own: Meaning | None) -> str:
    """Return the column of a value called so within an object that means ``around``; empty if it is not known."""
    column = own.column if own else ""
    if around.column in PLACES:
        return _of_place(around.column, name, column)
    if around.column == "price":
        return "price" if name in AMOUNTS else "currency" if name in CURRENCIES else ""
    if around.column in DATES:
        ended = around.column == "start_date" and name in ENDS
        return "end_date" if ended else column if column in DATES else around.column if name in VALUES else ""
    if around.column in ("image", "url"):
        return around.column if name in ADDRESSES else ""
    if around.column == "title":
        return column if column != "id" and name not in VALUES else "title" if name in VALUES else ""
    return around.column if name in VALUES else ""


def _of_place(around: str, name: str, column: str) -> str:
    if name in VALUES:
        return "venue" if around == "venue" and name in ("name", "title") else around
    if name in ("address", "street address", "line1"):
        return "street"
    return column if column in PLACES else ""
