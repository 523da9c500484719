"""Skill areas that we assign ourselves: how sure each is, and classifying by meaning where words say nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.course.records import INFERRED_ORIGINS, CourseStatus, Origin
from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course, CourseSkillArea
from catalogue.services.courses.course_skills import skills_taught
from catalogue.services.courses.descriptions import embedding_text
from catalogue.services.courses.index_changes import note_change
from catalogue.services.database.independent_steps import run_independently
from catalogue.services.learning.skills.classify_by_meaning import MeaningClassifier
from catalogue.taxonomy.classification import Classification
from catalogue.taxonomy.skill_areas import skill_areas

logger = logging.getLogger(__name__)

COURSES_PER_BATCH = 200
AREAS_LOOKED_FOR = "told_areas"
"""Key among a course's origins: its areas were looked for since it last changed."""
MAX_DOUBTFUL_CONFIDENCE = 0.4
"""Up to this confidence a person should look, unless the title names the area."""


def classify_courses(session: Session, meaning: MeaningClassifier | None, most: int = 10_000) -> int:
    """Classify up to about ``most`` courses not looked at since they changed; return how many were looked at.

    Each batch is one transaction.
    """
    done = 0
    while done < most and (found := session.scalars(_unseen().limit(COURSES_PER_BATCH)).all()):
        ids = [course.id for course in found]
        try:
            _classify(session, found, meaning)
        except Exception:
            session.rollback()
            logger.exception("areas of a batch of courses cannot be told; they are looked at one by one")
            _classify_one_by_one(session, ids, meaning)
        done += len(ids)
    return done


def _classify(session: Session, found: Sequence[Course], meaning: MeaningClassifier | None) -> None:
    for course in found:
        _store_evidence(course)
    _classify_by_meaning(session, [course for course in found if _is_open(course)], meaning)
    for course in found:
        course.origins = {**course.origins, AREAS_LOOKED_FOR: "yes"}
    session.commit()


def _classify_one_by_one(session: Session, ids: Sequence[int], meaning: MeaningClassifier | None) -> None:
    """Classify each course by itself. One that fails counts as looked at: else it would be the first for ever."""

    def tell(course_id: int) -> int:
        _classify(session, [session.get_one(Course, course_id)], meaning)
        return course_id

    classified = set(run_independently(session, ids, tell))
    for course in session.scalars(select(Course).where(Course.id.in_(set(ids) - classified))):
        course.origins = {**course.origins, AREAS_LOOKED_FOR: "failed"}
    session.commit()


def _unseen() -> Select[Course]:
    """Return the query of published courses whose areas nobody stated, and which were not looked at since they
    changed."""
    ours = or_(~Course.skill_areas.any(), Course.skill_areas.any(CourseSkillArea.origin.in_(INFERRED_ORIGINS)))
    unseen = select(Course).where(
        Course.status == CourseStatus.PUBLISHED, Course.origins[AREAS_LOOKED_FOR].as_string().is_(None), ours
    )
    loaded = (selectinload(Course.skill_areas), selectinload(Course.skills))
    return unseen.order_by(Course.id).options(*loaded)


def _store_evidence(course: Course) -> None:
    seen = {classification.key: classification for classification in areas_named(course)}
    for area in course.skill_areas:
        if area.origin == Origin.CLASSIFIED.value and (classification := seen.get(area.area_key)):
            _store_classification(area, classification)


def areas_named(course: Course) -> Sequence[Classification]:
    """Return the areas that the words of a course name, as its import sees them."""
    text = plain_text(course.description)
    return skill_areas().classify(course.title, course.keywords, text, course.language)


def _is_open(course: Course) -> bool:
    """Say whether nobody stated an area and no word names one; what was classified by meaning before is classified
    anew."""
    nothing_else = all(area.origin == Origin.MEANING.value for area in course.skill_areas)
    return nothing_else and "skill_areas" not in course.locked


def _classify_by_meaning(session: Session, courses: Sequence[Course], meaning: MeaningClassifier | None) -> None:
    if meaning is None:
        return
    classifications = meaning.tell([embedding_text(course, skills_taught(course)) for course in courses])
    for course, classification in zip(courses, classifications, strict=True):
        before = [area.area_key for area in course.skill_areas]
        course.skill_areas = [_area_by_meaning(course, classification)] if classification else []
        if classification:
            course.origins = {**course.origins, "skill_areas": Origin.MEANING.value}
        if before != [area.area_key for area in course.skill_areas]:
            note_change(session, [course.id])


def _area_by_meaning(course: Course, classification: Classification) -> CourseSkillArea:
    stored = next((area for area in course.skill_areas if area.area_key == classification.key), None)
    area = stored or CourseSkillArea(area_key=classification.key, position=0, origin=Origin.MEANING.value)
    _store_classification(area, classification)
    return area


def _store_classification(area: CourseSkillArea, classification: Classification) -> None:
    area.confidence = classification.confidence
    area.place = classification.place
    area.evidence = classification.evidence[:200]
