"""Best answers: what a question is the name of, beside the courses that it finds.

A job role, skill, skill area or region by any of its names in any language, a provider by its name or a beginning of it
that no other shares, a collection by its title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.places.region_names import names_of_regions
from catalogue.domain.places.regions import regions
from catalogue.domain.search.collections import State, is_open
from catalogue.domain.search.versioned_cache import VersionedCache
from catalogue.models import Collection, Provider
from catalogue.search.analysis import base_language, is_stop_word, stems, words
from catalogue.search.port import SearchEngine
from catalogue.search.understanding.wording import folded_words
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms

MAX_BEST_ANSWERS = 3
MIN_BEGINNING_LETTERS = 5
"""Of a beginning of a provider's name that stands for all of it."""
KINDS = ("job_role", "skill", "skill_area", "provider", "collection", "region")
"""In the order in which they are shown."""
_kept: WeakKeyDictionary[SearchEngine, VersionedCache] = WeakKeyDictionary()
_Names = Mapping[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """A thing of one of ``KINDS``, by the key of its page; ``name`` is its own where it has one that is not translated,
    else empty."""

    kind: str
    key: str
    name: str = ""


def best_answers(session: Session, engine: SearchEngine, texts: Iterable[str], language: str) -> list[BestAnswer]:
    """Return what one of the texts is a name of, at most a few; a text with query syntax is none."""
    plain = [text for text in texts if not set('":*') & set(text)]
    asked_for = frozenset(form for text in plain for form in _forms(text, language))
    if not asked_for:
        return []
    cache = _kept.setdefault(engine, VersionedCache())
    providers = cache.get("providers", engine.version(), lambda: _providers(session))
    found = {pair for form in asked_for for pair in names_of_the_taxonomy().get(form, ())}
    answers = {BestAnswer(kind, key) for kind, key in found}
    answers |= {BestAnswer("provider", *pair) for form in asked_for for pair in providers.get(form, ())}
    answers |= set(_collections(session, asked_for))
    return sorted(answers, key=lambda each: (KINDS.index(each.kind), each.key))[:MAX_BEST_ANSWERS]


def _forms(text: str, language: str) -> frozenset[str]:
    """Return the folded words of a text in order, as they are and each by its stem, without words such as "course"."""
    spoken = base_language(language)
    said = words(text)
    telling = [word for word in said if not is_stop_word(word, [spoken])]
    return frozenset(_phrase(listed, code) for listed in (said, telling) for code in ("", spoken) if listed)


def _phrase(listed: Iterable[str], language: str) -> str:
    """Return folded words as one text, each by its shortest stem in a language if one is given."""
    found = []
    for word in listed:
        plain = "".join(folded_words(word))
        found.append(min(stems(word, language), key=len, default=plain) if language else plain)
    return " ".join(found)


@lru_cache(maxsize=1)
def names_of_the_taxonomy() -> _Names:
    """Return by folded and by stemmed name what the names of the taxonomy stand for."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for kind, key, language, name in _taxonomy_labels():
        for code in ("", language):
            found[_phrase(words(name), code)].add((kind, key))
    return {name: frozenset(pairs) for name, pairs in found.items() if name}


def _taxonomy_labels() -> Iterator[tuple[str, str, str, str]]:
    for role in job_roles():
        yield from (("job_role", role.key, language, name) for language, name in role.labels.items())
    for skill in skills():
        listed = terms().all_labels(skill.key)
        yield from (("skill", skill.key, language, name) for language, names in listed.items() for name in names)
    for area in skill_areas():
        yield from (("skill_area", area.key, language, name) for language, name in area.labels.items())
    for place in regions():
        if place.parent is None or len(place.code) == len("DE21"):
            yield from (("region", place.code, "", name) for name in {place.name, *names_of_regions(place.code)})


def _providers(session: Session) -> Mapping[str, frozenset[tuple[str, str]]]:
    """Return by name, and by each beginning of it that is long enough and no other's, key and name of providers."""
    found: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in session.execute(select(Provider.key, Provider.name)):
        listed = words(row.name)
        for length in range(1, len(listed) + 1):
            beginning = _phrase(listed[:length], "")
            if length == len(listed) or len(beginning) >= MIN_BEGINNING_LETTERS:
                found[beginning].add((row.key, row.name))
    return {name: frozenset(pairs) for name, pairs in found.items() if len(pairs) == 1}


def _collections(session: Session, asked_for: frozenset[str]) -> Iterator[BestAnswer]:
    today = datetime.now(UTC).date()
    for one in session.scalars(select(Collection).where(Collection.state == State.PUBLISHED)):
        titles = [str(texts.get("title", "")) for texts in one.texts.values()]
        is_named = any(_phrase(words(title), "") in asked_for for title in titles)
        if is_named and is_open(one.state, one.valid_from, one.valid_until, today):
            yield BestAnswer("collection", one.slug, titles[0])
