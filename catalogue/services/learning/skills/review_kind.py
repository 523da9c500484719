"""Reviews of courses of whose skill areas we are not sure; a person says which are right."""

from __future__ import annotations

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.domain.course.records import INFERRED_ORIGINS, CourseStatus
from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import LAPSED_OUTCOME
from catalogue.models import Course, CourseSkillArea, Review
from catalogue.services.learning.skills.classify_areas import AREAS_LOOKED_FOR, MAX_DOUBTFUL_CONFIDENCE
from catalogue.services.learning.skills.decisions import decide_areas
from catalogue.services.reviewing.contract import ReviewDetails, ReviewKind
from catalogue.services.reviewing.queue import open_review

KIND_KEY = "classification"


def find(session: Session, limit: int) -> int:
    """Open up to ``limit`` items for the courses that we are least sure of; return how many.

    A course that was decided on once is not asked about again.
    """
    known = select(Review.id).where(
        Review.kind == KIND_KEY, Review.subject_id == Course.id, Review.outcome != LAPSED_OUTCOME
    )
    found = session.scalars(_doubtful().where(~known.exists()).limit(limit)).all()
    for course in found:
        open_review(session, KIND_KEY, course.id, course.title, provider=course.provider)
    return len(found)


def _doubtful() -> Select[Course]:
    """Return the query of courses without an area that we are sure of, those without any area first."""
    told = CourseSkillArea.course_id == Course.id
    sureness = select(func.max(CourseSkillArea.confidence)).where(told).scalar_subquery()
    looked_at = Course.origins[AREAS_LOOKED_FOR].as_string() == "yes"
    ours = CourseSkillArea.origin.in_(INFERRED_ORIGINS)
    enough = or_(CourseSkillArea.confidence > MAX_DOUBTFUL_CONFIDENCE, CourseSkillArea.place == EvidencePlace.TITLE)
    surely = Course.skill_areas.any(or_(~ours, enough))
    unsure = select(Course).where(Course.status == CourseStatus.PUBLISHED, looked_at, ~surely)
    return unsure.order_by(sureness.nulls_first(), Course.id)


def is_moot(session: Session, review: Review) -> bool:
    """Say whether a person has set the areas, the source now states them, or the course is no longer offered."""
    course = session.get(Course, review.subject_id)
    if course is None or course.status != CourseStatus.PUBLISHED or "skill_areas" in course.locked:
        return True
    return any(_is_sure(area) for area in course.skill_areas)


def _is_sure(area: CourseSkillArea) -> bool:
    return (
        area.origin not in INFERRED_ORIGINS
        or area.place == EvidencePlace.TITLE
        or (area.confidence or 0) > MAX_DOUBTFUL_CONFIDENCE
    )


def show(session: Session, review: Review) -> ReviewDetails:
    """Return the course with the areas, skills and roles that were found for it."""
    course = session.get(Course, review.subject_id)
    return ReviewDetails(
        course_slug=course.slug if course else "",
        course_url=course.url if course else "",
        classified=course is not None and course.status == CourseStatus.PUBLISHED,
    )


def confirm_areas(session: Session, review: Review, actor: Actor) -> None:
    """Confirm the areas as they are."""
    course = session.get_one(Course, review.subject_id)
    decide_areas(session, actor, course, [area.area_key for area in course.skill_areas])


def remove_our_areas(session: Session, review: Review, actor: Actor) -> None:
    """Remove the areas that we found ourselves."""
    course = session.get_one(Course, review.subject_id)
    decide_areas(
        session, actor, course, [one.area_key for one in course.skill_areas if one.origin not in INFERRED_ORIGINS]
    )


CLASSIFICATION = ReviewKind(
    KIND_KEY, show, confirm_areas, remove_our_areas, reasoned=frozenset(), find=find, is_moot=is_moot
)
