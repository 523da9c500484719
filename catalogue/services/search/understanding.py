"""Questions understood in the catalogue at hand: with its providers' names, and with the names of things in its titles.

What it knows is read once for each state of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.search.versioned_cache import VersionedCache
from catalogue.domain.text.folding import fold_phrase
from catalogue.models import Provider
from catalogue.search.analysis import words
from catalogue.search.facets import FACET_KEYS
from catalogue.search.port import SearchEngine, SearchRequest
from catalogue.search.understanding import Condition, Names, Understood, understand
from catalogue.search.understanding.applying import applied, unopposed
from catalogue.search.understanding.phrase_table import PhraseTable
from catalogue.taxonomy.terms import terms

MIN_PROVIDER_LETTERS = 5
"""Of a name of one word, so that it is not taken for another word."""
MAX_PHRASES_KEPT = 2_000
T = TypeVar("T")
_kept: WeakKeyDictionary[SearchEngine, VersionedCache] = WeakKeyDictionary()


class Titles(NamedTuple):
    """How many courses have titles with some words, and how many of these meet what the words may state."""

    total: int
    meeting: int


def understood_search(
    session: Session, engine: SearchEngine, asked: SearchRequest, today: date | None = None
) -> tuple[SearchRequest, Understood]:
    """Return the search with the conditions that its text states as filters and limits, and what was understood."""
    if not asked.text or not asked.reading.understand:
        return asked, Understood(asked.text)
    today = today or datetime.now(UTC).date()
    found = understand(asked.text, asked.language, today, _names(session, engine, asked.language), asked.reading)
    held = unopposed(found.conditions, asked)
    unticked = tuple(each for each in held if _is_unticked(each, asked))
    found = Understood(
        found.subject, tuple(each for each in held if each not in unticked), (*found.left_out, *unticked)
    )
    return applied(found, asked), found


def _is_unticked(condition: Condition, asked: SearchRequest) -> bool:
    """Return whether a page showed this condition as ticked, and its form came back without the tick."""
    chosen = asked.filters.get(condition.facet, frozenset())
    return any((condition.facet, value) in asked.reading.shown and value not in chosen for value in condition.values)


def _names(session: Session, engine: SearchEngine, language: str) -> Names:
    cache = _kept.setdefault(engine, VersionedCache(MAX_PHRASES_KEPT))
    version = engine.version()
    providers = cache.get("providers", version, partial(_providers, session))

    def cached(kind: str, make: Callable[[str, Condition, str], T], text: str, condition: Condition) -> T:
        key = kind, fold_phrase(text), condition.facet, condition.values, language
        return cache.get(key, version, lambda: make(text, condition, language))

    def titles_with(text: str, condition: Condition) -> Titles:
        return cached("titles", partial(_titles_with, engine), text, condition)

    def is_thing(text: str, condition: Condition) -> bool:
        every = titles_with(condition.words, condition)
        return every.total > 0 and cached("rest", partial(_is_named, engine, every), text, condition)

    return Names(providers, is_thing, terms_in)


def _providers(session: Session) -> PhraseTable[str]:
    rows = session.execute(select(Provider.name, Provider.key)).all()
    return PhraseTable(
        (row.name.replace("*", " "), row.key)
        for row in rows
        if " " in row.name or len(row.name) >= MIN_PROVIDER_LETTERS
    )


def terms_in(spoken: Sequence[str]) -> list[tuple[int, int]]:
    """Return where terms of the trade begin and end among the words of a question."""
    return [(mention.start, mention.start + mention.length) for mention in terms().asked_for(spoken)]


def _is_named(engine: SearchEngine, every: Titles, text: str, condition: Condition, language: str) -> bool:
    """Return whether titles have words in this order, and most of their courses do not meet the condition that some of
    the words may state; ``every`` are the titles that have these.

    What has the words is what a search without them lacks: a phrase that no title has would be looked for far longer.
    """
    rest = _titles_with(engine, condition.words, condition, language, but_not=text)
    total, meeting = every.total - rest.total, every.meeting - rest.meeting
    return meeting * 2 < total


def _titles_with(engine: SearchEngine, text: str, condition: Condition, language: str, but_not: str = "") -> Titles:
    """Return how many courses have a phrase in their titles ``but_not`` another, and how many of these meet the
    condition."""
    facets = (condition.facet,) if condition.facet in FACET_KEYS else ()
    excluded = f' -title:"{" ".join(words(but_not))}"' if but_not else ""
    asked = SearchRequest(
        text=f'title:"{" ".join(words(text))}"{excluded}',
        language=language,
        per_page=1,
        facets=facets,
        highlight=False,
        exact=True,
        across=False,
    )
    page = engine.search(asked)
    if page.partial:
        return Titles(0, 0)
    counted = page.facets.get(condition.facet, ())
    return Titles(page.total, sum(each.count for each in counted if each.value in condition.values))
