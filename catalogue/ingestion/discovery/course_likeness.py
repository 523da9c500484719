"""How far what was found somewhere is courses: by what it states, not by how much of it there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from catalogue.ingestion.contract import CourseDraft, Importer
from catalogue.ingestion.leads import speaks_of_courses

LIKELY = 0.5
"""From here on records are taken for courses."""
OF_A_FORMAT_FOR_COURSES = 0.5
OF_A_WORD = 0.3
OF_A_DATE = 0.3
OF_A_PLACE = 0.1
OF_EACH_FACT = 0.25
COURSE_FACTS = ("workload", "delivery_mode", "credential", "eqf_level", "credits", "learning_outcomes", "prerequisites")
SHOWN_FIELDS = ("description", "start", "place", "price", "workload", "delivery_mode")


def likeness(draft: CourseDraft, importer: Importer) -> float:
    """Return how likely a record is a course, 0 to 1: what is in a format of courses is believed, else it must show."""
    stated = filled(draft)
    facts = sum(name in stated for name in (*COURSE_FACTS, "price", "capacity"))
    spoken = any(map(speaks_of_courses, (draft.title, urlsplit(draft.url).path, *draft.keywords)))
    return min(
        1.0,
        OF_A_FORMAT_FOR_COURSES * (not getattr(importer, "of_anything", False))
        + OF_A_WORD * spoken
        + OF_A_DATE * ("start" in stated)
        + OF_A_PLACE * ("place" in stated)
        + OF_EACH_FACT * facts,
    )


def filled(draft: CourseDraft) -> set[str]:
    """Return which fields a record states, those of its runs among them."""
    stated = {name for name in COURSE_FACTS if getattr(draft, name)}
    if draft.description or draft.summary:
        stated.add("description")
    for run in draft.instances:
        stated |= {name for name in ("start", "place", "price", "capacity") if getattr(run, name)}
        stated |= {"delivery_mode"} if run.mode else set()
    return stated


def shown_fields(drafts: Iterable[CourseDraft]) -> Iterator[str]:
    """Yield the fields that most of the records state, in the order of importance for a reader."""
    stated = [filled(draft) for draft in drafts]
    for name in SHOWN_FIELDS:
        if stated and 2 * sum(name in each for each in stated) >= len(stated):
            yield name
