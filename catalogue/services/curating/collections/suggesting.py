"""Courses that other regions chose and this collection has not."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.search.collections import Choice, State
from catalogue.models import Collection, CollectionCourse, Course
from catalogue.services.courses.loading import courses_by_ids

MAX_SUGGESTIONS = 5


def chosen_elsewhere(session: Session, collection: Collection) -> Sequence[Course]:
    """Return up to ``MAX_SUGGESTIONS`` courses that collections of other regions pinned, the most pinned first.

    Courses that this collection decided on are left out, and those that its readers could hardly take: courses held
    elsewhere in a language that the collection has no text in.
    """
    decided = select(CollectionCourse.course_id).where(CollectionCourse.collection_id == collection.id)
    within_reach = or_(Course.language.in_([*collection.texts]), Course.delivery_mode == "online")
    query = (
        select(CollectionCourse.course_id)
        .join(Collection, Collection.id == CollectionCourse.collection_id)
        .join(Course, Course.id == CollectionCourse.course_id)
        .where(Collection.state == State.PUBLISHED, Collection.region != collection.region)
        .where(CollectionCourse.choice == Choice.PINNED, Course.status == CourseStatus.PUBLISHED, within_reach)
        .where(CollectionCourse.course_id.not_in(decided))
        .group_by(CollectionCourse.course_id)
        .order_by(func.count().desc(), CollectionCourse.course_id)
    )
    return courses_by_ids(session, session.scalars(query.limit(MAX_SUGGESTIONS)).all())
