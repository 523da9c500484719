"""From a source's first page to everything its importers find there, following the links they ask for."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from catalogue.ingestion.contract import (
    CourseDraft,
    Fault,
    Gone,
    Importer,
    Link,
    LinkKind,
    Page,
    Partial,
    Unreadable,
)
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.registry import NoImporter, choose

logger = logging.getLogger(__name__)

GONE = frozenset({"not-found", "gone"})
Seen = CourseDraft | Fault | Gone | Partial


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlLimits:
    """How far one run may go: pages read, and seconds until it is ended."""

    max_pages: int = 5000
    seconds: float = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One thing found. ``hides`` is None, the address or id of what was not seen, or "" when any may be hidden."""

    page_url: str
    found: Seen
    importer: str = ""
    stage: str = "extract"
    hides: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """A link with where it was found and by which importer."""

    link: Link
    page_url: str
    importer: str

    def known(self) -> Sighting | None:
        """What the list said of the course behind the link, if anything."""
        draft = self.link.known
        return Sighting(page_url=self.page_url, found=draft, importer=self.importer) if draft is not None else None


@dataclass(slots=True, kw_only=True)
class Crawl:
    """One walk through a source: pages in hand first, then links on the hosts of those pages.

    ``traffic`` answers requests made and bytes received.

    Iterating yields ``Sighting``; a page that cannot be fetched or read is one too and never ends the walk.
    """

    pages: Iterable[Page | Fault]
    fetch: Callable[[str], Page] | None = None
    format: str = "auto"
    limits: CrawlLimits = CrawlLimits()
    traffic: Callable[[], tuple[int, int]] = lambda: (0, 0)
    pages_read: int = 0
    _ends_at: float = 0.0
    _queue: deque[Lead] = field(default_factory=deque)
    _known: set[str] = field(default_factory=set)
    _hosts: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[Sighting]:
        self._ends_at = time.monotonic() + self.limits.seconds
        for page in self.pages:
            if isinstance(page, Fault):
                yield Sighting(page_url=page.url, found=page, hides="")
            else:
                self._known.add(page.url)
                self._hosts.add(urlsplit(page.url).netloc)
                yield from self._read(page)
        while self._queue:
            if reason := self._exhausted():
                yield self._ended(reason)
                return
            yield from self._follow(self._queue.popleft())

    def _exhausted(self) -> str | None:
        if self.pages_read >= self.limits.max_pages:
            return f"The run read {self.pages_read} pages, its limit (CATALOGUE_RUN_MAX_PAGES)"
        if time.monotonic() > self._ends_at:
            return f"The run reached its deadline of {self.limits.seconds:.0f} seconds (CATALOGUE_RUN_DEADLINE)"
        return None

    def _ended(self, reason: str) -> Sighting:
        first = self._queue[0].link.url
        left = f"{reason}; {len(self._queue)} pages were left unread, from {first} on."
        return Sighting(page_url=first, found=Fault(where="the run", message=left), stage="fetch", hides="")

    def _follow(self, lead: Lead) -> Iterator[Sighting]:
        link = lead.link
        hides = link.url if link.kind is LinkKind.DETAIL else ""
        try:
            page = self.fetch(link.url) if self.fetch else None
        except (FetchRefused, FetchFailed) as error:
            fault = Fault(where=link.url, message=str(error), url=link.url)
            gone = error.code in GONE and link.kind is LinkKind.DETAIL
            yield Sighting(page_url=link.url, found=fault, stage="fetch", hides=None if gone else hides)
            return
        if page is not None:
            yield from self._read(replace(page, follows=link.kind), hides, lead.known())

    def _read(self, page: Page, hides: str = "", known: Sighting | None = None) -> Iterator[Sighting]:
        """What the page holds; ``known`` where it holds nothing that any importer reads, though nothing is wrong."""
        self.pages_read += 1
        silent = True
        try:
            importer = self._importer(page)
            for found in importer.read(page):
                if isinstance(found, Link):
                    yield from self._take_up(Lead(found, page.url, importer.key))
                    continue
                silent = False
                yield Sighting(page_url=page.url, found=found, importer=importer.key, hides=_hidden_by(found))
            if silent and known:
                yield known
        except NoImporter as error:
            yield known or _unread(page, str(error), hides)
        except Unreadable as error:
            yield _unread(page, str(error), hides)
        except Exception:
            logger.exception("reading %s failed", page.url)
            yield _unread(page, f"{page.url} could not be read because of an error of ours; it is logged.", hides)

    def _importer(self, page: Page) -> Importer:
        """The source's own importer where it fits the page; a page it led to may be of another kind."""
        wanted = choose(page, self.format)
        if page.follows is not None and self.format != "auto" and not wanted.detect(page):
            return choose(page, "auto")
        return wanted

    def _take_up(self, lead: Lead) -> Iterator[Sighting]:
        """Follow unseen pages on the hosts of the source's own pages, later; say at once what cannot be followed.

        Elsewhere nothing is asked for, so of a course there the list's own words are all there is.
        """
        link = lead.link
        if link.url in self._known:
            return
        self._known.add(link.url)
        if self.fetch is not None and urlsplit(link.url).netloc in self._hosts:
            self._queue.append(lead)
        elif known := lead.known():
            yield known
        elif self.fetch is None and link.kind is LinkKind.NEXT:
            yield Sighting(page_url=lead.page_url, found=_continued(lead), importer=lead.importer)


def _continued(lead: Lead) -> Partial:
    return Partial(message=f"{lead.page_url} is continued at {lead.link.url}, which was not handed in.")


def _hidden_by(found: Seen) -> str | None:
    """What a fault may stand for: anything, or the one record it names, which is there and only not to be read."""
    if not isinstance(found, Fault):
        return None
    return "" if found.truncates else found.external_id or found.url or None


def _unread(page: Page, message: str, hides: str) -> Sighting:
    return Sighting(page_url=page.url, found=Fault(where=page.url, message=message, url=page.url), hides=hides)
