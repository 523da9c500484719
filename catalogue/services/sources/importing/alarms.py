"""Alarms: a source in which suddenly nothing is found, or a field is missing that its courses always had.

A value that is gone at the source is removed here, one course at a time. A field that nearly all courses lose at once
has most likely not gone: the page changed, and we look in the wrong place. So, as with courses that would all vanish in
one run (``withdrawal``), nothing is emptied and a person is asked; if they confirm that the values are gone, the next
run empties them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.fields import ALARMING_FIELDS, field_label
from catalogue.domain.sources.run_states import RunStatus
from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contents import PageTraits
from catalogue.models import ImportRun, Source, SourcePage
from catalogue.services.sources.importing.field_coverage import FieldCoverage

NOTHING_FOUND = "found"
MIN_COURSES_FOR_SHARE = 5
"""With fewer courses a share says nothing."""
NEARLY_ALL_SHARE = 0.8
NEARLY_NONE_SHARE = 0.1
RUNS_COMPARED = 3
"""Earlier runs in each of which nearly all courses must have had the field, as far as there are so many."""
_MAX_RUNS_LOADED = 20


@dataclass(frozen=True, slots=True)
class Alarm:
    """``key`` is a field that alarms, and shares are in percent; or it is ``NOTHING_FOUND``, and they are courses."""

    key: str
    before: int
    now: int

    @property
    def message(self) -> Message:
        if self.key == NOTHING_FOUND:
            return Message(
                N_("No course was found; the run before found %(before)s. The page may have changed."),
                before=self.before,
            )
        return Message(
            N_(
                "%(field)s: %(before)s%% of courses had it, now %(now)s%%. What is published keeps it; "
                "mend the page or how it is read, or say that it is really gone."
            ),
            field=field_label(self.key),
            before=self.before,
            now=self.now,
        )


class EarlierRuns:
    """What the source's earlier runs had found, newest first."""

    def __init__(self, session: Session, source: Source) -> None:
        columns = (ImportRun.found, ImportRun.fills, ImportRun.alarms, ImportRun.format)
        query = select(*columns).where(ImportRun.source_id == source.id, ImportRun.status == RunStatus.DONE)
        looks = SourcePage.contents["looks"].as_json()
        pages = session.execute(select(SourcePage.url, looks).where(SourcePage.source_id == source.id))
        self.looks: dict[str, PageTraits] = {url: PageTraits(*look) for url, look in pages if look}
        """What each page looked like when it was last read, by its address."""
        self._runs = (
            session.execute(query.order_by(ImportRun.id.desc()).limit(_MAX_RUNS_LOADED)).all() if source.id else []
        )

    def nothing_found(self, found: int) -> Alarm | None:
        """Return an alarm if nothing was found, and the latest run that raised no such alarm found something."""
        before = next((run.found for run in self._runs if NOTHING_FOUND not in run.alarms), 0)
        return Alarm(NOTHING_FOUND, before, 0) if before and not found else None

    def formats(self) -> frozenset[str]:
        """Return the keys of the importers that were used by the latest run that found anything."""
        formats = next((run.format for run in self._runs if run.found), "")
        return frozenset(formats.split(",")) - {""}

    def lost(self, fills: FieldCoverage, accepted: Collection[str]) -> list[Alarm]:
        """Return alarms for fields that nearly all courses had in each of the latest runs, and nearly none has now.

        Fields that are ``accepted`` as lost raise none, and too few courses none at all.
        """
        if fills.read < MIN_COURSES_FOR_SHARE:
            return []
        suspicious = [
            name for name in ALARMING_FIELDS if fills.share(name) <= NEARLY_NONE_SHARE and name not in accepted
        ]
        alarms = ((name, self._share(name)) for name in suspicious)
        return [Alarm(name, round(100 * share), round(100 * fills.share(name))) for name, share in alarms if share]

    def _share(self, field: str) -> float:
        """Return how many courses of the latest runs had the field, 0 to 1; 0 if any of these runs had few of them."""
        stored = [
            run.fills
            for run in self._runs
            if field not in run.alarms and run.fills.get("read", 0) >= MIN_COURSES_FOR_SHARE
        ]
        per_run = [FieldCoverage.pooled([fills]) for fills in stored[:RUNS_COMPARED]]
        had_it = bool(per_run) and all(fills.share(field) >= NEARLY_ALL_SHARE for fills in per_run)
        return FieldCoverage.pooled(stored[:RUNS_COMPARED]).share(field) if had_it else 0.0
