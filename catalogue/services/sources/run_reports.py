"""Reports of runs for those who manage a source: one run, its errors in groups, all runs, two side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.course.fields import ALARMING_FIELDS
from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.sources.run_states import RunStatus
from catalogue.ingestion.item import Outcome
from catalogue.models import ImportItem, ImportRun, Source

OUTCOMES = tuple(Outcome)
ITEMS_PER_PAGE = 50
MAX_RUNS_IN_HISTORY = 30
MAX_ERROR_GROUPS = 20
MAX_DIFFERENCES = 200

_SPECIFIC = re.compile(r"https?://\S+|'[^']*'|\"[^\"]*\"|\d[\d.,:]*")


def may_manage_source(actor: Actor, source: Source) -> bool:
    """Say whether the actor may manage a source: its provider's owners may, or the moderators if it has no provider."""
    if source.provider is None:
        return may(actor, Act.MODERATE)
    return may(actor, Act.MANAGE_SOURCES, provider=source.provider.key)


def run_by_id(session: Session, run_id: int) -> ImportRun | None:
    """Return the run with its source."""
    return session.get(ImportRun, run_id, options=[joinedload(ImportRun.source)])


def recent_runs(session: Session, source: Source, limit: int = MAX_RUNS_IN_HISTORY) -> Sequence[ImportRun]:
    """Return the source's latest runs, oldest first."""
    query = select(ImportRun).where(ImportRun.source_id == source.id).order_by(ImportRun.id.desc()).limit(limit)
    return list(reversed(session.scalars(query).all()))


def previous_run(session: Session, run: ImportRun) -> ImportRun | None:
    """Return the latest run of the same source that was done before this one."""
    earlier = select(ImportRun).where(ImportRun.source_id == run.source_id, ImportRun.id < run.id)
    return session.scalar(earlier.where(ImportRun.status == RunStatus.DONE).order_by(ImportRun.id.desc()).limit(1))


def latest_alarm(session: Session, source: Source) -> ImportRun | None:
    """Return the source's latest run that ended well, if it raised an alarm."""
    ended = select(ImportRun).where(ImportRun.source_id == source.id, ImportRun.status == RunStatus.DONE)
    run = session.scalar(ended.order_by(ImportRun.id.desc()).limit(1))
    return run if run and run.alarms else None


def fields_lost_in(run: ImportRun) -> list[str]:
    """Return the fields that nearly all courses would have lost in the run."""
    return [key for key in run.alarms if key in ALARMING_FIELDS]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Some records of a run; ``total`` is how many there are of this outcome."""

    items: Sequence[ImportItem]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // ITEMS_PER_PAGE))


def run_items(session: Session, run: ImportRun, outcome: str = "", page: int = 1) -> ItemPage:
    """Return a page of the run's records with this outcome, or with any; for no such page, the nearest one."""
    conditions: list[ColumnElement[bool]] = [ImportItem.run_id == run.id]
    if outcome in OUTCOMES:
        conditions.append(ImportItem.outcome == outcome)
    total = session.scalar(select(func.count()).select_from(ImportItem).where(*conditions)) or 0
    page = min(max(1, page), max(1, -(-total // ITEMS_PER_PAGE)))
    query = (
        select(ImportItem)
        .where(*conditions)
        .order_by(ImportItem.id)
        .offset((page - 1) * ITEMS_PER_PAGE)
        .limit(ITEMS_PER_PAGE)
    )
    return ItemPage(session.scalars(query).all(), total, page)


@dataclass(slots=True)
class ErrorGroup:
    """Records that were rejected for one reason; ``example`` is the first of them."""

    stage: str
    example: ImportItem
    count: int = 0


def error_groups(session: Session, run: ImportRun) -> list[ErrorGroup]:
    """Return why records were rejected, most frequent first.

    Messages that differ only in names and figures are one reason.
    """
    rejected = select(ImportItem).where(ImportItem.run_id == run.id, ImportItem.outcome == Outcome.REJECTED)
    groups: dict[tuple[str, str], ErrorGroup] = {}
    for item in session.scalars(rejected.order_by(ImportItem.id).limit(5000)):
        kind = (item.stage, _SPECIFIC.sub("…", item.message))
        groups.setdefault(kind, ErrorGroup(item.stage, item)).count += 1
    return sorted(groups.values(), key=lambda group: -group.count)[:MAX_ERROR_GROUPS]


@dataclass(frozen=True, slots=True)
class Difference:
    """One record in two runs; None where a run did not list it."""

    title: str
    course_id: int | None
    before: ImportItem | None
    after: ImportItem | None


def compare_runs(session: Session, before: ImportRun, after: ImportRun) -> list[Difference]:
    """Return records that differ between two runs: new, gone, rejected or changed; at most ``MAX_DIFFERENCES``."""
    old = _by_identity(session, before)
    new = _by_identity(session, after)
    found = []
    for identity in dict.fromkeys([*new, *old]):
        earlier, later = old.get(identity), new.get(identity)
        shown = later or earlier
        if shown is not None and (earlier is None or later is None or _differs(earlier, later)):
            found.append(Difference(shown.title, shown.course_id, earlier, later))
    return found[:MAX_DIFFERENCES]


def _differs(earlier: ImportItem, later: ImportItem) -> bool:
    if (earlier.outcome == Outcome.REJECTED) != (later.outcome == Outcome.REJECTED):
        return True
    return bool(later.changes) or (
        later.outcome in (Outcome.WITHDRAWN, Outcome.REJECTED) and earlier.message != later.message
    )


def _by_identity(session: Session, run: ImportRun) -> dict[str, ImportItem]:
    items = session.scalars(select(ImportItem).where(ImportItem.run_id == run.id).order_by(ImportItem.id).limit(20_000))
    return {item.external_id or item.url or f"{item.page_url} {item.location}": item for item in items}
