"""Which courses of different providers may be one, or belong together: suggestions only, nothing is merged by them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum

from catalogue.domain.course.identity import title_key
from catalogue.domain.text.web_addresses import canonical_url

MIN_COSINE_ACROSS_LANGUAGES = 0.7
"""Cosine of meanings from which two courses in different languages may be the same.

Of the 17,000 pairs of sample courses of different providers one in a thousand lies above 0.74, and all those teach the
same."""
MIN_COSINE_WITHIN_LANGUAGE = 0.85
"""The same for two courses in one language."""
MIN_TITLE_WORDS = 2
"""Words a title must have to be distinctive: "Batteries" is a subject, not a course."""
MIN_TITLE_SIMILARITY = 0.85
"""Share of equal letters (Ratcliff and Obershelp) from which people take two titles for one: a moderator is asked about
"Cell assembly 1" and "Cell assembly 2", but not about "Cell assembly" and "Cell design"."""


class Kind(StrEnum):
    """What two courses may be to each other."""

    DUPLICATE = "duplicate"
    TRANSLATION = "translation"
    ADAPTATION = "adaptation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedCourse:
    """The fields of a course that are compared; ``translated`` are the titles of its translations, by language."""

    id: int
    provider_id: int
    title: str
    language: str | None
    url: str
    starts: frozenset[date] = frozenset()
    places: frozenset[str] = frozenset()
    translated: Mapping[str, str] | None = None
    areas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LikelyRelation:
    """A kind of relation with its reasons: address, title, translated-title, meaning, dates, place."""

    kind: Kind
    reasons: tuple[str, ...]


def likely_relation(one: ComparedCourse, other: ComparedCourse) -> LikelyRelation | None:
    """Return what two courses may be to each other; None if one provider offers both or they share nothing distinctive.

    The same page or the same title with a shared start is a duplicate; the same title without one is an adaptation, as
    partners take over each other's courses; a title that is the other's translated one is a translation.
    """
    if one.provider_id == other.provider_id:
        return None
    shared = tuple(_reasons(one, other))
    if "address" in shared:
        return LikelyRelation(Kind.DUPLICATE, shared)
    if "translated-title" in shared or ("title" in shared and _languages_differ(one, other)):
        return LikelyRelation(Kind.TRANSLATION, shared)
    if "title" in shared:
        return LikelyRelation(Kind.DUPLICATE if "dates" in shared else Kind.ADAPTATION, shared)
    return None


def likely_relation_by_meaning(one: ComparedCourse, other: ComparedCourse, closeness: float) -> LikelyRelation | None:
    """Return what two courses may be to each other that say nearly the same in other words.

    ``closeness`` is the cosine of their meanings, which only counts between courses of one subject.
    """
    if one.provider_id == other.provider_id or not one.areas & other.areas:
        return None
    shared = ("meaning", *_reasons(one, other))
    if _languages_differ(one, other):
        return LikelyRelation(Kind.TRANSLATION, shared) if closeness >= MIN_COSINE_ACROSS_LANGUAGES else None
    return LikelyRelation(Kind.ADAPTATION, shared) if closeness >= MIN_COSINE_WITHIN_LANGUAGE else None


def is_distinctive_title(key: str) -> bool:
    """Say whether a folded title has enough words to tell courses apart."""
    return len(key.split()) >= MIN_TITLE_WORDS


def are_titles_similar(key: str, other: str) -> bool:
    """Say whether two folded titles differ by no more than a word or a slip of the finger."""
    if not (key and other) or key == other:
        return bool(key) and key == other
    return (
        is_distinctive_title(key) and SequenceMatcher(None, key, other, autojunk=False).ratio() >= MIN_TITLE_SIMILARITY
    )


def _reasons(one: ComparedCourse, other: ComparedCourse) -> Iterable[str]:
    if canonical_url(one.url) == canonical_url(other.url):
        yield "address"
    key, other_key = title_key(one.title), title_key(other.title)
    if key == other_key and is_distinctive_title(key):
        yield "title"
    elif _has_translated_title(one, other_key) or _has_translated_title(other, key):
        yield "translated-title"
    if one.starts & other.starts:
        yield "dates"
    if one.places & other.places:
        yield "place"


def _has_translated_title(course: ComparedCourse, key: str) -> bool:
    return is_distinctive_title(key) and key in {title_key(title) for title in (course.translated or {}).values()}


def _languages_differ(one: ComparedCourse, other: ComparedCourse) -> bool:
    return bool(one.language and other.language) and one.language != other.language
