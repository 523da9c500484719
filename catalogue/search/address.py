"""A search as an address: the keys of ``/courses?…`` and of the API, both ways.

``exact`` repeats the text that is to be taken as it is; it means nothing beside another text, so that typing on in a
form that carries it lifts it. ``understood=0`` takes conditions in the text as words, ``words`` one of them,
``without`` leaves one out; ``shown`` is in forms alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.search.analysis import base_language
from catalogue.search.facets import FACET_KEYS
from catalogue.search.limit_arguments import arguments_of_limits, limits_from
from catalogue.search.port import SearchRequest, Sort
from catalogue.search.question import read_question
from catalogue.search.reading_options import ReadingOptions

MAX_QUERY_CHARACTERS = 500
MAX_FILTER_VALUES = 60
"""Values of all facets together; every link of the page repeats them."""
MAX_VALUE_CHARACTERS = 200
MAX_READ_LANGUAGES = 12
MAX_CONDITIONS_CHANGED = 20
"""Conditions in words that an address takes away or keeps as words."""
MAX_PER_PAGE = 100
MAX_RESULTS = 10_000
"""Results that paging leads to; deeper pages cost more than anybody reads."""
MAX_DIGITS = 18
"""Digits of a number; a longer one is past every limit, and parsing it takes time."""


def request_from(
    arguments: Mapping[str, Sequence[str]], language: str, facets: tuple[str, ...] | None = None
) -> SearchRequest:
    """Return the search that query arguments (key to values) ask for; what does not fit is read as its nearest sensible
    value."""
    per_page = _number(arguments, "per_page", 20, MAX_PER_PAGE)
    text = _last(arguments, "q").strip()
    filters, cut = _filters(arguments)
    limits, unreadable = limits_from(arguments)
    if len(text) > MAX_QUERY_CHARACTERS or read_question(text).shortened:
        cut = ("q", *cut)
    text = text[:MAX_QUERY_CHARACTERS]
    return SearchRequest(
        text=text,
        filters=filters,
        limits=limits,
        language=language,
        sort=_sort(_last(arguments, "sort")),
        page=_number(arguments, "page", 1, MAX_RESULTS // per_page),
        per_page=per_page,
        facets=facets,
        across=_last(arguments, "across") != "0",
        exact=bool(text) and _last(arguments, "exact").strip()[:MAX_QUERY_CHARACTERS] == text,
        shortened=cut,
        reads=read_languages(_last(arguments, "reads")),
        unreadable=unreadable,
        reading=_reading(arguments),
    )


def read_languages(text: str) -> tuple[str, ...]:
    """Return the base languages in a list such as ``de,en-GB``, in its order; what is no language is left out."""
    codes = (base_language(code.strip()) for code in text.split(",")[:MAX_READ_LANGUAGES])
    return tuple(dict.fromkeys(code for code in codes if code.isascii() and code.isalpha() and len(code) in (2, 3)))


def _reading(arguments: Mapping[str, Sequence[str]]) -> ReadingOptions:
    """Return which conditions of the question do not hold; more of them than a question can have are not read."""
    kept, left_out, shown = (
        frozenset(
            value for value in arguments.get(key, ())[:MAX_CONDITIONS_CHANGED] if len(value) <= MAX_VALUE_CHARACTERS
        )
        for key in ("words", "without", "shown")
    )
    pairs = frozenset((facet, value) for facet, _, value in (each.partition(":") for each in shown))
    return ReadingOptions(understand=_last(arguments, "understood") != "0", words=kept, left_out=left_out, shown=pairs)


def _filters(arguments: Mapping[str, Sequence[str]]) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    """Return the values chosen of each facet, as many as are searched for, and the facets of which there were more."""
    filters: dict[str, frozenset[str]] = {}
    cut: list[str] = []
    remaining = MAX_FILTER_VALUES
    for key in FACET_KEYS:
        asked = [value for value in dict.fromkeys(arguments.get(key, ())) if value]
        accepted = [value for value in asked[:remaining] if len(value) <= MAX_VALUE_CHARACTERS]
        remaining -= len(accepted)
        if accepted:
            filters[key] = frozenset(accepted)
        if len(accepted) < len(asked):
            cut.append(key)
    return filters, tuple(cut)


def arguments_of(request: SearchRequest, **changed: object) -> dict[str, object]:
    """Return the query arguments that give this search, with some changed; those at their default are left out."""
    arguments: dict[str, object] = {key: sorted(values) for key, values in request.filters.items()}
    arguments |= arguments_of_limits(request.limits)
    arguments["q"] = request.text or None
    arguments["exact"] = request.text if request.exact else None
    arguments["understood"] = None if request.reading.understand else "0"
    arguments["words"] = sorted(request.reading.words)
    arguments["without"] = sorted(request.reading.left_out)
    arguments["across"] = None if request.across else "0"
    arguments["sort"] = request.sort.value if request.sort is not Sort.RELEVANCE else None
    arguments["page"] = request.page if request.page > 1 else None
    arguments["per_page"] = request.per_page if request.per_page != 20 else None
    return {key: value for key, value in (arguments | changed).items() if value}


def toggled_arguments(request: SearchRequest, facet: str, value: str) -> dict[str, object]:
    """Return the arguments of the same search with one facet value added or removed, from its first page."""
    values = request.filters.get(facet, frozenset()) ^ {value}
    return arguments_of(request, **{facet: sorted(values), "page": None})


def _last(arguments: Mapping[str, Sequence[str]], key: str) -> str:
    values = arguments.get(key) or [""]
    return values[-1]


def _number(arguments: Mapping[str, Sequence[str]], key: str, default: int, maximum: int) -> int:
    text = _last(arguments, key)
    if not (text.isascii() and text.isdigit()):
        return default
    return min(max(int(text), 1), maximum) if len(text) <= MAX_DIGITS else maximum


def _sort(text: str) -> Sort:
    return Sort(text) if text in set(Sort) else Sort.RELEVANCE
