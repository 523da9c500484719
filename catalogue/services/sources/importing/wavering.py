"""Values that go back and forth between runs or sources: noticed, and held still, not endlessly "updated".

A value that comes back once may be a correction taken back. The second return of a field to a value that it has had is
a site that cannot decide, or two sources that disagree: the course keeps what it has, and the run says so. Should the
next run say the same again, the source has settled, and the value is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.fields import field_label
from catalogue.domain.text.messages import N_, Message, listed
from catalogue.ingestion.item import Outcome
from catalogue.models import ImportItem, ImportRun
from catalogue.models.columns import now
from catalogue.services.courses.id_batches import in_batches

SPAN = timedelta(days=90)
"""Changes that lie longer back say nothing of today's source."""
RETURNS = 2
"""Returns to an earlier value at which a field is said to waver."""
Change = tuple[object, object]


class Wavering:
    """What earlier runs, of whatever source, changed in some courses."""

    def __init__(self, session: Session, course_ids: Collection[int]) -> None:
        self._changes: defaultdict[int | None, list[Mapping[str, list[object]]]] = defaultdict(list)
        self._held: dict[int | None, Mapping[str, list[object]]] = {}
        changed = select(ImportItem.course_id, ImportItem.changes).join(ImportRun, ImportItem.run_id == ImportRun.id)
        changed = changed.where(ImportRun.started_at > now() - SPAN, ImportItem.outcome == Outcome.UPDATED)
        for ids in in_batches(course_ids, 500):
            for course_id, changes in session.execute(
                changed.where(ImportItem.course_id.in_(ids)).order_by(ImportItem.id)
            ):
                self._changes[course_id].append(changes)
            latest = select(func.max(ImportItem.id)).where(ImportItem.course_id.in_(ids)).group_by(ImportItem.course_id)
            said = select(ImportItem.course_id, ImportItem.held).where(ImportItem.id.in_(latest))
            self._held |= dict(iter(session.execute(said)))

    def of(self, course_id: int, differences: Mapping[str, Change]) -> dict[str, Change]:
        """Those of the differences that the course does not take now."""
        earlier = self._changes.get(course_id)
        if not earlier:
            return {}
        insisted = self._held.get(course_id, {})
        return {
            name: change
            for name, change in differences.items()
            if _returns([one[name] for one in earlier if name in one], change) >= RETURNS
            and list(insisted.get(name, ())) != list(change)
        }


def _returns(earlier: Collection[list[object]], change: Change) -> int:
    """How often a field went back to a value it had left, if this change is such a return; else 0."""
    left: list[object] = []
    returns, back = 0, False
    for before, after in (*earlier, change):
        left.append(before)
        back = after in left
        returns += back
    return returns if back else 0


def held_message(fields: Collection[str]) -> Message:
    """What is said of a course that does not follow."""
    text = N_(
        "Goes back and forth between the same values, so the course keeps what it has: %(fields)s. "
        "If the next run reads the same again, it is taken."
    )
    return Message(text, fields=listed([field_label(name) for name in fields]))


def notice_of(courses: int, fields: Collection[str]) -> Message:
    """What is said of a run in which courses did not follow."""
    text = N_(
        "Values go back and forth between the same two in so many courses: %(courses)s (%(fields)s). They were left "
        "as they are; see whether the page shows now one and now the other, or whether two sources disagree."
    )
    return Message(text, courses=courses, fields=listed([field_label(name) for name in fields]))
