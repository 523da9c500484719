"""Pages that need not be read again: their site says they are as they were, they have come as they came before to the
last byte, or a run that was killed had read them."""

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
from catalogue.ingestion.reading import Reading
from catalogue.ingestion.rules import rules_mark
from catalogue.models import Course, ImportRun, Source, SourcePage
from catalogue.models.columns import now
from catalogue.services.courses.id_batches import in_batches

OLDEST = timedelta(days=28)
"""After this a page is read again whatever its site says, for not every site tells the truth about its changes."""
RESUMED = timedelta(hours=24)
"""A killed run is gone on with for so long; after that the source is read from its beginning."""


class Kept(NamedTuple):
    """What is known of a page since it was last read."""

    lastmod: str
    read_at: datetime
    mark: str
    contents: Mapping[str, object]


class PageMemory:
    """What is known of a source's pages, and what this run learns of them; ``mark_of`` marks a page as it came."""

    def __init__(self, session: Session, source: Source, mark_of: Callable[[Page], str]) -> None:
        self._session, self._source, self._mark_of = session, source, mark_of
        self._resumed = _resumed_from(session, source)
        columns = (SourcePage.url, SourcePage.lastmod, SourcePage.read_at, SourcePage.mark, SourcePage.contents)
        kept = select(*columns).where(SourcePage.source_id == source.id, SourcePage.rules == rules_mark())
        self._known = {row.url: Kept(*row[1:]) for row in session.execute(kept)}
        self._marks: dict[str, str] = {}
        self._learnt: defaultdict[str, Contents] = defaultdict(Contents)
        self._read: dict[str, dict[str, object]] = {}
        self._spoilt: set[str] = set()
        self.skipped: set[str] = set()

    def skip(self, link: Link) -> bool:
        """Whether the page is known to be as it was when it was last read."""
        page = self._known.get(link.url)
        if page is None or link.kind is not LinkKind.DETAIL or page.contents.get("again"):
            return False
        same = bool(link.lastmod) and link.lastmod == page.lastmod and page.read_at > now() - OLDEST
        if same or (self._resumed is not None and page.read_at >= self._resumed):
            self.skipped.add(link.url)
            return True
        return False

    def contents_of(self, page: Page) -> Contents | None:
        """What a page held that has now come as it came then, to the last byte."""
        mark = self._marks[page.url] = self._mark_of(page)
        known = self._known.get(page.url)
        return Contents.of(known.contents) if known and known.mark == mark else None

    def learn(self, page_url: str) -> Contents:
        """What was found on a page in this run, to be added to."""
        return self._learnt[page_url]

    def recalled(self, page_url: str, contents: Contents) -> None:
        """The page holds what it held."""
        self._learnt[page_url] = contents

    def read(self, reading: Reading) -> None:
        """The page was read to its end. If it led further, or something in it could not be read, it is read again
        whenever it comes, and only its looks are kept."""
        page, link = reading.page, reading.link
        mark, contents = self._marks.pop(page.url, ""), self._learnt.pop(page.url, Contents())
        if reading.links or reading.faults or not contents.records:
            mark = ""
        detail = link is not None and link.kind is LinkKind.DETAIL
        again = bool(reading.leads or reading.faults or not (mark or detail))
        kept: dict[str, object] = {"looks": reading.looks, "again": again, **(contents.as_json() if mark else {})}
        if reading.importer:
            lastmod = link.lastmod[:40] if link and detail and not again else ""
            self._read[page.url] = {"lastmod": lastmod, "mark": "" if again else mark, "contents": kept}

    def spoil(self, page_url: str) -> None:
        """A record of the page was not stored, so the page must be read again."""
        self._spoilt.add(page_url)

    def told_more(self, page_url: str) -> None:
        """The page holds more than records, so that it is read whenever it comes."""
        self._marks.pop(page_url, None)

    def keep(self) -> None:
        """Write what was learnt since the last call; the caller commits it together with the pages' courses."""
        for urls in in_batches(self._read, 500):
            gone = delete(SourcePage).where(SourcePage.source_id == self._source.id, SourcePage.url.in_(urls))
            self._session.execute(gone)
        common = {"source_id": self._source.id, "read_at": now(), "rules": rules_mark()}
        rows = [common | {"url": url[:2000]} | row for url, row in self._read.items() if url not in self._spoilt]
        if rows:
            self._session.execute(insert(SourcePage), rows)
        self._read = {}

    def courses(self) -> Iterator[int]:
        """Published courses of the pages that were not read again."""
        for urls in in_batches(self.skipped, 500):
            query = select(Course.id).where(
                Course.source_id == self._source.id, Course.status == CourseStatus.PUBLISHED
            )
            yield from self._session.scalars(query.where(Course.page_url.in_(urls)))


class NoMemory:
    """A dry run reads everything and learns nothing."""

    skipped: frozenset[str] = frozenset()

    def skip(self, link: Link) -> bool:
        """Nothing is skipped."""
        return False

    def contents_of(self, page: Page) -> Contents | None:
        """Nothing is remembered."""
        return None

    def learn(self, page_url: str) -> Contents:
        """Nothing is learnt."""
        return Contents()

    def recalled(self, page_url: str, contents: Contents) -> None:
        """Nothing is remembered."""

    def read(self, reading: Reading) -> None:
        """Nothing is learnt."""

    def spoil(self, page_url: str) -> None:
        """Nothing is learnt."""

    def told_more(self, page_url: str) -> None:
        """Nothing is learnt."""

    def keep(self) -> None:
        """Nothing is kept."""

    def courses(self) -> Iterator[int]:
        """Nothing was skipped."""
        return iter(())


def _resumed_from(session: Session, source: Source) -> datetime | None:
    """When the first of the runs began that were killed one after the other until now."""
    query = select(ImportRun.status, ImportRun.started_at).where(
        ImportRun.source_id == source.id, ImportRun.status != RunStatus.RUNNING, ImportRun.started_at > now() - RESUMED
    )
    began: datetime | None = None
    for status, started_at in session.execute(query.order_by(ImportRun.id.desc()).limit(50)):
        if status != RunStatus.DEAD:
            break
        began = started_at
    return began
