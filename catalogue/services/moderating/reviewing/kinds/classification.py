"""Courses of whose skill areas we are not sure: a person says which are right."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.course.records import TOLD_BY_US, CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import LAPSED
from catalogue.models import Course, CourseSkillArea, Review
from catalogue.services.learning.skills.deciding import decide_areas
from catalogue.services.learning.skills.telling_areas import DOUBTFUL, TRIED
from catalogue.services.moderating.reviewing.contract import Kind, Shown
from catalogue.services.moderating.reviewing.queue import open_review

KIND = "classification"


def find(session: Session, room: int) -> int:
    """Open items for the courses that we are least sure of; what was decided once is not asked again."""
    known = select(Review.id).where(Review.kind == KIND, Review.subject_id == Course.id, Review.outcome != LAPSED)
    found = session.scalars(_doubtful().where(~known.exists()).limit(room)).all()
    for course in found:
        open_review(session, KIND, course.id, course.title, provider=course.provider)
    return len(found)


def _doubtful() -> Select[Course]:
    """Courses without an area that we are sure of: those first to which none could be given at all."""
    told = CourseSkillArea.course_id == Course.id
    sureness = select(func.max(CourseSkillArea.confidence)).where(told).scalar_subquery()
    looked_at = Course.origins[TRIED].as_string() == "yes"
    ours = CourseSkillArea.origin.in_(TOLD_BY_US)
    enough = or_(CourseSkillArea.confidence > DOUBTFUL, CourseSkillArea.place == EvidencePlace.TITLE)
    surely = Course.skill_areas.any(or_(~ours, enough))
    unsure = select(Course).where(Course.status == CourseStatus.PUBLISHED, looked_at, ~surely)
    return unsure.order_by(sureness.nulls_first(), Course.id)


def is_moot(session: Session, review: Review) -> bool:
    """A person has said which areas are right, the source now does, or the course is no longer offered."""
    course = session.get(Course, review.subject_id)
    if course is None or course.status != CourseStatus.PUBLISHED or "skill_areas" in course.locked:
        return True
    return any(_is_sure(area) for area in course.skill_areas)


def _is_sure(area: CourseSkillArea) -> bool:
    return area.origin not in TOLD_BY_US or area.place == EvidencePlace.TITLE or (area.confidence or 0) > DOUBTFUL


def show(session: Session, review: Review) -> Shown:
    """The course and what was told of it."""
    course = session.get(Course, review.subject_id)
    return Shown(
        course_slug=course.slug if course else "",
        course_url=course.url if course else "",
        classified=course is not None and course.status == CourseStatus.PUBLISHED,
    )


def right(session: Session, review: Review, actor: Actor) -> None:
    """The areas are right as they are."""
    course = session.get_one(Course, review.subject_id)
    decide_areas(session, actor, course, [area.area_key for area in course.skill_areas])


def wrong(session: Session, review: Review, actor: Actor) -> None:
    """None of those that we told ourselves is right."""
    course = session.get_one(Course, review.subject_id)
    decide_areas(session, actor, course, [one.area_key for one in course.skill_areas if one.origin not in TOLD_BY_US])


CLASSIFICATION = Kind(KIND, show, right, wrong, reasoned=frozenset(), find=find, is_moot=is_moot)
