"""One import run, dry or not: the same code, with storing withheld from a dry run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from catalogue.ingestion.contract import CourseDraft, Fault, Gone, Partial
from catalogue.ingestion.crawl import Crawl, Sighting
from catalogue.ingestion.item import Item, Outcome, SourceDefaults, Stage
from catalogue.ingestion.pipeline import process
from catalogue.ingestion.report import ItemReport, RunReport
from catalogue.models import Course, Source
from catalogue.models.columns import now
from catalogue.search.port import SearchEngine
from catalogue.services.importing.journal import Journal, NoJournal
from catalogue.services.importing.match_stage import MatchStage
from catalogue.services.importing.store_stage import DryStore, StoreStage
from catalogue.services.importing.withdrawal import find_missing, withdraw
from catalogue.services.indexing import bring_up_to_date

BATCH = 500
INDEX_EVERY = 10_000
Progress = Callable[[RunReport], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """``withdrawal_share`` is the share of a source's courses that may vanish in one run; 0.2 is a fifth."""

    dry_run: bool = False
    withdrawal_share: float = 0.2


class ImportRunner:
    """Takes what a crawl sees into the catalogue, in batches that are each one transaction."""

    def __init__(
        self,
        session: Session,
        engine: SearchEngine,
        source: Source,
        stages: Sequence[tuple[str, Stage]],
        options: RunOptions,
        progress: Progress = lambda report: None,
    ) -> None:
        self._session, self._engine, self._source = session, engine, source
        self._options, self._progress = options, progress
        self._defaults = SourceDefaults(**source.defaults)  # type: ignore[arg-type]
        self._match = MatchStage(session, source)
        self._stages: list[tuple[str, Stage]] = [*stages, ("match", self._match)]
        self._store = DryStore(session) if options.dry_run else StoreStage(session, source)
        self._journal = NoJournal() if options.dry_run else Journal(session, source)
        self._spared: set[str] = set()
        self._deleted: set[str] = set()
        self._batch: list[Item] = []
        self._unindexed = 0
        self.report = RunReport()

    def execute(self, crawl: Crawl) -> RunReport:
        """Run to the end. Whatever happens the run is closed, and what was good until then is kept."""
        try:
            for sighting in crawl:
                self._take(sighting)
                if len(self._batch) >= BATCH:
                    self._flush(crawl)
            self._flush(crawl)
            self._finish()
        except BaseException as error:
            self._session.rollback()
            self._journal.close("failed", f"{type(error).__name__}: {error}")
            raise
        self._journal.close("done", "\n".join(self.report.notices))
        return self.report

    def _take(self, sighting: Sighting) -> None:
        self._excuse_hidden(sighting)
        match sighting.found:
            case Fault() as fault:
                self.report.add(_unread(sighting, fault))
            case Gone(external_id=identifier):
                self._deleted.add(identifier)
            case Partial(message=message):
                self.report.incomplete(f"Only a part of the source was seen, so nothing was taken for gone. {message}")
            case draft:
                self._take_draft(sighting, draft)

    def _take_draft(self, sighting: Sighting, draft: CourseDraft) -> None:
        item = process(self._item(sighting, draft), self._stages)
        if item.outcome is None:
            self._batch.append(item)
            return
        if item.outcome is Outcome.REJECTED:
            self._spared.update(value for value in (item.draft.url, item.draft.external_id) if value)
        self.report.add(ItemReport.of(item))

    def _item(self, sighting: Sighting, draft: CourseDraft) -> Item:
        self.report.formats.add(sighting.importer)
        self.report.found += 1
        self.report.instances += len(draft.instances)
        return Item(draft=draft, page_url=sighting.page_url, importer=sighting.importer, defaults=self._defaults)

    def _excuse_hidden(self, sighting: Sighting) -> None:
        """Courses behind a page that could not be read are not taken for gone."""
        if sighting.hides == "" and isinstance(sighting.found, Fault):
            self.report.incomplete(f"The whole source was not seen, so nothing was withdrawn. {sighting.found.message}")
        elif sighting.hides:
            self._spared.add(sighting.hides)

    def _flush(self, crawl: Crawl) -> None:
        """Store the batch, its notes for the index and its part of the journal in one transaction."""
        self._store.store(self._batch)
        for item in self._batch:
            self.report.add(ItemReport.of(item))
            self._match.seen.add(item.course_id or 0)
        self._unindexed += len(self._batch)
        self._batch = []
        self.report.pages = crawl.pages_read
        self.report.requests, self.report.received_bytes = crawl.traffic()
        self._journal.keep(self.report)
        self._session.commit()
        if self._unindexed >= INDEX_EVERY and not self._options.dry_run:
            self._index()
        self._progress(self.report)

    def _finish(self) -> None:
        missing = find_missing(self._session, self._source, self._match.seen, self._spared) if self._source.id else []
        dry, share = self._options.dry_run, self._options.withdrawal_share
        gone = missing if self.report.complete else [each for each in missing if each.external_id in self._deleted]
        withdraw(self._session, self._source, gone, share, self.report, dry_run=dry)
        if dry:
            return
        self._session.execute(update(Course), [{"id": key, "checked_at": now()} for key in self._match.seen if key])
        self._journal.keep(self.report)
        self._session.commit()
        self._index()

    def _index(self) -> None:
        bring_up_to_date(self._session, self._engine)
        self._unindexed = 0


def _unread(sighting: Sighting, fault: Fault) -> ItemReport:
    return ItemReport(
        outcome=Outcome.REJECTED,
        external_id=fault.external_id,
        title=fault.title,
        url=fault.url,
        page_url=sighting.page_url,
        location=fault.where,
        stage=sighting.stage,
        message=fault.message,
    )
