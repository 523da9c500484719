"""One import run, dry or not: the same code, with storing withheld from a dry run."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial

from sqlalchemy.orm import Session

from catalogue.domain.sources.run_states import RunStatus
from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import CourseDraft, Fault, Gone, Page, Partial, Remark
from catalogue.ingestion.crawl import Crawl
from catalogue.ingestion.item import Item, Outcome, SourceDefaults, Stage, StageName
from catalogue.ingestion.pipeline import process
from catalogue.ingestion.report import ItemReport, RunReport
from catalogue.ingestion.rules import draft_marker
from catalogue.ingestion.sightings import Nothing, Sighting
from catalogue.models import Source
from catalogue.search.port import SearchEngine
from catalogue.services.database.id_batches import in_batches
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.alarms import EarlierRuns
from catalogue.services.sources.importing.field_coverage import ALARMING_INSTANCE_FIELDS, FieldCoverage
from catalogue.services.sources.importing.flapping import flapping_notice
from catalogue.services.sources.importing.journal import DryRunJournal, Journal
from catalogue.services.sources.importing.match_stage import MatchStage
from catalogue.services.sources.importing.page_memory import DryRunMemory, PageMemory
from catalogue.services.sources.importing.run_options import RunOptions, failure_message
from catalogue.services.sources.importing.store_stage import DryRunStoreStage, PendingLosses, StoreStage
from catalogue.services.sources.importing.unchanged_courses import (
    StoredCourse,
    UnchangedCourses,
    mark_as_checked,
    update_draft_marks,
)
from catalogue.services.sources.importing.unseen import Unseen
from catalogue.services.sources.importing.withdrawal import find_missing, withdraw_missing

RECORDS_PER_BATCH = 500
SECONDS_BETWEEN_HEARTBEATS = 2.0
"""Seconds between two writings of the journal, which are the run's heartbeat and its visible progress."""
RECORDS_BETWEEN_INDEXING = 10_000
Progress = Callable[[RunReport], None]


