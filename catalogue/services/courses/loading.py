"""Reading single courses and short lists of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course, CourseSlug, Provider
from catalogue.search.analysis import base_language

LOAD_WHOLE_COURSE = (
    joinedload(Course.provider),
    joinedload(Course.source),
    joinedload(Course.replaced_by),
    selectinload(Course.instances),
    selectinload(Course.skill_areas),
    selectinload(Course.skills),
    selectinload(Course.job_roles),
)


def course_by_slug(session: Session, slug: str) -> Course | None:
    """Return the course at this address, or at one it had before: compare its ``slug`` to redirect."""
    found = session.scalar(select(Course).where(Course.slug == slug).options(*LOAD_WHOLE_COURSE))
    if found is None and (moved := session.get(CourseSlug, slug)):
        found = course_by_id(session, moved.course_id)
    return found


def course_by_id(session: Session, course_id: int) -> Course | None:
    """Return the course with this id, whatever its status."""
    return session.scalar(select(Course).where(Course.id == course_id).options(*LOAD_WHOLE_COURSE))


def courses_by_ids(session: Session, ids: Sequence[int]) -> Sequence[Course]:
    """Return the courses with these ids, in this order; those that are gone are left out."""
    found = {
        course.id: course
        for course in session.scalars(select(Course).where(Course.id.in_(ids)).options(*LOAD_WHOLE_COURSE))
    }
    return [found[number] for number in ids if number in found]


def ids_of_slugs(session: Session, slugs: Sequence[str]) -> list[int]:
    """Return the ids of the courses at these addresses, in their order."""
    if not slugs:
        return []
    rows = session.execute(select(Course.slug, Course.id).where(Course.slug.in_(slugs)))
    found = {row.slug: row.id for row in rows}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]


def newest_courses(session: Session, limit: int, reads: Sequence[str] = ()) -> Sequence[Course]:
    """Return the newest published courses, of as many providers as there are, so that no large import fills them; of
    twice as many those first that are in one of the languages that the reader ``reads``."""
    newest = _newest_courses(session, 2 * limit if reads else limit)
    return sorted(newest, key=lambda course: bool(reads) and base_language(course.language) not in ("", *reads))[:limit]


def _newest_courses(session: Session, limit: int) -> Sequence[Course]:
    newest = select(Course.id).where(Course.status == CourseStatus.PUBLISHED).order_by(Course.id.desc())
    newest_of_provider = newest.where(Course.provider_id == Provider.id).limit(1).scalar_subquery().label("course")
    newest_of_each = (
        select(newest_of_provider).select_from(Provider).order_by(newest_of_provider.desc().nulls_last()).limit(limit)
    )
    ids = [course for course in session.scalars(newest_of_each) if course]
    others = session.scalars(newest.limit(2 * limit)).all() if len(ids) < limit else ()
    return courses_by_ids(session, list(dict.fromkeys([*ids, *others]))[:limit])


def provider_by_key(session: Session, key: str) -> Provider | None:
    """Return the provider with this key."""
    return session.scalar(select(Provider).where(Provider.key == key))
