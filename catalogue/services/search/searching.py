"""Searching: the engine finds and counts, the database has what the found courses say today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalogue.domain.course.records import CourseStatus
from catalogue.models import Course
from catalogue.search.analysis import base_language
from catalogue.search.port import Hit, SearchEngine, SearchPage, SearchRequest
from catalogue.search.understanding import Condition, Understood
from catalogue.services.search.best_answers import BestAnswer, best_answers
from catalogue.services.search.elsewhere import NOWHERE_ELSE, Elsewhere, elsewhere
from catalogue.services.search.met_runs import MetRun, met_runs
from catalogue.services.search.understanding import understood_search


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """An answer with its courses, in the order of the hits; a course gone since it was indexed is left out.

    ``corrected`` is the text that was searched for in the place of the one asked for, None if that one was;
    ``met_runs`` are, by course id, the runs that meet what was asked of runs, where anything was.
    ``searched`` is the search as the engine got it, None without one. ``understood`` are the conditions that the
    question states and that hold, ``left_out`` those that the reader took away. ``best`` are what the question is the
    name of, and ``elsewhere`` is filled only if the place lets nothing through.
    """

    page: SearchPage
    found: Sequence[tuple[Hit, Course]]
    corrected: str | None = None
    met_runs: Mapping[int, MetRun] = field(default_factory=dict)
    searched: SearchRequest | None = None
    understood: Sequence[Condition] = ()
    left_out: Sequence[Condition] = ()
    best: Sequence[BestAnswer] = ()
    elsewhere: Elsewhere = NOWHERE_ELSE


def search_courses(session: Session, engine: SearchEngine, asked: SearchRequest) -> SearchResult:
    """Ask the engine for what the question means, and load the page's courses in four queries, however many there
    are."""
    today = datetime.now(UTC).date()
    request, understood = understood_search(session, engine, asked, today)
    page, corrected = search_with_correction(engine, request)
    page = replace(page, suggestion=with_conditions(page.suggestion, asked.text, understood))
    courses = {course.id: course for course in courses_for_cards(session, [hit.id for hit in page.hits])}
    return SearchResult(
        page=page,
        found=[(hit, courses[hit.id]) for hit in page.hits if hit.id in courses],
        corrected=with_conditions(corrected, asked.text, understood),
        met_runs=met_runs(courses.values(), request, today),
        searched=request,
        understood=understood.conditions,
        left_out=understood.left_out,
        best=best_answers(session, engine, {asked.text, request.text}, asked.language) if asked.page == 1 else (),
        elsewhere=elsewhere(session, engine, request, today) if not page.total else NOWHERE_ELSE,
    )


def with_conditions(corrected: str | None, text: str, understood: Understood) -> str | None:
    """Return the whole question with its subject corrected; None without a correction."""
    if corrected is None or not (understood.conditions or understood.left_out):
        return corrected
    if understood.subject in text:
        return text.replace(understood.subject, corrected, 1)
    return " ".join([corrected, *(condition.words for condition in (*understood.conditions, *understood.left_out))])


def search_with_correction(engine: SearchEngine, request: SearchRequest) -> tuple[SearchPage, str | None]:
    """Search for the text as typed or, if that finds nothing, for its correction.

    Return the page, and the text that was searched for instead, None if it was the one typed.
    """
    page = engine.search(request)
    if request.exact or not page.suggestion or not (page.partial or _matches_nothing(page)):
        return page, None
    better = engine.search(replace(request, text=page.suggestion))
    if better.partial or _matches_nothing(better):
        return engine.search(replace(request, exact=True)), None
    return better, page.suggestion


def _matches_nothing(page: SearchPage) -> bool:
    """Say whether the text alone finds nothing; filters that let nothing through are another matter."""
    return not page.total and not page.relaxations


PLACES_AHEAD = 3
"""Places that a similar course in one of the reader's languages comes before others."""


def similar_courses(
    session: Session, engine: SearchEngine, course: int, limit: int = 6, reads: Sequence[str] = ()
) -> Sequence[Course]:
    """Return published courses on the same subjects, the most similar first; the index decides which they are.

    Those in one of the languages that the reader ``reads`` come some places before others.
    """
    ids = engine.similar(course, limit + PLACES_AHEAD if reads else limit)
    found = {each.id: each for each in courses_for_cards(session, ids) if each.status == CourseStatus.PUBLISHED}
    like = [found[number] for number in ids if number in found]
    behind = [0 if base_language(each.language) in ("", *reads) else PLACES_AHEAD for each in like] if reads else []
    places = sorted(range(len(like)), key=lambda place: place + behind[place]) if reads else range(len(like))
    return [like[place] for place in places][:limit]


def courses_for_cards(session: Session, ids: Sequence[int]) -> Sequence[Course]:
    """Return these courses in no order, loaded with all that a card shows of them."""
    if not ids:
        return ()
    loaded = (joinedload(Course.provider), selectinload(Course.instances), selectinload(Course.skill_areas))
    return session.scalars(select(Course).where(Course.id.in_(ids)).options(*loaded)).all()


def count_catalogue(engine: SearchEngine) -> SearchPage:
    """Return how many courses there are, by every facet; no hits."""
    return engine.search(SearchRequest(per_page=1, highlight=False))
