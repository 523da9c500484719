"""How a listing will look, beside the form in which it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from catalogue.domain.course.completeness import completeness
from catalogue.models import Course
from catalogue.web.providing import quality_page
from catalogue.web.search.card import Card, present_card

MAX_SHOWN_ADVICE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The card of the results' list, the points of 100 it earns, and what would earn most: name and reason."""

    card: Card
    points: int
    advice: Sequence[tuple[str, str]]


def present_preview(course: Course, page: str) -> Preview:
    """Return the preview of a course that is stored nowhere; ``page`` is the address of its whole preview."""
    score = completeness(course, datetime.now(UTC).date())
    return Preview(
        card=replace(present_card(course), url=page, course_id=0),
        points=score.points,
        advice=[
            (quality_page.quality_field_label(name), quality_page.field_reason(name))
            for name in score.missing[:MAX_SHOWN_ADVICE]
        ],
    )
