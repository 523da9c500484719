"""Job roles beside a shortlist: those one works towards, and those its courses lead to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import ngettext

from catalogue.domain.text.collation import sort_key
from catalogue.models import Course
from catalogue.services.learning.goals import Goal
from catalogue.services.learning.skills.learning_paths import Learner, covered_skills
from catalogue.taxonomy.job_roles import JobRole, job_roles
from catalogue.web.search.links import path_url
from catalogue.web.site import values
from catalogue.web.site.locale import reader_language

MAX_NEAREST_ROLES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """``covered`` of ``whole`` skills are had; ``missing`` names the others."""

    label: str
    url: str
    covered: int
    whole: int
    said: str
    missing: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView:
    """``others`` are the remaining roles, to choose from, by their keys; ``courses`` are the ids that go with them."""

    kept: Sequence[GoalView]
    nearest: Sequence[GoalView]
    others: Sequence[tuple[str, str]]
    courses: str


def present_goals(goals: Sequence[Goal], courses: Sequence[Course]) -> GoalsView:
    """Return the kept roles, the latest first, then those of which the courses cover the most."""
    saved_roles = [goal.role for goal in goals]
    views = [(_view(role, Goal(role=role.key), courses), role) for role in job_roles() if role.key not in saved_roles]
    led_to = sorted((pair for pair in views if pair[0].covered), key=lambda pair: -pair[0].covered / pair[0].whole)
    nearest = led_to[:MAX_NEAREST_ROLES]
    shown = {*saved_roles, *(role.key for _, role in nearest)}
    others = [(role.key, role.label(reader_language())) for role in job_roles() if role.key not in shown]
    return GoalsView(
        kept=[_view(role, goal, courses) for goal in reversed(goals) if (role := job_roles().get(goal.role))],
        nearest=[view for view, _ in nearest],
        others=sorted(others, key=lambda choice: sort_key(choice[1], reader_language())),
        courses=joined_ids(courses),
    )


def learner_of(goal: Goal, courses: Sequence[Course]) -> Learner:
    """Return a learner with this goal and these courses."""
    return Learner(
        skills=frozenset(goal.skills),
        courses=[course.id for course in courses],
        country=goal.country,
        language=goal.language,
        online=goal.online,
    )


def joined_ids(courses: Sequence[Course]) -> str:
    """Return the ids as an address lists them."""
    return ".".join(str(course.id) for course in courses)


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPathView:
    """``kept``: the role is a goal; ``as_it_is``: with just what this page says. ``to_take`` counts courses of the
    shortlist that the path has not yet, ``take_url`` takes them in."""

    key: str
    kept: bool
    as_it_is: bool
    courses: str
    to_take: int
    take_url: str


def present_saved_path(
    role: JobRole, learner: Learner, goals: Sequence[Goal], shortlist: Sequence[int]
) -> SavedPathView:
    """Return whether the role is kept, and what the shortlist would add."""
    saved_goal = next((goal for goal in goals if goal.role == role.key), None)
    new = [number for number in shortlist if number not in learner.courses]
    same = saved_goal is not None and _says(saved_goal) == (
        learner.skills,
        learner.country,
        learner.language,
        learner.online,
    )
    listed = all(number in shortlist for number in learner.courses)
    return SavedPathView(
        key=role.key,
        kept=saved_goal is not None,
        as_it_is=same and listed,
        courses=".".join(map(str, learner.courses)),
        to_take=len(new),
        take_url=path_url(role.key, replace(learner, courses=[*learner.courses, *new])),
    )


def _says(goal: Goal) -> tuple[frozenset[str], str, str, bool]:
    return frozenset(goal.skills), goal.country, goal.language, goal.online


def _view(role: JobRole, goal: Goal, courses: Sequence[Course]) -> GoalView:
    covered = covered_skills(role, courses, frozenset(goal.skills))
    missing = [values.label("skill", skill.key) for skill in role.skills if skill.key not in covered]
    return GoalView(
        label=role.label(reader_language()),
        url=path_url(role.key, learner_of(goal, courses)),
        covered=len(covered),
        whole=len(role.skills),
        said=ngettext(
            "%(covered)s of %(num)s skill", "%(covered)s of %(num)s skills", len(role.skills), covered=len(covered)
        ),
        missing=missing,
    )
