"""What runs did, for those who answer for a source: one run, its errors in groups, its history, two side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.course.fields import ALARMING
from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.sources.run_states import RunStatus
from catalogue.ingestion.item import Outcome
from catalogue.models import ImportItem, ImportRun, Source

OUTCOMES = tuple(Outcome)
PER_PAGE = 50
HISTORY = 30
GROUPS = 20
COMPARED = 200

_SPECIFIC = re.compile(r"https?://\S+|'[^']*'|\"[^\"]*\"|\d[\d.,:]*")


def may_manage(actor: Actor, source: Source) -> bool:
    """A provider's owners answer for its sources; those of no provider are the moderators'."""
    if source.provider is None:
        return may(actor, Act.MODERATE)
    return may(actor, Act.MANAGE_SOURCES, provider=source.provider.key)


def run_by_id(session: Session, run_id: int) -> ImportRun | None:
    """The run with its source."""
    return session.get(ImportRun, run_id, options=[joinedload(ImportRun.source)])


def history(session: Session, source: Source, limit: int = HISTORY) -> Sequence[ImportRun]:
    """The source's latest runs, oldest first."""
    query = select(ImportRun).where(ImportRun.source_id == source.id).order_by(ImportRun.id.desc()).limit(limit)
    return list(reversed(session.scalars(query).all()))


def run_before(session: Session, run: ImportRun) -> ImportRun | None:
    """The run of the same source that ended before this one."""
    earlier = select(ImportRun).where(ImportRun.source_id == run.source_id, ImportRun.id < run.id)
    return session.scalar(earlier.where(ImportRun.status == RunStatus.DONE).order_by(ImportRun.id.desc()).limit(1))


def latest_alarm(session: Session, source: Source) -> ImportRun | None:
    """The source's latest run that ended well, if it raised an alarm."""
    ended = select(ImportRun).where(ImportRun.source_id == source.id, ImportRun.status == RunStatus.DONE)
    run = session.scalar(ended.order_by(ImportRun.id.desc()).limit(1))
    return run if run and run.alarms else None


def lost_in(run: ImportRun) -> list[str]:
    """The fields that nearly all courses would have lost in the run."""
    return [key for key in run.alarms if key in ALARMING]


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Some records of a run; ``total`` is how many there are of this outcome."""

    items: Sequence[ImportItem]
    total: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PER_PAGE))


def items_of(session: Session, run: ImportRun, outcome: str = "", page: int = 1) -> ItemPage:
    """The run's records with this outcome, or with any; a page that is not there is the nearest that is."""
    wanted: list[ColumnElement[bool]] = [ImportItem.run_id == run.id]
    if outcome in OUTCOMES:
        wanted.append(ImportItem.outcome == outcome)
    total = session.scalar(select(func.count()).select_from(ImportItem).where(*wanted)) or 0
    page = min(max(1, page), max(1, -(-total // PER_PAGE)))
    query = select(ImportItem).where(*wanted).order_by(ImportItem.id).offset((page - 1) * PER_PAGE).limit(PER_PAGE)
    return ItemPage(session.scalars(query).all(), total, page)


@dataclass(slots=True)
class ErrorGroup:
    """Records that were rejected for one reason; ``example`` is the first of them."""

    stage: str
    example: ImportItem
    count: int = 0


def errors_of(session: Session, run: ImportRun) -> list[ErrorGroup]:
    """Why records were rejected, most frequent first; messages that differ in names and figures only are one reason."""
    rejected = select(ImportItem).where(ImportItem.run_id == run.id, ImportItem.outcome == Outcome.REJECTED)
    groups: dict[tuple[str, str], ErrorGroup] = {}
    for item in session.scalars(rejected.order_by(ImportItem.id).limit(5000)):
        kind = (item.stage, _SPECIFIC.sub("…", item.message))
        groups.setdefault(kind, ErrorGroup(item.stage, item)).count += 1
    return sorted(groups.values(), key=lambda group: -group.count)[:GROUPS]


@dataclass(frozen=True, slots=True)
class Difference:
    """One record in two runs; None where a run did not list it."""

    title: str
    course_id: int | None
    before: ImportItem | None
    after: ImportItem | None


def compare(session: Session, before: ImportRun, after: ImportRun) -> list[Difference]:
    """Records of which the later run said something else: come, gone, rejected or changed; at most ``COMPARED``."""
    old, new = _by_identity(session, before), _by_identity(session, after)
    found = []
    for identity in dict.fromkeys([*new, *old]):
        one, other = old.get(identity), new.get(identity)
        known = other or one
        if known is not None and (one is None or other is None or _differs(one, other)):
            found.append(Difference(known.title, known.course_id, one, other))
    return found[:COMPARED]


def _differs(one: ImportItem, other: ImportItem) -> bool:
    if (one.outcome == Outcome.REJECTED) != (other.outcome == Outcome.REJECTED):
        return True
    return bool(other.changes) or (
        other.outcome in (Outcome.WITHDRAWN, Outcome.REJECTED) and one.message != other.message
    )


def _by_identity(session: Session, run: ImportRun) -> dict[str, ImportItem]:
    items = session.scalars(select(ImportItem).where(ImportItem.run_id == run.id).order_by(ImportItem.id).limit(20_000))
    return {item.external_id or item.url or f"{item.page_url} {item.location}": item for item in items}
