"""From a source's first page to everything its importers find there, following the links they ask for."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from catalogue.domain.text.messages import N_, Message, Text, reason_of
from catalogue.domain.text.web_addresses import is_web_address, page_on_site, site_host
from catalogue.ingestion.bounds import Bounds, CrawlLimits
from catalogue.ingestion.contents import Contents, PageTraits
from catalogue.ingestion.contract import (
    CourseDraft,
    Fault,
    Importer,
    Link,
    LinkKind,
    Page,
    Partial,
    Remark,
    Unreadable,
)
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.importer_output import found_in
from catalogue.ingestion.interrupting import Interrupter, OutOfTime
from catalogue.ingestion.item import Stage, StageName
from catalogue.ingestion.links_left_out import LinksLeftOut
from catalogue.ingestion.reading import Lead, PageReading, completed
from catalogue.ingestion.registry import NoImporter, choices, no_importer, nothing_found
from catalogue.ingestion.sightings import ANYTHING, Nothing, Sighting, hidden_by, hidden_with

logger = logging.getLogger(__name__)

__all__ = ["Crawl", "CrawlLimits"]

DEFAULT_LIMITS = CrawlLimits()
OUR_ERROR = N_("%(url)s could not be read because of an error of ours; it is logged.")
SAVED_PAGE = N_(
    "%(url)s does not say at which address it was, so courses without an address of their own are refused. Give the "
    "address that it was saved from (--address)."
)
GONE_CODES = frozenset({"not-found", "gone"})


@dataclass(slots=True, kw_only=True)
class Crawl:
    """One walk through a source: pages in hand first, then links on the sites of those pages.

    ``traffic`` returns requests made and bytes received. ``wants`` says which addresses may be read at all, ``skip``
    which pages are known to be unchanged; ``recall`` returns what a page held before, if it is the same to the last
    byte. ``finished`` is called with each page that was read to its end, with faults or without. ``looks`` gathers
    those of the pages that were read.

    Iterating yields ``Sighting``; a page that cannot be fetched or read is one too and never ends the walk.
    """

    pages: Iterable[Page | Fault]
    fetch: Callable[[str], Page] | None = None
    format: str = "auto"
    limits: CrawlLimits = DEFAULT_LIMITS
    traffic: Callable[[], tuple[int, int]] = lambda: (0, 0)
    wants: Callable[[str], bool] = lambda url: True
    skip: Callable[[Link], bool] = lambda link: False
    recall: Callable[[Page], Contents | None] = lambda page: None
    finished: Callable[[PageReading], None] = lambda reading: None
    looks: dict[str, PageTraits] = field(default_factory=dict)
    _bounds: Bounds = field(init=False)
    _interrupter: Interrupter = field(init=False)
    _end_reported: bool = field(default=False, init=False)
    _queue: deque[Lead] = field(default_factory=deque)
    _pages_known: set[str] = field(default_factory=set)
    _sites: set[str] = field(default_factory=set)
    _left_out: LinksLeftOut = field(default_factory=LinksLeftOut)
    _courses_seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._bounds = Bounds(self.limits)
        self._interrupter = Interrupter(self._bounds.ends_at)

    @property
    def pages_read(self) -> int:
        return self._bounds.pages_read

    @property
    def ends_at(self) -> float:
        """When the run must be over (``time.monotonic``)."""
        return self._bounds.ends_at

    def __iter__(self) -> Iterator[Sighting]:
        """Yield what is found until the deadline, at which the record in hand is the last."""
        with self._interrupter.watching():
            for sighting in self._sightings():
                yield sighting
                if self._bounds.late and not self._end_reported:
                    yield self._ended(self._bounds.too_late(), Link(url=sighting.page_url, kind=LinkKind.NEXT))
                    break
        yield from self._left_out.sightings()

    def bound(self, stage: Stage) -> Stage:
        """Return a stage of pure work as one that ends with the run."""
        return self._interrupter.bound(stage, self._bounds.too_late)

    def _sightings(self) -> Iterator[Sighting]:
        for page in self.pages:
            if isinstance(page, Fault):
                yield Sighting(page_url=page.url, found=page, hides=ANYTHING)
            else:
                self._pages_known.add(page_on_site(page.url))
                self._sites.add(site_host(page.url))
                reading = PageReading(page=page)
                yield from self._read(reading)
                self.finished(reading)
        while self._queue:
            if reason := self._bounds.reason_to_end():
                self._end_reported = True
                yield self._ended(reason)
                return
            lead = self._queue.popleft()
            if self._bounds.leads_nowhere(lead.link):
                barren = N_("%(pages)s pages in a row held nothing new, so the list was left")
                yield self._ended(Message(barren, pages=self.limits.max_pages_without_news), lead.link)
            elif lead.link.known or not self.skip(lead.link):
                yield from self._follow(lead)

    def _ended(self, reason: Message, link: Link | None = None) -> Sighting:
        left, count = link or self._queue[0].link, 1 if link else len(self._queue)
        unread = N_("%(reason)s; pages left unread: %(count)s, from %(url)s on.")
        message = Message(unread, reason=reason, count=count, url=left.url)
        return Sighting(
            page_url=left.url, found=Fault(where="the run", message=message), stage=StageName.FETCH, hides=ANYTHING
        )

    def _follow(self, lead: Lead) -> Iterator[Sighting]:
        link = lead.link
        try:
            page = self.fetch(link.url) if self.fetch else None
        except (FetchRefused, FetchFailed) as error:
            known = lead.known() if link.kind is LinkKind.FEED and error.code in GONE_CODES else None
            yield known or self._not_fetched(link, error.code, error.message)  # a course without runs is one still
            return
        except Exception:
            logger.exception("asking for %s failed", link.url)
            yield self._not_fetched(link, "unexpected", Message(OUR_ERROR, url=link.url))
            return
        if page is not None:
            yield from self._read_linked(lead, replace(page, follows=link.kind, known=link.known))

    def _not_fetched(self, link: Link, code: str, why: Text) -> Sighting:
        """Return the sighting of a page that the site did not give; one that does not exist hides no course."""
        self._bounds.count_failure(code, why)
        gone = code in GONE_CODES and link.kind is LinkKind.DETAIL
        hides = None if gone else hidden_with(Page(url=link.url, content=b"", follows=link.kind, known=link.known))
        fault = Fault(where=link.url, message=why, url=link.url)
        return Sighting(page_url=link.url, found=fault, stage=StageName.FETCH, hides=hides)

    def _read_linked(self, lead: Lead, page: Page) -> Iterator[Sighting]:
        """Read a page and note what came of it: whether it was of use, and whether it is all there is."""
        link, waiting, met, reading = (
            lead.link,
            len(self._queue),
            len(self._courses_seen),
            PageReading(page=page, lead=lead),
        )
        for sighting in self._read(reading, lead.known() if link.kind is LinkKind.DETAIL else None):
            if isinstance(sighting.found, CourseDraft):
                self._courses_seen.add(sighting.found.external_id or sighting.found.url or sighting.found.title)
            elif isinstance(sighting.found, Contents):
                self._courses_seen.add(page.url)
            yield sighting
        added = list(islice(self._queue, waiting, None))
        if link.kind is LinkKind.NEXT:
            self._bounds.count_list_page(
                len(self._courses_seen) > met or any(each.link.kind is not LinkKind.NEXT for each in added)
            )
        reading.leads = len(added)
        if page.url == link.url and (reading.courses or not link.known):
            self.finished(reading)

    def _read(self, reading: PageReading, known: Sighting | None = None) -> Iterator[Sighting]:
        """Yield what the page holds, or ``known`` where no importer finds anything in it though nothing is wrong."""
        page = reading.page
        # what the list says of a course may be new though its runs, which are a list apart, are not
        runs_alone = page.known is not None and page.follows is not LinkKind.DETAIL
        if not runs_alone and (contents := self.recall(page)) is not None:
            reading.importer = contents.importer
            yield Sighting(page_url=page.url, found=contents, importer=contents.importer)
        else:
            for sighting in self._found(reading, known):
                reading.faults += isinstance(sighting.found, Fault)
                yield sighting
        if reading.importer:
            self.looks[page.url] = reading.looks
        self._bounds.count_page()

    def _found(self, reading: PageReading, known: Sighting | None) -> Iterator[Sighting]:
        page, hidden_with_page = reading.page, reading.held
        try:
            importers = choices(page, self.format)
            yield from self._found_by_first(importers, reading, known)
            if reading.silent and reading.is_of_another_kind(reading.importer):
                raise no_importer(page)
            if reading.silent and known:
                yield known
            elif page.follows is None and not (reading.useful or reading.links):
                empty = Remark(message=nothing_found(page, importers, reading.faults))
                yield Sighting(page_url=page.url, found=empty, importer=reading.importer)
            if reading.lacks_its_address:
                yield Sighting(page_url=page.url, found=Remark(message=Message(SAVED_PAGE, url=page.url)))
            if not reading.courses and hidden_with_page.pages:
                yield Sighting(page_url=page.url, found=Nothing(), importer=reading.importer, hides=hidden_with_page)
        except NoImporter as error:
            if known:
                yield from (known, Sighting(page_url=page.url, found=Nothing(), hides=hidden_with_page))
            else:
                yield _unread(reading, reason_of(error))
        except Unreadable as error:
            yield _unread(reading, error.message)
        except OutOfTime:
            yield _unread(reading, self._bounds.too_late())
        except Exception:
            logger.exception("reading %s failed", page.url)
            yield _unread(reading, Message(OUR_ERROR, url=page.url))

    def _found_by_first(
        self, importers: Sequence[Importer], reading: PageReading, known: Sighting | None
    ) -> Iterator[Sighting]:
        """Yield what the first importer finds that finds anything of courses, with what those before it say.

        Raise ``Unreadable`` as the surest does if none finds anything.
        """
        refused: Unreadable | None = None
        for importer in importers:
            reading.importer = reading.importer or importer.key
            try:
                yield from self._found_by(importer, reading, known)
            except Unreadable as error:
                refused = error if importer is importers[0] else refused
            if reading.useful:
                reading.importer = importer.key
                return
        if refused is not None:
            raise refused

    def _found_by(self, importer: Importer, reading: PageReading, known: Sighting | None) -> Iterator[Sighting]:
        page, hidden_with_page = reading.page, reading.held
        for found in self._interrupter.each(found_in(page, importer, self.ends_at - time.monotonic())):
            if known and isinstance(found, CourseDraft):
                found = completed(found, known.found)
            reading.note(found)
            if isinstance(found, Link):
                yield from self._queue_link(Lead(found, page.url, importer.key))
            else:
                hides = hidden_by(found, page, hidden_with_page)
                yield Sighting(page_url=page.url, found=found, importer=importer.key, hides=hides)

    def _queue_link(self, lead: Lead) -> Iterator[Sighting]:
        """Queue unseen, wanted pages on the sites of the source's own pages; yield at once what cannot be followed.

        Pages elsewhere are not fetched, so of a course there only what the list says is known.
        """
        link, page = lead.link, page_on_site(lead.link.url)
        if page in self._pages_known or not self.wants(link.url):
            return
        self._pages_known.add(page)
        if self.fetch is not None and site_host(link.url) in self._sites and is_web_address(link.url):
            self._queue.append(lead)
        elif known := lead.known():
            yield known
        elif self.fetch is None and link.kind is LinkKind.NEXT:
            yield Sighting(page_url=lead.page_url, found=_continued(lead), importer=lead.importer)
        else:
            self._left_out.count(lead, could_ask=self.fetch is not None)


def _continued(lead: Lead) -> Partial:
    onward = N_("%(url)s is continued at %(next)s, which was not handed in.")
    return Partial(message=Message(onward, url=lead.page_url, next=lead.link.url))


def _unread(reading: PageReading, message: Text) -> Sighting:
    url = reading.page.url
    return Sighting(page_url=url, found=Fault(where=url, message=message, url=url), hides=reading.held)
