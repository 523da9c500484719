"""Which pages need not be read again.

They are those that have not changed since they were read, by what their site says or to the last byte, and those that a
run had read before it was killed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.sources.run_states import RunStatus
from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import Link, LinkKind, Page
from catalogue.ingestion.reading import PageReading
from catalogue.ingestion.rules import rules_mark
from catalogue.models import Course, ImportRun, Source, SourcePage
from catalogue.models.columns import now
from catalogue.services.database.id_batches import in_batches

MAX_PAGE_AGE = timedelta(days=28)
"""An older page is read again whatever its site says, as not every site is right about its own changes."""
RESUME_WITHIN = timedelta(hours=24)
"""A killed run is continued within this time; after that the source is read from its beginning."""


class RememberedPage(NamedTuple):
    """What is known of a page since it was last read."""

    lastmod: str
    read_at: datetime
    mark: str
    contents: Mapping[str, object]


class PageMemory:
    """What is known of a source's pages, and what this run learns of them; ``mark_of`` returns a page's hash."""

    def __init__(self, session: Session, source: Source, mark_of: Callable[[Page], str]) -> None:
        self._session = session
        self._source = source
        self._mark_of = mark_of
        self._resumed = _resumed_from(session, source)
        columns = (SourcePage.url, SourcePage.lastmod, SourcePage.read_at, SourcePage.mark, SourcePage.contents)
        query = select(*columns).where(SourcePage.source_id == source.id, SourcePage.rules == rules_mark())
        self._known = {row.url: RememberedPage(*row[1:]) for row in session.execute(query)}
        self._marks: dict[str, str] = {}
        self._learnt: defaultdict[str, Contents] = defaultdict(Contents)
        self._read: dict[str, dict[str, object]] = {}
        self._to_read_again: set[str] = set()
        self.skipped: set[str] = set()

    def skip(self, link: Link) -> bool:
        """Say whether the page is known to be as it was when it was last read, and note that it is skipped."""
        page = self._known.get(link.url)
        if page is None or link.kind is not LinkKind.DETAIL or page.contents.get("again"):
            return False
        is_same = bool(link.lastmod) and link.lastmod == page.lastmod and page.read_at > now() - MAX_PAGE_AGE
        if is_same or (self._resumed is not None and page.read_at >= self._resumed):
            self.skipped.add(link.url)
            return True
        return False

    def contents_of(self, page: Page) -> Contents | None:
        """Return what a page held that is the same to the last byte as then; None if it is not."""
        mark = self._marks[page.url] = self._mark_of(page)
        known = self._known.get(page.url)
        return Contents.of(known.contents) if known and known.mark == mark else None

    def learn(self, page_url: str) -> Contents:
        """Return what was found on a page in this run, to be added to."""
        return self._learnt[page_url]

    def remember_contents(self, page_url: str, contents: Contents) -> None:
        """Note that the page still holds what it held."""
        self._learnt[page_url] = contents

    def read(self, reading: PageReading) -> None:
        """Note that the page was read to its end.

        If it led further, or something in it could not be read, it is read again whenever it comes, and only its looks
        are kept.
        """
        page = reading.page
        link = reading.link
        mark = self._marks.pop(page.url, "")
        contents = self._learnt.pop(page.url, Contents())
        if reading.links or reading.faults or not contents.records:
            mark = ""
        is_detail = link is not None and link.kind is LinkKind.DETAIL
        read_again = bool(reading.leads or reading.faults or not (mark or is_detail))
        remembered: dict[str, object] = {
            "looks": reading.looks,
            "again": read_again,
            **(contents.as_json() if mark else {}),
        }
        if reading.importer:
            lastmod = link.lastmod[:40] if link and is_detail and not read_again else ""
            self._read[page.url] = {"lastmod": lastmod, "mark": "" if read_again else mark, "contents": remembered}

    def read_again_later(self, page_url: str) -> None:
        """Have the page read again, as a record of it was not stored."""
        self._to_read_again.add(page_url)

    def read_always(self, page_url: str) -> None:
        """Have the page read whenever it comes, as it holds more than records."""
        self._marks.pop(page_url, None)

    def keep(self) -> None:
        """Write what was learnt since the last call; the caller commits it together with the pages' courses."""
        for urls in in_batches(self._read, 500):
            outdated = delete(SourcePage).where(SourcePage.source_id == self._source.id, SourcePage.url.in_(urls))
            self._session.execute(outdated)
        common = {"source_id": self._source.id, "read_at": now(), "rules": rules_mark()}
        rows = [common | {"url": url[:2000]} | row for url, row in self._read.items() if url not in self._to_read_again]
        if rows:
            self._session.execute(insert(SourcePage), rows)
        self._read = {}

    def courses(self) -> Iterator[int]:
        """Yield the ids of published courses of the pages that were not read again."""
        for urls in in_batches(self.skipped, 500):
            query = select(Course.id).where(
                Course.source_id == self._source.id, Course.status == CourseStatus.PUBLISHED
            )
            yield from self._session.scalars(query.where(Course.page_url.in_(urls)))


class DryRunMemory:
    """A dry run reads everything and learns nothing."""

    skipped: frozenset[str] = frozenset()

    def skip(self, link: Link) -> bool:
        """Return False: nothing is skipped."""
        return False

    def contents_of(self, page: Page) -> Contents | None:
        """Return None: nothing is remembered."""
        return None

    def learn(self, page_url: str) -> Contents:
        """Return contents that are forgotten."""
        return Contents()

    def remember_contents(self, page_url: str, contents: Contents) -> None:
        """Do nothing."""

    def read(self, reading: PageReading) -> None:
        """Do nothing."""

    def read_again_later(self, page_url: str) -> None:
        """Do nothing."""

    def read_always(self, page_url: str) -> None:
        """Do nothing."""

    def keep(self) -> None:
        """Do nothing."""

    def courses(self) -> Iterator[int]:
        """Return no ids, since nothing was skipped."""
        return iter(())


def _resumed_from(session: Session, source: Source) -> datetime | None:
    """Return when the first of the runs began that were killed one after the other until now; None without any."""
    query = select(ImportRun.status, ImportRun.started_at).where(
        ImportRun.source_id == source.id,
        ImportRun.status != RunStatus.RUNNING,
        ImportRun.started_at > now() - RESUME_WITHIN,
    )
    began: datetime | None = None
    for status, started_at in session.execute(query.order_by(ImportRun.id.desc()).limit(50)):
        if status != RunStatus.DEAD:
            break
        began = started_at
    return began
