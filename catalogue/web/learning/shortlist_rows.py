"""A course on the shortlist: the facts by which courses are compared."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course
from catalogue.web.search.card import next_run, present_card
from catalogue.web.site import values


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the comparison; an empty text is a fact that nobody stated."""

    course_id: int
    title: str
    url: str
    lang: str
    provider: str
    is_sample: bool
    gone: bool
    when: str
    where: str
    mode: str
    language: str
    level: str
    workload: str
    price: str
    credential: str


def present_row(course: Course) -> Row:
    """Return the facts of a course that a learner compares."""
    card = present_card(course)
    run = next_run(course) or next(iter(course.instances), None)
    mode = values.label("delivery_mode", course.delivery_mode)
    place = values.place(run) if run and run.locality else ""
    return Row(
        course_id=course.id,
        title=course.title,
        url=url_for("course.page", slug=course.slug),
        lang=card.lang,
        provider=card.provider,
        is_sample=card.is_sample,
        gone=course.status == CourseStatus.WITHDRAWN,
        when=card.when,
        where=place or mode,
        mode=mode if place else "",
        language=card.language,
        level=values.label("level", str(course.eqf_level) if course.eqf_level else None),
        workload=values.workload(course.workload),
        price=card.price,
        credential=values.label("credential", course.credential) if course.credential != "none" else "",
    )
