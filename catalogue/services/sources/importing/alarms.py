"""Alarms: a source in which suddenly nothing is found, or a field is missing that its courses always had.

A value gone at the source goes here, one course at a time. A field that nearly all courses lose at once has most
likely not gone: the page changed, and we look in the wrong place. So, as with courses that would all vanish in one run
(``withdrawal``), nothing is emptied and a person is asked; who knows that the values are gone says so, and the next
run empties them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.fields import ALARMING, field_label
from catalogue.domain.sources.run_states import RunStatus
from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contents import Looks
from catalogue.models import ImportRun, Source, SourcePage
from catalogue.services.sources.importing.fills import Fills

NOTHING_FOUND = "found"
FEWEST = 5
"""Courses below which a share says nothing."""
NEARLY_ALL = 0.8
NEARLY_NONE = 0.1
LOOKED_AT = 3
"""Earlier runs that a field must have been there in, each of them, as far as there are so many."""
_LATEST = 20


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


class Earlier:
    """What the source's earlier runs had found, newest first."""

    def __init__(self, session: Session, source: Source) -> None:
        columns = (ImportRun.found, ImportRun.fills, ImportRun.alarms, ImportRun.format)
        query = select(*columns).where(ImportRun.source_id == source.id, ImportRun.status == RunStatus.DONE)
        looks = SourcePage.contents["looks"].as_json()
        pages = session.execute(select(SourcePage.url, looks).where(SourcePage.source_id == source.id))
        self.looks: dict[str, Looks] = {url: Looks(*said) for url, said in pages if said}
        """By what each page was told from others when it was last read."""
        self._runs = session.execute(query.order_by(ImportRun.id.desc()).limit(_LATEST)).all() if source.id else []

    def nothing_found(self, found: int) -> Alarm | None:
        """Nothing, where the latest run that raised no such alarm found something."""
        before = next((run.found for run in self._runs if NOTHING_FOUND not in run.alarms), 0)
        return Alarm(NOTHING_FOUND, before, 0) if before and not found else None

    def formats(self) -> frozenset[str]:
        """The importers by which the latest run that found anything found it."""
        said = next((run.format for run in self._runs if run.found), "")
        return frozenset(said.split(",")) - {""}

    def lost(self, fills: Fills, accepted: Collection[str]) -> list[Alarm]:
        """Fields that nearly all courses had in each of the latest runs, and nearly none has now."""
        if fills.read < FEWEST:
            return []
        suspicious = [name for name in ALARMING if fills.share(name) <= NEARLY_NONE and name not in accepted]
        alarms = ((name, self._share(name)) for name in suspicious)
        return [Alarm(name, round(100 * share), round(100 * fills.share(name))) for name, share in alarms if share]

    def _share(self, field: str) -> float:
        """Of the courses of the latest runs, how many had the field; 0 if they were few in any of them."""
        kept = [run.fills for run in self._runs if field not in run.alarms and run.fills.get("read", 0) >= FEWEST]
        each = [Fills.pooled([one]) for one in kept[:LOOKED_AT]]
        sound = bool(each) and all(fills.share(field) >= NEARLY_ALL for fills in each)
        return Fills.pooled(kept[:LOOKED_AT]).share(field) if sound else 0.0
