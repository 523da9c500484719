"""A learner's path as a picture: the role, its skills, and the courses that cover them; where each stands and is tied.

Lengths are in the picture's own units, of which a line of text takes 30.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.models import Course
from catalogue.services.skills.keeping import taught
from catalogue.services.skills.learning import LearningPath
from catalogue.taxonomy.job_roles import JobRole
from catalogue.web.presenters import values

ROW = 30
ROLE_END, SKILL, SKILL_END, COURSE = 170, 250, 500, 580
LONGEST_SKILL, LONGEST_COURSE = 32, 40


@dataclass(frozen=True, slots=True)
class Node:
    """``state`` is covered, planned (a proposed course would cover it) or missing; ``text`` may be shortened."""

    y: int
    text: str
    lang: str
    state: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A curve between two points, as the ``d`` of an SVG path."""

    path: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    height: int
    middle: int
    skills: Sequence[Node]
    courses: Sequence[Node]
    ties: Sequence[Tie]


def draw(role: JobRole, path: LearningPath) -> Picture:
    """Role to skills to courses: the learner's own first, then those of the first proposal."""
    own = {course.id: course for courses in path.covered.values() for course in courses}
    planned = [course for course in (path.proposals[0].courses if path.proposals else ()) if course.id not in own]
    courses = [*own.values(), *planned]
    rows = max(len(role.skills), len(courses))
    within_reach = {key for course in planned for key in taught(course)}
    states = {skill.key: _state(skill.key, path, within_reach) for skill in role.skills}
    heights = dict(zip(states, _spread(len(states), rows), strict=True))
    places = _spread(len(courses), rows)
    return Picture(
        height=rows * ROW,
        middle=rows * ROW // 2,
        skills=[Node(heights[key], _short(_label(key), LONGEST_SKILL), "", state) for key, state in states.items()],
        courses=[
            Node(y, _short(course.title, LONGEST_COURSE), course.language or "", _of(course, own))
            for y, course in zip(places, courses, strict=True)
        ],
        ties=[_tie(ROLE_END, rows * ROW // 2, SKILL, heights[key], state) for key, state in states.items()]
        + [
            _tie(SKILL_END, heights[key], COURSE, y, _of(course, own))
            for y, course in zip(places, courses, strict=True)
            for key in heights
            if _ties(course, key, own, path)
        ],
    )


def _state(key: str, path: LearningPath, within_reach: set[str]) -> str:
    return "covered" if key in path.covered else "planned" if key in within_reach else "missing"


def _of(course: Course, own: dict[int, Course]) -> str:
    return "covered" if course.id in own else "planned"


def _ties(course: Course, key: str, own: dict[int, Course], path: LearningPath) -> bool:
    if course.id in own:
        return course in path.covered.get(key, ())
    return key in path.missing and key in taught(course)


def _label(key: str) -> str:
    return values.label("skill", key)


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _spread(count: int, rows: int) -> list[int]:
    """The middles of so many lines, evenly over the height of the rows."""
    return [round((place + 0.5) * rows * ROW / count) for place in range(count)]


def _tie(x1: int, y1: int, x2: int, y2: int, state: str) -> Tie:
    middle = (x1 + x2) // 2
    return Tie(f"M{x1} {y1}C{middle} {y1} {middle} {y2} {x2} {y2}", state)
