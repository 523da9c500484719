"""Keeping how sure we are of the skill areas that we told ourselves, and telling by meaning where words say nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.course.records import TOLD_BY_US, CourseStatus, Origin
from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course, CourseSkillArea
from catalogue.services.administering.turns import each_in_turn
from catalogue.services.courses.descriptions import gist
from catalogue.services.learning.skills.keeping import taught
from catalogue.services.learning.skills.meaning import AreaMeaning
from catalogue.services.search.indexing import note_change
from catalogue.taxonomy.classification import Classification
from catalogue.taxonomy.skill_areas import skill_areas

logger = logging.getLogger(__name__)

BATCH = 200
TRIED = "told_areas"
"""Among the origins of a course: its areas were looked for, as long as it stays as it is."""
DOUBTFUL = 0.4
"""Up to this confidence a person should look, unless a title says it: three signs in the text, or two near areas."""


def tell_areas(session: Session, meaning: AreaMeaning | None, most: int = 10_000) -> int:
    """Look at courses not looked at since they changed, a batch in one transaction; answers how many there were."""
    done = 0
    while done < most and (found := session.scalars(_unseen().limit(BATCH)).all()):
        ids = [course.id for course in found]
        try:
            _tell(session, found, meaning)
        except Exception:
            session.rollback()
            logger.exception("areas of a batch of courses cannot be told; they are looked at one by one")
            _tell_one_by_one(session, ids, meaning)
        done += len(ids)
    return done


def _tell(session: Session, found: Sequence[Course], meaning: AreaMeaning | None) -> None:
    for course in found:
        _keep_evidence(course)
    _tell_by_meaning(session, [course for course in found if _is_open(course)], meaning)
    for course in found:
        course.origins = {**course.origins, TRIED: "yes"}
    session.commit()


def _tell_one_by_one(session: Session, ids: Sequence[int], meaning: AreaMeaning | None) -> None:
    """A course of which nothing can be told counts as looked at: else it would be the first for ever."""

    def tell(course_id: int) -> int:
        _tell(session, [session.get_one(Course, course_id)], meaning)
        return course_id

    told = set(each_in_turn(session, ids, tell))
    for course in session.scalars(select(Course).where(Course.id.in_(set(ids) - told))):
        course.origins = {**course.origins, TRIED: "failed"}
    session.commit()


def _unseen() -> Select[Course]:
    """Published courses whose areas nobody stated, and of which it is not noted yet what we know."""
    ours = or_(~Course.skill_areas.any(), Course.skill_areas.any(CourseSkillArea.origin.in_(TOLD_BY_US)))
    unseen = select(Course).where(
        Course.status == CourseStatus.PUBLISHED, Course.origins[TRIED].as_string().is_(None), ours
    )
    loaded = (selectinload(Course.skill_areas), selectinload(Course.skills))
    return unseen.order_by(Course.id).options(*loaded)


def _keep_evidence(course: Course) -> None:
    seen = {one.key: one for one in told_by_words(course)}
    for area in course.skill_areas:
        if area.origin == Origin.CLASSIFIED.value and (one := seen.get(area.area_key)):
            _note(area, one)


def told_by_words(course: Course) -> Sequence[Classification]:
    """What the words of a course betray, as its import sees it."""
    text = plain_text(course.description)
    return skill_areas().classify(course.title, course.keywords, text, course.language)


def _is_open(course: Course) -> bool:
    """Whether nobody stated an area and no word betrays one; what was told by meaning before is told anew."""
    nothing_else = all(area.origin == Origin.MEANING.value for area in course.skill_areas)
    return nothing_else and "skill_areas" not in course.locked


def _tell_by_meaning(session: Session, courses: Sequence[Course], meaning: AreaMeaning | None) -> None:
    if meaning is None:
        return
    told = meaning.tell([gist(course, taught(course)) for course in courses])
    for course, one in zip(courses, told, strict=True):
        before = [area.area_key for area in course.skill_areas]
        course.skill_areas = [_by_meaning(course, one)] if one else []
        if one:
            course.origins = {**course.origins, "skill_areas": Origin.MEANING.value}
        if before != [area.area_key for area in course.skill_areas]:
            note_change(session, [course.id])


def _by_meaning(course: Course, one: Classification) -> CourseSkillArea:
    kept = next((area for area in course.skill_areas if area.area_key == one.key), None)
    area = kept or CourseSkillArea(area_key=one.key, position=0, origin=Origin.MEANING.value)
    _note(area, one)
    return area


def _note(area: CourseSkillArea, one: Classification) -> None:
    area.confidence, area.place, area.evidence = one.confidence, one.place, one.evidence[:200]
