"""Which run of a found course a reader is shown: one that meets what was asked of runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import inf

from catalogue.models import Course, CourseInstance
from catalogue.search.documents import CourseDocument
from catalogue.search.facets import RUN_FACET_KEYS
from catalogue.search.meeting import kilometres_from, unmet
from catalogue.search.port import SearchRequest
from catalogue.services.courses.run_documents import hours_of, run_documents, runs_that_answer


@dataclass(frozen=True, slots=True)
class MetRun:
    """A run that meets what was asked, and how far it is from the place that was named; infinitely far from none."""

    run: CourseInstance
    kilometres: float = inf


def met_runs(courses: Iterable[Course], request: SearchRequest, today: date) -> Mapping[int, MetRun]:
    """Return by course id the nearest run that meets what a search asks of runs, or else the next to begin; nothing if
    it asks nothing of them."""
    filters = {key: values for key, values in request.filters.items() if key in RUN_FACET_KEYS and values}
    if not filters and not request.limits:
        return {}
    found = {}
    for course in courses:
        whole = CourseDocument(id=course.id, title=course.title, hours=hours_of(course))
        pairs = zip(runs_that_answer(course, today), run_documents(course, today), strict=True)
        met = [
            MetRun(run, kilometres_from(request.limits, document))
            for run, document in pairs
            if not unmet(whole, document, filters, request.limits)
        ]
        if met:
            found[course.id] = min(met, key=lambda each: _preference(each, today))
    return found


def _preference(met: MetRun, today: date) -> tuple[float, bool, date]:
    is_ahead = met.run.start is not None and met.run.start >= today
    return met.kilometres, not is_ahead, met.run.start or date.max
