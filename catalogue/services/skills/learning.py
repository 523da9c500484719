"""What a learner still needs for a job role, and the courses that would give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.covering import Offer, cheapest_cover, coverable
from catalogue.domain.duration import workload_hours
from catalogue.models import Course, CourseInstance, CourseSkill
from catalogue.services.courses import courses_by_ids
from catalogue.services.searching import listed
from catalogue.services.shortlist import LISTED
from catalogue.services.skills.keeping import REJECTED, taught
from catalogue.taxonomy.job_roles import JobRole

CURRENCY = "EUR"
"""Prices in other currencies are not compared: nobody stated a rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What somebody says of themselves: ``skills`` and ``courses`` (ids) they have; what courses may be proposed."""

    skills: frozenset[str] = frozenset()
    courses: Sequence[int] = ()
    country: str = ""
    language: str = ""
    online: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The smallest set of courses by one measure, with its sum in the measure's unit; ``gains`` are the missing skills
    that each of them, by its id, gives at the role's level."""

    measure: str
    courses: Sequence[Course]
    gains: Mapping[int, frozenset[str]]
    total: float
    is_best: bool
    uncovered: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """``covered`` names per skill what covers it: the learner's courses, or nothing where they declared it. ``own`` are
    all the learner's courses, those too that cover nothing of the role."""

    own: Sequence[Course]
    covered: Mapping[str, Sequence[Course]]
    missing: Sequence[str]
    proposals: Sequence[Proposal]


@dataclass(frozen=True, slots=True)
class _Candidate:
    id: int
    skills: frozenset[str]
    hours: float | None
    price: float | None


MEASURES: Mapping[str, Callable[[_Candidate], float | None]] = {
    "count": lambda _: 1.0,
    "hours": lambda candidate: candidate.hours,
    "price": lambda candidate: candidate.price,
}


def learning_path(session: Session, role: JobRole, learner: Learner) -> LearningPath:
    """What is covered, what is missing, and by every measure the cheapest courses that would close the gap."""
    own = [course for course in courses_by_ids(session, learner.courses) if course.status in LISTED]
    covered = covered_by(role, own, learner.skills)
    missing = [skill.key for skill in role.skills if skill.key not in covered]
    found = _candidates(session, role, missing, learner) if missing else []
    proposals = [_proposal(session, name, frozenset(missing), found) for name in MEASURES] if missing else []
    return LearningPath(own=own, covered=covered, missing=missing, proposals=proposals)


def covered_by(role: JobRole, courses: Sequence[Course], declared: frozenset[str]) -> dict[str, list[Course]]:
    """The skills of a role that somebody has, in its order, each with those of their courses that teach it."""
    teaching = [(course, frozenset(taught(course))) for course in courses]
    by_skill = {
        skill.key: [one for one, keys in teaching if skill.key in keys and _reaches(one.eqf_level, skill.level)]
        for skill in role.skills
    }
    return {key: found for key, found in by_skill.items() if found or key in declared}


def _reaches(level: int | None, wanted: int) -> bool:
    """A course that states no level is taken at its word."""
    return level is None or level >= wanted


def _candidates(session: Session, role: JobRole, missing: Sequence[str], learner: Learner) -> list[_Candidate]:
    """The published courses that teach something missing at the role's level and fit the learner's wishes: of those
    that teach the same for the same hours and price the first, since the database counts faster than we do."""
    teaching = _teaching(role, missing, learner).subquery()
    price = _lowest_price(teaching.c.course_id)
    kinds = select(func.min(teaching.c.course_id), teaching.c.mask, Course.workload, price.label("price"))
    rows = session.execute(
        kinds.join(Course, Course.id == teaching.c.course_id).group_by(teaching.c.mask, Course.workload, "price")
    )
    found = [
        _Candidate(number, _unmasked(int(mask), missing), _hours(workload), None if price is None else float(price))
        for number, mask, workload, price in rows
    ]
    return sorted(found, key=lambda one: one.id)


def _teaching(role: JobRole, missing: Sequence[str], learner: Learner) -> Select[int, int]:
    """Each fitting course with the missing skills it teaches, as the sum of their places' powers of two."""
    levels = {skill.key: skill.level for skill in role.skills if skill.key in missing}
    reached = or_(Course.eqf_level.is_(None), Course.eqf_level >= case(levels, value=CourseSkill.skill_key))
    bits = case({key: 1 << place for place, key in enumerate(missing)}, value=CourseSkill.skill_key)
    return (
        select(CourseSkill.course_id, func.sum(bits).label("mask"))
        .join(Course, Course.id == CourseSkill.course_id)
        .where(CourseSkill.skill_key.in_(missing), Course.status == "published", reached, *_wishes(learner))
        .where(or_(CourseSkill.decision.is_(None), CourseSkill.decision != REJECTED))
        .group_by(CourseSkill.course_id)
    )


def _unmasked(mask: int, missing: Sequence[str]) -> frozenset[str]:
    return frozenset(key for place, key in enumerate(missing) if mask >> place & 1)


def _hours(workload: str | None) -> float | None:
    hours = workload_hours(workload) if workload else None
    return None if hours is None else float(hours)


def _wishes(learner: Learner) -> list[ColumnElement[bool]]:
    wishes: list[ColumnElement[bool]] = []
    if learner.language:
        wishes.append(Course.language == learner.language)
    if learner.online:
        wishes.append(Course.delivery_mode == "online")
    if learner.country:
        there = CourseInstance.country == learner.country
        wishes.append(exists().where(CourseInstance.course_id == Course.id, there) | (Course.delivery_mode == "online"))
    return wishes


def _lowest_price(course_id: ColumnElement[int]) -> ScalarSelect[Decimal | None]:
    """The lowest price of a course in euro; a free one costs nothing in any currency."""
    amount = CourseInstance.price_amount
    comparable = or_(amount == 0, CourseInstance.price_currency == CURRENCY)
    return select(func.min(amount)).where(CourseInstance.course_id == course_id, comparable).scalar_subquery()


def _proposal(session: Session, measure: str, missing: frozenset[str], found: Sequence[_Candidate]) -> Proposal:
    cost = MEASURES[measure]
    offers = [
        Offer(id=one.id, covers=one.skills, cost=value) for one in found if (value := cost(one)) is not None
    ]  # fmt: skip
    cover = cheapest_cover(missing, offers)
    ids = [offer.id for offer in cover.offers]
    return Proposal(
        measure=measure,
        courses=sorted(listed(session, ids), key=lambda course: course.id),
        gains={offer.id: offer.covers for offer in cover.offers},
        total=cover.cost,
        is_best=cover.is_best,
        uncovered=missing - coverable(missing, offers),
    )
