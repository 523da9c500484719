"""What a course is about and how completely its listing says so, for the index."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.terms import terms

MAX_SUMMARY_CHARACTERS = 240
"""Characters of the summary that are encoded; an encoder makes one vector of a text, and that of a long one blurs."""


def embedding_text(course: Course, term_keys: Sequence[str]) -> str:
    """Return the text that an encoder turns into a vector: title, summary and the English names of the course's terms.

    The names are English because encoders know fewer languages than our vocabulary.
    """
    summary = plain_text(course.summary or course.description)[:MAX_SUMMARY_CHARACTERS]
    return ". ".join(filter(None, (course.title, summary, ", ".join(terms().label(key, "en") for key in term_keys))))


def subject_text(course: Course, term_keys: Sequence[str], area_keys: Sequence[str]) -> str:
    """Return what the course is about in names: its title and keywords, and English names of its terms and areas."""
    names = (terms().label(key, "en") for key in term_keys)
    areas = (skill_areas().label(key, "en") for key in area_keys)
    return ", ".join(dict.fromkeys(filter(None, (course.title, *course.keywords, *names, *areas))))


def completeness(course: Course) -> float:
    """Return the share, 0 to 1, of what a learner needs to choose a course that its listing states."""
    stated = (
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
    return sum(map(bool, stated)) / len(stated)
