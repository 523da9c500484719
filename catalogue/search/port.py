"""The search port: requests, results and operations that every engine has in common.

The database is the source of truth; an index holds documents made from it and can always be rebuilt. Engines import no
models, no Flask and no gettext: facet values are keys, and the presenters add labels.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from catalogue.search.analysis import base_language
from catalogue.search.documents import CourseDocument
from catalogue.search.facets import FacetValue
from catalogue.search.limits import NO_LIMITS, Limits
from catalogue.search.reader import Reader
from catalogue.search.reading_options import READ_ALL, ReadingOptions


class Sort(StrEnum):
    """Orders of a result list; without text to match, relevance falls back to newest, and distance to relevance without
    a place to be near to."""

    RELEVANCE = "relevance"
    START = "start"
    NEWEST = "newest"
    TITLE = "title"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Rule:
    """A search as a rule: what matches it now, and whatever comes to match it. Filters and limits as in
    ``SearchRequest``."""

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limits: Limits = NO_LIMITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A part of the catalogue: what matches any of the rules, and these ids, but for those."""

    rules: Sequence[Rule] = ()
    include: frozenset[int] = frozenset()
    exclude: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A search. ``filters`` are OR within a facet, AND across; ``language`` is the reader's, BCP 47.

    One and the same run of a course must meet the filters of all facets that a run has, and the ``limits``.

    ``page`` counts from 1, after ``skip`` hits that are left out. ``facets`` names those to count, None for all. With
    ``exact`` the text is searched for as it is, without correction. ``scope`` narrows everything, facets too, to a part
    of the catalogue. ``across`` searches across languages, by terms and by meaning, not by words alone. ``shortened``
    names the parts of the request that were longer than what is searched for, ``unreadable`` those that say nothing
    that can be read, so that the page can say so. ``reading`` is for those who understand the text before an engine
    gets the request; engines take it as it is. ``reads`` are the languages that the reader can learn in, best first;
    none if nobody said so.
    """

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
    limits: Limits = NO_LIMITS
    language: str = "en"
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20
    skip: int = 0
    facets: tuple[str, ...] | None = None
    highlight: bool = True
    exact: bool = False
    scope: Scope | None = None
    across: bool = True
    shortened: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    reading: ReadingOptions = READ_ALL
    reads: tuple[str, ...] = ()

    @property
    def reader(self) -> Reader:
        """Whoever reads the results, by base languages."""
        return Reader(base_language(self.language), tuple(dict.fromkeys(map(base_language, self.reads))))

    @property
    def only_counts(self) -> bool:
        """Whether it asks for numbers of what filters let through, and not for what that is: pages ask the same again
        and again, by the dozen."""
        return self.per_page == 1 and not (self.text or self.highlight or self.scope or self.facets is None)

    @property
    def key(self) -> Hashable:
        """The same for requests that ask the same, if they only count."""
        filters = frozenset((facet, values) for facet, values in self.filters.items() if values)
        return filters, self.limits, self.facets, self.sort, self.page, self.skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. ``highlights`` maps field to HTML-escaped text with the matches in ``<mark>``; ``by_meaning`` says
    that it lacks the words and is there because its meaning is near."""

    id: int
    score: float
    highlights: Mapping[str, str] = field(default_factory=dict)
    by_meaning: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """Facets, and limits by their names, that stand between the text and ``total`` courses: without these there is
    something."""

    facets: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page of results. Total, facets and hits always describe the same result set.

    ``suggestion`` is a corrected query worth offering, None if there is none; ``took_ms`` is the engine's own time.
    ``partial`` says that no course has every word, and that these have the most of them. ``relaxations``, most courses
    first, are filled only if the filters let nothing through: the fewest facets and limits that have to be set aside.
    """

    total: int
    hits: Sequence[Hit]
    facets: Mapping[str, Sequence[FacetValue]]
    suggestion: str | None = None
    took_ms: float = 0.0
    partial: bool = False
    relaxations: Sequence[Relaxation] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    """Suggestions for a text that is being typed, best first.

    ``courses`` are ids of courses whose titles have the words, the last of them perhaps unfinished; ``texts`` are what
    was typed with its last word completed.
    """

    courses: Sequence[int] = ()
    texts: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changes to index: documents to add or replace, and ids to remove."""

    upserts: Sequence[CourseDocument] = ()
    deletions: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What the engine holds. ``problems`` is empty when the index is sound, as far as was looked; with some of them,
    ``still_answers`` says that this process searches all the same, from what it opened before. ``is_newer`` says that a
    later version of the catalogue wrote the index, so that this one must not replace it."""

    engine: str
    documents: int
    problems: Sequence[str] = ()
    still_answers: bool = False
    is_newer: bool = False


class IndexBusy(Exception):
    """Another process is writing; the caller leaves its changes in the outbox for that process."""


class IndexUnwritable(IndexBusy):
    """The disk is full or the folder may not be written to; as with a busy index, changes stay in the outbox."""


class IndexDamaged(Exception):
    """The index is missing or its files are not what was written; it has to be rebuilt from the database."""


class RebuildRefused(Exception):
    """A rebuilt index differs from the live one by more than a tenth and was not swapped in.

    ``before`` and ``after`` are document counts.
    """

    def __init__(self, before: int, after: int) -> None:
        super().__init__(f"rebuild would change the index from {before} to {after} documents")
        self.before = before
        self.after = after


class SearchEngine(Protocol):
    """The operations of every engine; safe to use from several threads."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Return the page of any request, whatever its text. Raise ``IndexDamaged`` if the index cannot be read."""

    def suggest(self, prefix: str, language: str, limit: int = 8) -> Suggestions:
        """Return at most ``limit`` suggestions of each kind, ``language`` being the reader's. Raise ``IndexDamaged`` if
        the index cannot be read."""

    def similar(self, course: int, limit: int = 6) -> Sequence[int]:
        """Return ids of courses on the same subjects in any language, the most similar first; none for a course that is
        not indexed. Raise ``IndexDamaged`` if the index cannot be read."""

    def closest(self, course: int, limit: int) -> Sequence[tuple[int, float]]:
        """Return the courses nearest in meaning, in any language, each with the cosine of the two vectors, nearest
        first; none if the engine has no encoder. Raise ``IndexDamaged`` if the index cannot be read."""

    def apply(self, changes: Changes) -> None:
        """Index the changes; on return they are found by their words, and by their meaning if they are few. Raise
        ``IndexBusy`` if another process is writing."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writers' lock, so that what is read in the block is still the latest when ``apply`` and ``rebuild``
        write it there. Raise ``IndexBusy`` if another process holds it."""

    def without_meaning(self, limit: int) -> Sequence[int]:
        """Return ids of courses that have no vector yet; ``apply`` a few of them again to encode them. None if the
        engine has no encoder. Raise ``IndexDamaged`` if the index cannot be read."""

    def rebuild(self, documents: Iterable[CourseDocument], force: bool = False) -> int:
        """Build a new index beside the live one, swap it in, and return its number of documents.

        Raise ``RebuildRefused`` if it differs by too much and ``force`` is not set, ``IndexBusy`` if another process is
        writing.
        """

    def version(self) -> str:
        """Return a text that changes whenever the result of any request may; cheap enough to ask for with every
        request. Raise ``IndexDamaged`` if the index cannot be read."""

    def status(self, thorough: bool = False) -> IndexStatus:
        """Return the number of documents and what is wrong with the index: at a glance, or ``thorough``, having read
        all of it."""

    def fingerprints(self) -> Mapping[int, int]:
        """Return every indexed course id with the ``fingerprint`` of its document, for comparison with the database.
        Raise ``IndexDamaged`` if the index cannot be read."""