class ImportRunner:
    """Brings what a crawl sees into the catalogue, in batches that are each one transaction."""

    def __init__(
        self,
        session: Session,
        engine: SearchEngine,
        source: Source,
        stages: Sequence[tuple[str, Stage]],
        options: RunOptions,
        progress: Progress = lambda report: None,
    ) -> None:
        self._session = session
        self._engine = engine
        self._source = source
        self._options = options
        self._progress = progress
        self._defaults = SourceDefaults(**source.defaults)  # type: ignore[arg-type]
        self._match = MatchStage(session, source, options.unassigned_id)
        owner = source.provider.key if source.provider else ""
        marker = draft_marker(self._defaults, owner)
        self._unchanged = UnchangedCourses(session, source, marker)
        mark_of = partial(marker.page, format=options.format)
        self.memory: PageMemory | DryRunMemory = (
            DryRunMemory() if options.dry_run else PageMemory(session, source, mark_of)
        )
        self._stages: list[tuple[str, Stage]] = [*stages, (StageName.MATCH, self._match)]
        self._store = DryRunStoreStage(session) if options.dry_run else StoreStage(session, source)
        self._journal = DryRunJournal() if options.dry_run else Journal(session, source)
        self._deleted: set[str] = set()
        self._batch: list[Item] = []
        self._rewritten: list[Item] = []
        self._touched: list[int] = []
        self._earlier = EarlierRuns(session, source)
        self._fills = FieldCoverage()
        self._losses = PendingLosses()
        self._read_as_stored: list[int] = []
        self._courses_held_back: dict[str, set[int]] = {}
        self._unindexed = 0
        self._flush_at = time.monotonic() + SECONDS_BETWEEN_HEARTBEATS
        self.report = RunReport()
        self._unseen = Unseen(self.report)

    def execute(self, crawl: Crawl) -> RunReport:
        """Run to the end and return the report.

        Whatever happens the run is closed, and what was good until then is stored.
        """
        try:
            for sighting in crawl:
                self._take(sighting)
                if len(self._batch) >= RECORDS_PER_BATCH or time.monotonic() >= self._flush_at:
                    self._flush(crawl)
            self._flush(crawl)
            self._finish(crawl)
        except BaseException as error:
            self._session.rollback()
            self._journal.close(RunStatus.FAILED, [failure_message(error)])
            raise
        self._journal.close(RunStatus.DONE, self.report.notices)
        return self.report

    def _take(self, sighting: Sighting) -> None:
        match sighting.found:
            case Fault() as fault:
                self.report.add(ItemReport.of_fault(fault, sighting.page_url, sighting.stage))
                self._hide(sighting, fault.message)
            case Nothing():
                self._hide(sighting, "")
            case Contents() as contents:
                self._take_contents(sighting, contents)
            case Gone(external_id=identifier):
                self._deleted.add(identifier)
                self.memory.read_always(sighting.page_url)
            case Partial(message=message):
                self.memory.read_always(sighting.page_url)
                self.report.partial = True
                reason = N_("Only a part of the source was seen, so nothing was taken for gone. %(why)s")
                self.report.incomplete(Message(reason, why=message))
            case Remark(message=message):
                self.memory.learn(sighting.page_url).remarks.append(message)
                self.report.remark(message)
            case draft:
                self._take_draft(sighting, draft)

    def _take_draft(self, sighting: Sighting, draft: CourseDraft) -> None:
        item = self._item(sighting, draft)
        stored = None if self._options.dry_run else self._unchanged.find(item)  # a dry run takes no short cut
        learnt = self.memory.learn(sighting.page_url)
        learnt.importer = sighting.importer
        learnt.instances += len(draft.instances)
        learnt.records.append((item.mark, draft.where))
        if stored and stored.id not in self._match.seen:
            self._meet_again(stored, item.page_url, draft.where)
            return
        self._settle(process(item, self._stages))
        repeated = item.outcome is Outcome.REJECTED and item.stage == StageName.MATCH
        if item.outcome is Outcome.REJECTED and not repeated:  # a repetition hides nothing: the run has met the course
            self._hide(sighting, item.message)

    def recall(self, page: Page) -> Contents | None:
        """Return what the page held if neither it nor any of its courses has changed since; None otherwise."""
        contents = self.memory.contents_of(page)
        stored = self._unchanged.all_of(contents, page.url) if contents else None
        if contents is None or stored is None or not self._match.seen.isdisjoint(course.id for course in stored):
            return None
        self.memory.remember_contents(page.url, contents)
        return contents

    def _take_contents(self, sighting: Sighting, contents: Contents) -> None:
        """Take all that an unchanged page holds, as if it had been read."""
        self.report.formats.add(contents.importer)
        self.report.found += len(contents.records)
        self.report.instances += contents.instances
        for remark in contents.remarks:
            self.report.remark(remark)
        stored = self._unchanged.all_of(contents, sighting.page_url) or ()
        for course, (_, where) in zip(stored, contents.records, strict=True):
            self._meet_again(course, sighting.page_url, where)

    def _meet_again(self, stored: StoredCourse, page_url: str, where: str) -> None:
        """Note that the course was seen as it was, and nothing else."""
        self._match.meet(stored.id, (page_url, where))
        self._touched.append(stored.id)
        self._read_as_stored.append(stored.id)
        self.report.add(stored.report(page_url, where))

    def _settle(self, item: Item) -> None:
        """Report the item, or leave it to be stored with its batch."""
        if item.record is not None and item.outcome is not Outcome.REJECTED:
            self._fills.add(item.record)
        if item.outcome is None:
            self._batch.append(item)
            return
        if item.outcome is Outcome.REJECTED:
            self._unseen.treat_as_seen(item.draft.url, item.draft.external_id)
            self.memory.read_again_later(item.page_url)
        elif item.course_id:
            self._touched.append(item.course_id)
            if not item.message:  # a message says that the course is another source's
                self._rewritten.append(item)
        self.report.add(ItemReport.of(item))

    def _item(self, sighting: Sighting, draft: CourseDraft) -> Item:
        self.report.formats.add(sighting.importer)
        self.report.found += 1
        self.report.instances += len(draft.instances)
        return Item(draft=draft, page_url=sighting.page_url, importer=sighting.importer, defaults=self._defaults)

    def _hide(self, sighting: Sighting, why: Text) -> None:
        """Keep what the sighting hides from being taken for gone."""
        if sighting.hides is not None:
            self._unseen.add(sighting.hides, why)

    def _flush(self, crawl: Crawl) -> None:
        """Store the batch, its notes for the index and its part of the journal in one transaction."""
        for item in self._store.store(self._batch, self._losses):
            self.report.add(ItemReport.of(item))
            self._match.seen.add(item.course_id or 0)
            self._note_held_back(item)
        for item in self._losses.items:
            self.memory.read_again_later(item.page_url)  # if the run is interrupted, the item is not stored
        self._unindexed += len(self._batch)
        self._note_unchanged()
        self.memory.keep()
        self._batch = []
        self._rewritten = []
        self._touched = []
        self._flush_at = time.monotonic() + SECONDS_BETWEEN_HEARTBEATS
        self.report.pages = crawl.pages_read
        self.report.pages_skipped = len(self.memory.skipped)
        self.report.requests, self.report.received_bytes = crawl.traffic()
        self._journal.keep(self.report)
        self._session.commit()
        if self._unindexed >= RECORDS_BETWEEN_INDEXING and not self._options.dry_run:
            self._index()
        self._progress(self.report)

    def _note_held_back(self, item: Item) -> None:
        """Have a page with a value that was not taken read again, whatever its site says of it."""
        for name in item.held:
            self._courses_held_back.setdefault(name, set()).add(item.course_id or 0)
        if item.held:
            self.memory.read_again_later(item.page_url)

    def _note_unchanged(self) -> None:
        if not self._options.dry_run:
            mark_as_checked(self._session, self._touched)
            update_draft_marks(self._session, self._rewritten)

    def _finish(self, crawl: Crawl) -> None:
        self._settle_losses(crawl)
        if self._courses_held_back:
            courses = set[int]().union(*self._courses_held_back.values())
            self.report.notices.append(flapping_notice(len(courses), list(self._courses_held_back)))
        self._match.seen.update(self._count_unread())
        self._unseen.compare(self._earlier, crawl.looks, skipped=bool(self.memory.skipped))
        missing = find_missing(self._session, self._source, self._match.seen, self._unseen) if self._source.id else []
        dry_run = self._options.dry_run
        share = self._options.withdrawal_share
        gone = (
            missing if self.report.complete else [course for course in missing if course.external_id in self._deleted]
        )
        withdraw_missing(self._session, self._source, gone, share, self.report, dry_run=dry_run)
        if dry_run:
            return
        self._session.refresh(self._source, ["accepted_losses"])  # losses accepted during this run are for the next one
        newly_accepted = set(self._source.accepted_losses) - self._options.accepted
        self._source.accepted_losses = sorted(newly_accepted)
        self._journal.keep(self.report)
        self._session.commit()
        self._index()

    def _settle_losses(self, crawl: Crawl) -> None:
        """Raise the run's alarms, and store what would empty fields, but for those that an alarm is about."""
        self._fills.add_stored(self._session, self._read_as_stored)
        nothing_found = None if self.report.partial else self._earlier.nothing_found(self.report.found)
        lost = [each for each in self._earlier.lost(self._fills, self._options.accepted) if self._is_lost(each.key)]
        self.report.alarms = [*([nothing_found] if nothing_found else []), *lost]
        self.report.fills = self._fills.as_json()
        self.report.notices += [alarm.message for alarm in self.report.alarms]
        losing = self._losses.items
        self._losses = PendingLosses()
        for items in in_batches(losing, RECORDS_PER_BATCH):
            self._store.settle(items, {alarm.key for alarm in lost})
            for item in items:
                self.report.add(ItemReport.of(item))
                self._note_held_back(item)
            self._flush(crawl)

    def _is_lost(self, field: str) -> bool:
        """Say whether an alarm is due: dates that are over are not lost, as a programme may simply end."""
        return (
            field not in ALARMING_INSTANCE_FIELDS
            or self._losses.of_field[field] > 0
            or self.report.outcomes[Outcome.CREATED] > 0
        )

    def _count_unread(self) -> list[int]:
        """Count the courses on pages that were not read again as unchanged, and return their ids."""
        unread = [course_id for course_id in self.memory.courses() if course_id not in self._match.seen]
        self.report.unchanged_unread(len(unread))
        mark_as_checked(self._session, unread)
        return unread

    def _index(self) -> None:
        bring_index_up_to_date(self._session, self._engine)
        self._unindexed = 0
