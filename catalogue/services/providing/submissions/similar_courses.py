"""Courses that a listing may repeat, while it is being written."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.course.identity import title_key
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.course.similarity import are_titles_similar
from catalogue.domain.text.web_addresses import canonical_url
from catalogue.models import Course, Submission
from catalogue.search.port import IndexDamaged, SearchEngine, SearchRequest

MAX_SIMILAR_COURSES = 5
CANDIDATES_FROM_INDEX = 10


def similar_courses(session: Session, engine: SearchEngine, submission: Submission) -> Sequence[Course]:
    """Return up to ``MAX_SIMILAR_COURSES`` published courses that the listing may repeat.

    They have its address, or its title but for a word or a slip of the finger.
    """
    title = str(submission.content.get("title") or "")
    url = canonical_url(str(submission.content.get("url") or ""))
    key = title_key(title)[:500]
    if not (key or url):
        return ()
    known = or_(Course.title_key == (key or None), Course.url == (url or None), Course.id.in_(_near(engine, title)))
    query = select(Course).where(
        known, Course.status == CourseStatus.PUBLISHED, Course.id != (submission.course_id or 0)
    )
    found = session.scalars(query.order_by(Course.id).options(joinedload(Course.provider)))
    return [one for one in found if one.url == url or are_titles_similar(one.title_key, key)][:MAX_SIMILAR_COURSES]


def _near(engine: SearchEngine, title: str) -> list[int]:
    """Return the ids that the index finds by the title's words; their titles are compared afterwards."""
    if not title.strip():
        return []
    asked = SearchRequest(
        text=title, per_page=CANDIDATES_FROM_INDEX, facets=(), highlight=False, exact=True, across=False
    )
    try:
        return [hit.id for hit in engine.search(asked).hits]
    except IndexDamaged:  # writing a listing does not depend on the index
        return []
