"""What a learner still needs for a job role, and the courses that would teach it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.search.set_cover import cheapest_cover, coverable
from catalogue.models import Course
from catalogue.services.courses.course_skills import skills_taught
from catalogue.services.courses.loading import courses_by_ids
from catalogue.services.learning.shortlist import LISTED_STATUSES
from catalogue.services.learning.skills.offers import MEASURES, RoleOffers, Wishes
from catalogue.services.search.searching import courses_for_cards
from catalogue.taxonomy.job_roles import JobRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Learner:
    """What somebody declares: the ``skills`` and ``courses`` (ids) they have, and which courses may be proposed."""

    skills: frozenset[str] = frozenset()
    courses: Sequence[int] = ()
    country: str = ""
    language: str = ""
    online: bool = False

    @property
    def wishes(self) -> Wishes:
        """Which courses may be proposed."""
        return Wishes(country=self.country, language=self.language, online=self.online)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """The cheapest set of courses by one measure, with its sum in the measure's unit.

    ``gains`` are the missing skills that each of them, by its id, teaches at the role's level. ``is_best`` is False if
    a cheaper set might exist.
    """

    measure: str
    courses: Sequence[Course]
    gains: Mapping[int, frozenset[str]]
    total: float
    is_best: bool
    uncovered: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningPath:
    """What of a role is covered and what is missing, with proposals.

    ``covered`` maps each skill to the learner's courses that cover it, or to nothing where they declared it. ``own``
    are all the learner's courses, including those that cover nothing of the role.
    """

    own: Sequence[Course]
    covered: Mapping[str, Sequence[Course]]
    missing: Sequence[str]
    proposals: Sequence[Proposal]


def learning_path(
    session: Session, role: JobRole, learner: Learner, on_offer: Callable[[], RoleOffers]
) -> LearningPath:
    """Return what is covered, what is missing, and by every measure the cheapest courses that would close the gap.

    ``on_offer`` is called only if something is missing.
    """
    own = [course for course in courses_by_ids(session, learner.courses) if course.status in LISTED_STATUSES]
    covered = covered_skills(role, own, learner.skills)
    missing = [skill.key for skill in role.skills if skill.key not in covered]
    found = on_offer() if missing else None
    proposals = [_proposal(session, name, frozenset(missing), found) for name in MEASURES] if found else []
    return LearningPath(own=own, covered=covered, missing=missing, proposals=proposals)


def covered_skills(role: JobRole, courses: Sequence[Course], declared: frozenset[str]) -> dict[str, list[Course]]:
    """Return the skills of a role that somebody has, in its order, each with those of their courses that teach it."""
    teaching = [(course, frozenset(skills_taught(course))) for course in courses]
    by_skill = {
        skill.key: [one for one, keys in teaching if skill.key in keys and _reaches(one.eqf_level, skill.level)]
        for skill in role.skills
    }
    return {key: found for key, found in by_skill.items() if found or key in declared}


def _reaches(level: int | None, wanted: int) -> bool:
    """Say whether a level is high enough; a course that states none is assumed to reach it."""
    return level is None or level >= wanted


def _proposal(session: Session, measure: str, missing: frozenset[str], found: RoleOffers) -> Proposal:
    offers = found.offers(measure, missing)
    cover = cheapest_cover(missing, offers)
    ids = [offer.id for offer in cover.offers]
    return Proposal(
        measure=measure,
        courses=sorted(courses_for_cards(session, ids), key=lambda course: course.id),
        gains={offer.id: offer.covers for offer in cover.offers},
        total=cover.cost,
        is_best=cover.is_best,
        uncovered=missing - coverable(missing, offers),
    )
