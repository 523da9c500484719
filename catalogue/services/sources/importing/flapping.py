"""Values that go back and forth between runs or sources: noticed and held back, instead of being "updated" endlessly.

A value that comes back once may be a correction taken back. When a field returns for the second time to a value that it
has had, the site is inconsistent or two sources disagree: the course keeps what it has, and the run says so. If the
next run says the same again, the source has settled, and the value is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.fields import field_label
from catalogue.domain.text.messages import N_, Message, joined_messages
from catalogue.ingestion.item import Outcome
from catalogue.models import ImportItem, ImportRun
from catalogue.models.columns import now
from catalogue.services.database.id_batches import in_batches

LOOK_BACK = timedelta(days=90)
"""Older changes say nothing of today's source."""
MIN_RETURNS = 2
"""Returns to an earlier value after which changes of a field are held back."""
Change = tuple[object, object]


class FlappingValues:
    """What earlier runs, of whatever source, changed in some courses."""

    def __init__(self, session: Session, course_ids: Collection[int]) -> None:
        self._changes: defaultdict[int | None, list[Mapping[str, list[object]]]] = defaultdict(list)
        self._held: dict[int | None, Mapping[str, list[object]]] = {}
        updates = select(ImportItem.course_id, ImportItem.changes).join(ImportRun, ImportItem.run_id == ImportRun.id)
        updates = updates.where(ImportRun.started_at > now() - LOOK_BACK, ImportItem.outcome == Outcome.UPDATED)
        for ids in in_batches(course_ids, 500):
            for course_id, changes in session.execute(
                updates.where(ImportItem.course_id.in_(ids)).order_by(ImportItem.id)
            ):
                self._changes[course_id].append(changes)
            latest = select(func.max(ImportItem.id)).where(ImportItem.course_id.in_(ids)).group_by(ImportItem.course_id)
            query = select(ImportItem.course_id, ImportItem.held).where(ImportItem.id.in_(latest))
            self._held |= dict(iter(session.execute(query)))

    def of(self, course_id: int, differences: Mapping[str, Change]) -> dict[str, Change]:
        """Return those of the differences that the course does not take now."""
        earlier = self._changes.get(course_id)
        if not earlier:
            return {}
        held_last_time = self._held.get(course_id, {})
        return {
            name: change
            for name, change in differences.items()
            if _returns([changes[name] for changes in earlier if name in changes], change) >= MIN_RETURNS
            and list(held_last_time.get(name, ())) != list(change)
        }


def _returns(earlier: Collection[list[object]], change: Change) -> int:
    """Return how often a field went back to a value it had left, if this change is such a return; else 0."""
    left: list[object] = []
    returns = 0
    back = False
    for before, after in (*earlier, change):
        left.append(before)
        back = after in left
        returns += back
    return returns if back else 0


def held_back_message(fields: Collection[str]) -> Message:
    """Return the message on a course whose values were held back."""
    text = N_(
        "Goes back and forth between the same values, so the course keeps what it has: %(fields)s. "
        "If the next run reads the same again, it is taken."
    )
    return Message(text, fields=joined_messages([field_label(name) for name in fields]))


def flapping_notice(courses: int, fields: Collection[str]) -> Message:
    """Return the notice on a run in which values of courses were held back."""
    text = N_(
        "Values go back and forth between the same two in so many courses: %(courses)s (%(fields)s). They were left "
        "as they are; see whether the page shows now one and now the other, or whether two sources disagree."
    )
    return Message(text, courses=courses, fields=joined_messages([field_label(name) for name in fields]))
