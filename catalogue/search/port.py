"""The search port: what the catalogue asks of any engine, and in which words.

The database is the truth; an index holds documents made from it and can always be rebuilt. Engines know nothing of
models, Flask or gettext: facet values are keys, and whoever presents them adds labels.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from catalogue.search.facets import FacetValue


class Sort(StrEnum):
    """Orders of a result list; without text to match, relevance falls back to newest."""

    RELEVANCE = "relevance"
    START = "start"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseDocument:
    """One course as the index holds it. ``facets`` maps facet key to values (ancestors of hierarchical ones included).

    ``language`` is that of the text (BCP 47, None if unknown); ``concepts`` are labels in every language of what the
    course is tagged with; ``first_start`` the next start that has not passed when the document was made, ``last_start``
    that of its last run. ``terms`` are keys of the terms of the trade that its title, summary or keywords name,
    ``title_terms`` of those in the title. ``gist`` is what it is about in a sentence or two, for comparing meanings;
    ``completeness`` the share, 0 to 1, of what a listing should say that it does say.
    """

    id: int
    title: str
    summary: str = ""
    description: str = ""
    keywords: str = ""
    provider: str = ""
    concepts: str = ""
    language: str | None = None
    first_start: date | None = None
    last_start: date | None = None
    created: date | None = None
    facets: Mapping[str, Sequence[str]] = field(default_factory=dict)
    terms: Sequence[str] = ()
    title_terms: Sequence[str] = ()
    gist: str = ""
    completeness: float = 1.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A search as a rule: what matches it now, and whatever comes to match it. Filters as in ``SearchRequest``."""

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A part of the catalogue: what matches any of the rules, and these ids, but for those."""

    rules: Sequence[Rule] = ()
    include: frozenset[int] = frozenset()
    exclude: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """A question. ``filters`` are OR within a facet, AND across; ``language`` is the reader's, BCP 47.

    ``page`` counts from 1, after ``skip`` hits that are left out. ``facets`` names those to count, None for all. With
    ``exact`` nobody may put a corrected text in the place of this one. ``scope`` narrows everything, facets too, to a
    part of the catalogue.
    ``across`` looks across languages: by terms and by meaning, not by words alone. ``shortened`` names the parts of the
    question that were asked at greater length than is looked for, so that whoever asked can be told.
    """

    text: str = ""
    filters: Mapping[str, frozenset[str]] = field(default_factory=dict)
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

    @property
    def only_counts(self) -> bool:
        """Whether it asks for numbers of what filters let through, and not for what that is: pages ask the same again
        and again, by the dozen."""
        return self.per_page == 1 and not (self.text or self.highlight or self.scope or self.facets is None)

    @property
    def key(self) -> Hashable:
        """The same for requests that ask the same, if they only count."""
        filters = frozenset((facet, values) for facet, values in self.filters.items() if values)
        return filters, self.facets, self.sort, self.page, self.skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. ``highlights`` maps field to HTML-escaped text with the matches in ``<mark>``."""

    id: int
    score: float
    highlights: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """Facets whose selections stand between the text and ``total`` courses: without these there is something."""

    facets: tuple[str, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """An answer. Total, facets and hits always describe the same result set.

    ``suggestion`` is a corrected query worth offering, None if there is none; ``took_ms`` is the engine's own time.
    ``partial`` says that no course has every word, and that these have the most of them. ``relaxations``, most courses
    first, are there only if the filters let nothing through: the fewest facets that have to be set aside.
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
    """What somebody who is still typing may be after, best first.

    ``courses`` are ids of courses whose titles have the words, the last of them perhaps only begun; ``texts`` are what
    was typed with its last word completed.
    """

    courses: Sequence[int] = ()
    texts: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What to bring into the index: documents to add or replace, and ids to remove."""

    upserts: Sequence[CourseDocument] = ()
    deletions: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """What the engine holds. ``problems`` is empty when the index is sound, as far as was looked; ``is_newer`` says
    that a later version of the catalogue wrote it, so that this one must not replace it."""

    engine: str
    documents: int
    problems: Sequence[str] = ()
    is_newer: bool = False


class IndexBusy(Exception):
    """Another process is writing; the caller leaves its changes in the outbox for the holder."""


class IndexUnwritable(IndexBusy):
    """The disk is full or the folder may not be written to; as while another writes, changes stay in the outbox."""


class IndexDamaged(Exception):
    """The index is missing or cannot be read as it was written; it has to be made anew from the database."""


class SwingRefused(Exception):
    """A rebuilt index differs from the live one by more than a tenth and was not swapped in.

    ``before`` and ``after`` are document counts.
    """

    def __init__(self, before: int, after: int) -> None:
        super().__init__(f"rebuild would change the index from {before} to {after} documents")
        self.before = before
        self.after = after


class SearchEngine(Protocol):
    """What every engine offers; safe to use from several threads."""

    def search(self, request: SearchRequest) -> SearchPage:
        """Answer any request, whatever its text. Raises ``IndexDamaged`` if the index cannot be read."""

    def suggest(self, prefix: str, language: str, limit: int = 8) -> Suggestions:
        """At most ``limit`` of each kind, ``language`` being the reader's. Raises ``IndexDamaged``."""

    def similar(self, course: int, limit: int = 6) -> Sequence[int]:
        """Ids of courses on the same subjects, likest first, in whatever language; none for a course that is not held.
        Raises ``IndexDamaged``."""

    def closest(self, course: int, limit: int) -> Sequence[tuple[int, float]]:
        """Courses that mean the most nearly the same, in whatever language, nearest first, with the cosine of their
        meanings; none if the engine knows nothing of meaning. Raises ``IndexDamaged``."""

    def apply(self, changes: Changes) -> None:
        """Bring changes in, searchable by their words on return, and by their meaning if they are few. Raises
        ``IndexBusy`` if another process is writing."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the writers' lock, so that what is read in the block is still the latest when ``apply`` and ``rebuild``
        write it there. Raises ``IndexBusy``."""

    def without_meaning(self, limit: int) -> Sequence[int]:
        """Ids of courses that are not yet found by their meaning; ``apply`` a few of them again to mend that. None if
        the engine knows nothing of meaning. Raises ``IndexDamaged``."""

    def rebuild(self, documents: Iterable[CourseDocument], force: bool = False) -> int:
        """Build aside and swap in; answers the number of documents. Raises ``SwingRefused`` or ``IndexBusy``."""

    def version(self) -> str:
        """What differs from before whenever the answer to any question may; cheap enough for every request. Raises
        ``IndexDamaged``."""

    def status(self, thorough: bool = False) -> IndexStatus:
        """Return what is held and what is wrong with it, quickly, or ``thorough``, having read all of it."""

    def fingerprints(self) -> Mapping[int, int]:
        """Return every course id held with ``fingerprint`` of its document, for checking against the database. Raises
        ``IndexDamaged``."""
