"""What a course is about and how completely its listing says so, for the index."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course
from catalogue.taxonomy.terms import terms

GIST_CHARACTERS = 240
"""Of the summary; an encoder makes one vector of it all, and long texts blur."""


def gist(course: Course, named: Sequence[str]) -> str:
    """Return the text that an encoder turns into a vector: title, summary and the English names of the course's terms.

    The names are English because encoders know fewer languages than our vocabulary.
    """
    summary = plain_text(course.summary or course.description)[:GIST_CHARACTERS]
    return ". ".join(filter(None, (course.title, summary, ", ".join(terms().label(key, "en") for key in named))))


def completeness(course: Course) -> float:
    """Return the share, 0 to 1, of what a learner needs to choose a course that its listing states."""
    said = (
        course.summary or course.description,
        course.description,
        course.language,
        course.delivery_mode,
        course.workload,
        course.eqf_level or course.credential,
        course.learning_outcomes,
        course.instances or course.pace,
        any(run.price_amount is not None for run in course.instances),
        course.skill_areas,
    )
    return sum(map(bool, said)) / len(said)
