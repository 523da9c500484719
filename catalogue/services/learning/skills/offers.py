"""The courses that may be proposed for a job role: of those that teach the same, the best by every measure.

Computed once for each role and wish, and cached until a course changes: what a learner already has removes skills from
the offers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus
from catalogue.domain.search.set_cover import Offer
from catalogue.domain.search.versioned_cache import VersionedCache
from catalogue.domain.time.durations import workload_hours
from catalogue.models import Course, CourseInstance, CourseSkill
from catalogue.search.port import SearchEngine
from catalogue.services.courses.course_skills import REJECTED
from catalogue.taxonomy.job_roles import JobRole

COMPARED_CURRENCY = "EUR"
"""Prices in other currencies are not compared: nobody stated a rate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """Which courses may be proposed."""

    country: str = ""
    language: str = ""
    online: bool = False


class _OfferGroup(NamedTuple):
    """Courses that teach the same skills for the same hours and price; ``first`` of them has the lowest id."""

    first: int
    skills: frozenset[str]
    hours: float | None
    price: float | None


class _Best(NamedTuple):
    """The course with the lowest cost, the lowest id among equals; ``first`` is the lowest id that has any cost."""

    cost: float
    course: int
    first: int

    def or_better(self, other: _Best) -> _Best:
        cost, course = min(self[:2], other[:2])
        return _Best(cost, course, min(self.first, other.first))


MEASURES: Mapping[str, Callable[[_OfferGroup], float | None]] = {
    "count": lambda _: 1.0,
    "hours": lambda kind: kind.hours,
    "price": lambda kind: kind.price,
}


class RoleOffers:
    """The courses on offer for a role; each set of skills occurs once for every measure."""

    def __init__(self, kinds: Iterable[_OfferGroup]) -> None:
        self._best: dict[str, dict[frozenset[str], _Best]] = {measure: {} for measure in MEASURES}
        for kind in kinds:
            for measure, cost_of in MEASURES.items():
                if (cost := cost_of(kind)) is not None:
                    _keep_better(self._best[measure], kind.skills, _Best(cost, kind.first, kind.first))

    def offers(self, measure: str, missing: frozenset[str]) -> list[Offer]:
        """Return the offers that teach any ``missing`` skill, reduced to the missing ones; ordered by first course."""
        found: dict[frozenset[str], _Best] = {}
        for skills, best in self._best[measure].items():
            if covers := skills & missing:
                _keep_better(found, covers, best)
        ordered = sorted(found.items(), key=lambda one: one[1].first)
        return [Offer(id=best.course, covers=covers, cost=best.cost) for covers, best in ordered]


def _keep_better(among: dict[frozenset[str], _Best], skills: frozenset[str], best: _Best) -> None:
    among[skills] = among[skills].or_better(best) if skills in among else best


def role_offers(
    session: Session, engine: SearchEngine, kept: VersionedCache, role: JobRole, wishes: Wishes
) -> RoleOffers:
    """Return what fits somebody's wishes, from ``kept`` if no course has changed.

    Courses change together with the index, so the index's version says whether one has.
    """
    key = ("offers", role.key, wishes)
    return kept.get(key, engine.version(), lambda: RoleOffers(_offer_groups(session, role, wishes)))


def _offer_groups(session: Session, role: JobRole, wishes: Wishes) -> Iterable[_OfferGroup]:
    """Yield the published courses that teach something at the role's level, grouped by the database, which is quicker
    than we are."""
    keys = [skill.key for skill in role.skills]
    teaching = _teaching(role, wishes).subquery()
    price = _lowest_price(teaching.c.id).label("price")
    kinds = select(func.min(teaching.c.id), teaching.c.mask, teaching.c.workload, price)
    for number, mask, workload, amount in session.execute(
        kinds.group_by(teaching.c.mask, teaching.c.workload, "price")
    ):
        yield _OfferGroup(
            number, _keys_in_mask(int(mask), keys), _hours(workload), None if amount is None else float(amount)
        )


def _teaching(role: JobRole, wishes: Wishes) -> Select[int, str | None, int]:
    """Return the query of fitting courses with the role's skills that they teach, as the sum of their places' powers of
    two."""
    levels = {skill.key: skill.level for skill in role.skills}
    reached = or_(Course.eqf_level.is_(None), Course.eqf_level >= case(levels, value=CourseSkill.skill_key))
    bits = case({key: 1 << place for place, key in enumerate(levels)}, value=CourseSkill.skill_key)
    return (
        select(Course.id, Course.workload, func.sum(bits).label("mask"))
        .join(CourseSkill, Course.id == CourseSkill.course_id)
        .where(
            CourseSkill.skill_key.in_(levels), Course.status == CourseStatus.PUBLISHED, reached, *_conditions(wishes)
        )
        .where(or_(CourseSkill.decision.is_(None), CourseSkill.decision != REJECTED))
        .group_by(Course.id)
    )


def _keys_in_mask(mask: int, keys: list[str]) -> frozenset[str]:
    return frozenset(key for place, key in enumerate(keys) if mask >> place & 1)


def _hours(workload: str | None) -> float | None:
    hours = workload_hours(workload) if workload else None
    return None if hours is None else float(hours)


def _conditions(wishes: Wishes) -> list[ColumnElement[bool]]:
    wished: list[ColumnElement[bool]] = []
    if wishes.language:
        wished.append(Course.language == wishes.language)
    if wishes.online:
        wished.append(Course.delivery_mode == "online")
    if wishes.country:
        there = CourseInstance.country == wishes.country
        wished.append(exists().where(CourseInstance.course_id == Course.id, there) | (Course.delivery_mode == "online"))
    return wished


def _lowest_price(course_id: ColumnElement[int]) -> ScalarSelect[Decimal | None]:
    """Return the lowest price of a course in euro as a subquery; a free one costs nothing in any currency."""
    amount = CourseInstance.price_amount
    comparable = or_(amount == 0, CourseInstance.price_currency == COMPARED_CURRENCY)
    return select(func.min(amount)).where(CourseInstance.course_id == course_id, comparable).scalar_subquery()
