"""Pages that need not be read again: their site says they are as they were, or a run that was killed had read them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from catalogue.ingestion.contract import Link, LinkKind
from catalogue.ingestion.rules import rules_mark
from catalogue.models import Course, ImportRun, Source, SourcePage
from catalogue.models.columns import now
from catalogue.services.batches import in_batches

OLDEST = timedelta(days=28)
"""After this a page is read again whatever its site says, for not every site tells the truth about its changes."""
RESUMED = timedelta(hours=24)
"""A killed run is gone on with for so long; after that the source is read from its beginning."""


class PageMemory:
    """What is known of a source's pages, and what this run learns of them."""

    def __init__(self, session: Session, source: Source) -> None:
        self._session, self._source = session, source
        self._resumed = _resumed_from(session, source)
        pages = session.scalars(select(SourcePage).where(SourcePage.source_id == source.id))
        self._known = {page.url: (page.lastmod, page.read_at) for page in pages if page.rules == rules_mark()}
        self._read: dict[str, str] = {}
        self._spoilt: set[str] = set()
        self.skipped: set[str] = set()

    def skip(self, link: Link) -> bool:
        """Whether the page is known to be as it was when it was last read."""
        lastmod, read_at = self._known.get(link.url, ("", None))
        if read_at is None or link.kind is not LinkKind.DETAIL:
            return False
        same = bool(link.lastmod) and link.lastmod == lastmod and read_at > now() - OLDEST
        if same or (self._resumed is not None and read_at >= self._resumed):
            self.skipped.add(link.url)
            return True
        return False

    def read(self, link: Link) -> None:
        """The page was read to its end, and led no further."""
        if link.kind is LinkKind.DETAIL:
            self._read[link.url] = link.lastmod[:40]

    def spoil(self, page_url: str) -> None:
        """A record of the page was not stored, so the page must be read again."""
        self._spoilt.add(page_url)

    def keep(self) -> None:
        """Write what was learnt since the last call; the caller commits it together with the pages' courses."""
        for urls in in_batches(self._read, 500):
            gone = delete(SourcePage).where(SourcePage.source_id == self._source.id, SourcePage.url.in_(urls))
            self._session.execute(gone)
        rows = [self._row(url, lastmod) for url, lastmod in self._read.items() if url not in self._spoilt]
        if rows:
            self._session.execute(insert(SourcePage), rows)
        self._read = {}

    def courses(self) -> Iterator[int]:
        """Published courses of the pages that were not read again."""
        for urls in in_batches(self.skipped, 500):
            query = select(Course.id).where(Course.source_id == self._source.id, Course.status == "published")
            yield from self._session.scalars(query.where(Course.page_url.in_(urls)))

    def _row(self, url: str, lastmod: str) -> dict[str, object]:
        return {
            "source_id": self._source.id,
            "url": url[:2000],
            "lastmod": lastmod,
            "read_at": now(),
            "rules": rules_mark(),
        }


class NoMemory:
    """A dry run reads everything and learns nothing."""

    skipped: frozenset[str] = frozenset()

    def skip(self, link: Link) -> bool:
        """Nothing is skipped."""
        return False

    def read(self, link: Link) -> None:
        """Nothing is learnt."""

    def spoil(self, page_url: str) -> None:
        """Nothing is learnt."""

    def keep(self) -> None:
        """Nothing is kept."""

    def courses(self) -> Iterator[int]:
        """Nothing was skipped."""
        return iter(())


def _resumed_from(session: Session, source: Source) -> datetime | None:
    """When the first of the runs began that were killed one after the other until now."""
    query = select(ImportRun.status, ImportRun.started_at).where(
        ImportRun.source_id == source.id, ImportRun.status != "running", ImportRun.started_at > now() - RESUMED
    )
    began: datetime | None = None
    for status, started_at in session.execute(query.order_by(ImportRun.id.desc()).limit(50)):
        if status != "dead":
            break
        began = started_at
    return began
