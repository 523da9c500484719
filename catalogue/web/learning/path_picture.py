"""A learner's path as a picture: the role, its skills, and the courses that cover them; where each stands and is tied.

Skills and courses stand one below the other, each list spread evenly over the same height; ties run in the gaps between
them, a gap being ``WIDE`` times ``HIGH`` units whatever its size on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from flask import url_for

from catalogue.models import Course
from catalogue.services.learning.skills.learning_paths import LearningPath, Proposal
from catalogue.taxonomy.job_roles import JobRole
from catalogue.web.site import values

WIDE = 100
HIGH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """``state`` is covered, planned (a proposed course would cover it) or missing; ``note`` says more of it."""

    text: str
    url: str
    lang: str = ""
    note: str = ""
    state: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A curve across a gap, as the ``d`` of an SVG path."""

    path: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """``to_skills`` and ``to_courses`` are the ties of the two gaps; ``counts`` of skills by state."""

    skills: Sequence[Node]
    courses: Sequence[Node]
    to_skills: Sequence[Tie]
    to_courses: Sequence[Tie]
    counts: dict[str, int]


def draw_path(role: JobRole, path: LearningPath, drawn: Proposal | None) -> Picture:
    """Return the picture of role, skills and courses: the learner's own that count, and those of a proposal. Courses
    stand beside their skills, so that few lines cross."""
    ties = _ties(path, drawn)
    states = {skill.key: _state(skill.key, path, ties) for skill in role.skills}
    places = {key: place for place, key in enumerate(states)}
    courses = sorted(ties, key=lambda course: (mean(places[key] for key in ties[course]), course.id))
    own = {course.id for course in path.own}
    counted = list(states.values())
    return Picture(
        skills=[_skill(key, state, ties) for key, state in states.items()],
        courses=[_course(course, "covered" if course.id in own else "planned") for course in courses],
        to_skills=[_tie(HIGH // 2, _middle(places[key], len(states)), state) for key, state in states.items()],
        to_courses=[
            _tie(_middle(places[key], len(states)), _middle(place, len(courses)), states[key])
            for place, course in enumerate(courses)
            for key in ties[course]
        ],
        counts={state: counted.count(state) for state in ("covered", "planned", "missing")},
    )


def _ties(path: LearningPath, drawn: Proposal | None) -> dict[Course, list[str]]:
    """Return each course that counts with the skills it gives."""
    ties: dict[Course, list[str]] = {}
    for key, courses in path.covered.items():
        for course in courses:
            ties.setdefault(course, []).append(key)
    if drawn is not None:
        for course in drawn.courses:
            ties.setdefault(course, []).extend(key for key in path.missing if key in drawn.gains[course.id])
    return ties


def _state(key: str, path: LearningPath, ties: dict[Course, list[str]]) -> str:
    within_reach = any(key in keys for keys in ties.values())
    return "covered" if key in path.covered else "planned" if within_reach else "missing"


def _skill(key: str, state: str, ties: dict[Course, list[str]]) -> Node:
    """Return a skill with the courses that give it, for where there is no room for lines."""
    note = ", ".join(course.title for course, keys in ties.items() if key in keys)
    return Node(text=values.label("skill", key), url=url_for("skill.page", key=key), note=note, state=state)


def _course(course: Course, state: str) -> Node:
    facts = (course.provider.name, values.language(course.language), values.workload(course.workload))
    return Node(
        text=course.title,
        url=url_for("course.page", slug=course.slug),
        lang=course.language or "",
        note=" · ".join(filter(None, facts)),
        state=state,
    )


def _middle(place: int, count: int) -> int:
    return round((place + 0.5) * HIGH / count)


def _tie(start: int, end: int, state: str) -> Tie:
    half = WIDE // 2
    return Tie(f"M0 {start}C{half} {start} {half} {end} {WIDE} {end}", state)
