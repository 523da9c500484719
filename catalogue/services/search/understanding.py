"""Questions understood in the catalogue at hand: with its providers' names, and with the names of things in its titles.

What it knows is read once for each state of the index.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
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
_kept: WeakKeyDictionary[SearchEngine, VersionedCache] = WeakKeyDictionary()


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

    def is_thing(text: str, condition: Condition) -> bool:
        key = fold_phrase(text), condition.facet, condition.values, language
        return cache.get(key, version, partial(_is_thing, engine, text, condition, language))

    return Names(providers, is_thing)


def _providers(session: Session) -> PhraseTable[str]:
    rows = session.execute(select(Provider.name, Provider.key)).all()
    return PhraseTable(
        (row.name.replace("*", " "), row.key)
        for row in rows
        if " " in row.name or len(row.name) >= MIN_PROVIDER_LETTERS
    )


def _is_thing(engine: SearchEngine, text: str, condition: Condition, language: str) -> bool:
    """Return whether words are the name of a thing: a term of the trade, or found in titles of courses most of which do
    not meet the condition that some of the words may state."""
    spoken = words(text)
    if any(mention.start == 0 and mention.length == len(spoken) > 1 for mention in terms().asked_for(spoken)):
        return True
    is_facet = condition.facet in FACET_KEYS
    phrase = " ".join(spoken)
    asked = SearchRequest(
        text=f'title:"{phrase}"',
        language=language,
        per_page=1,
        facets=(condition.facet,) if is_facet else (),
        highlight=False,
        exact=True,
        across=False,
    )
    page = engine.search(asked)
    if page.partial:
        return False
    meeting = sum(each.count for each in page.facets.get(condition.facet, ()) if each.value in condition.values)
    return meeting * 2 < page.total
