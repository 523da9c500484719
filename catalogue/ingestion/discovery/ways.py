"""Ways to read a site, each with the evidence that what it leads to is courses."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from catalogue.domain.text.web_addresses import page_key
from catalogue.ingestion.contract import CourseDraft, Importer, Link, LinkKind, Page, Unreadable
from catalogue.ingestion.discovery.course_likeness import LIKELY, SHOWN_FIELDS, likeness, shown_fields
from catalogue.ingestion.importer_output import found_in
from catalogue.ingestion.registry import Candidate, candidates

logger = logging.getLogger(__name__)

MAX_FINDS_PER_PAGE = 20_000
MAX_DRAFTS_WEIGHED = 40
MAX_TITLES_SHOWN = 3
SECONDS_PER_PAGE = 8.0
WORTH_OF_A_WHOLE_SITE = 0.8
"""Beside a list of the same courses, which leads to nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to read a site: an address with the importer that fits it, or the ``part`` of it below a path.

    ``courses`` records stand at the address itself, with ``drafts`` as a sample; ``pages``, ``lists`` (of pages) and
    ``following`` (pages of the same list) are the addresses it leads to. Of the pages ``tried`` were read, and
    ``useful`` held courses, of which ``behind`` are some.
    """

    address: str
    importer: Importer
    confidence: float
    courses: int
    pages: Sequence[str]
    lists: Sequence[str]
    following: Sequence[str]
    drafts: Sequence[CourseDraft] = ()
    known_pages: Sequence[str] = ()
    part: str = ""
    tried: int = 0
    useful: int = 0
    behind: Sequence[CourseDraft] = field(default=())
    likeness_behind: float = 0.0
    confidence_behind: float = 0.0

    @property
    def likeness(self) -> float:
        """How likely what it gives is courses: what it says itself, or what the pages behind it say."""
        own = [likeness(draft, self.importer) for draft in self.drafts]
        return max(sum(own) / len(own) if own else 0.0, self.likeness_behind)

    @property
    def of_courses(self) -> bool:
        """Whether what it gives is likely courses."""
        return self.likeness >= LIKELY

    @property
    def expected(self) -> int:
        """How many courses it will give, going by the sample."""
        behind = len(self.pages) or len(self.lists)
        return max(self.courses, behind * self.useful // self.tried if self.tried else 0)

    @property
    def titles(self) -> Sequence[str]:
        """The titles of the first records."""
        return [draft.title for draft in (*self.behind, *self.drafts) if draft.title][:MAX_TITLES_SHOWN]

    @property
    def fields(self) -> Sequence[str]:
        """The fields that most records state."""
        return list(shown_fields(self.behind or self.drafts))

    @property
    def rank(self) -> tuple[bool, bool, float, int, float]:
        """The sort key: ways to courses first, those to other things too last of them, then by how many are likely."""
        behind = len(self.pages) + len(self.lists)
        return self.of_courses and bool(self.expected), not self.holds_more, self.weight, behind, self.confidence

    @property
    def weight(self) -> float:
        """How many courses are likely, worth more the more most of them state and the surer they are read."""
        told = 1 + len(self.fields) / len(SHOWN_FIELDS)
        sureness = 1 + (self.confidence_behind if self.behind else self.confidence)
        whole_site = getattr(self.importer, "whole_site", False) and not self.part
        return self.expected * self.likeness * told * sureness * (WORTH_OF_A_WHOLE_SITE if whole_site else 1)

    @property
    def holds_more(self) -> bool:
        """Whether it leads to all of a site, and not only to courses."""
        return bool(getattr(self.importer, "whole_site", False)) and not self.part and self.useful < self.tried

    @property
    def leads(self) -> frozenset[str]:
        """All the addresses it leads to, as page keys."""
        return frozenset(map(page_key, (*self.pages, *self.known_pages, *self.lists, *self.following)))


def ways_of(page: Page) -> Iterator[Way]:
    """Yield the importers that find something in a page, each with how much; one that fails finds nothing."""
    for candidate in candidates(page):
        try:
            way = _way(page, candidate)
        except Exception:
            logger.exception("reading %s as %s failed", page.url, candidate.importer.key)
            continue
        if way.courses or way.pages or way.lists:
            yield way


def _way(page: Page, candidate: Candidate) -> Way:
    links, known, drafts, courses = dict[LinkKind, list[str]](), list[str](), list[CourseDraft](), 0
    try:
        for found in islice(found_in(page, candidate.importer, SECONDS_PER_PAGE), MAX_FINDS_PER_PAGE):
            draft = found.known if isinstance(found, Link) else found
            if isinstance(draft, CourseDraft):
                courses += 1
                drafts += [draft] if len(drafts) < MAX_DRAFTS_WEIGHED else []
            if isinstance(found, Link):
                (known if found.known else links.setdefault(found.kind, [])).append(found.url)
    except Unreadable:
        pass  # what was read before counts
    return Way(
        address=page.url,
        importer=candidate.importer,
        confidence=candidate.confidence,
        courses=courses,
        pages=links.get(LinkKind.DETAIL, ()),
        lists=links.get(LinkKind.FEED, ()),
        following=links.get(LinkKind.NEXT, ()),
        drafts=drafts,
        known_pages=known,
    )
