"""``/api/v1/courses``: the catalogue for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite
from typing import Any

from flask import request, url_for
from flask_babel import get_locale, gettext
from flask_smorest import Blueprint, abort
from werkzeug.exceptions import Gone, NotFound

from catalogue.access import everyone
from catalogue.api.schemas import (
    LIMIT_DESCRIPTIONS,
    CourseSchema,
    SearchArguments,
    SearchPageSchema,
    SimilarSchema,
)
from catalogue.app_parts import parts
from catalogue.domain.course.records import CourseStatus
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.search.address import (
    MAX_FILTER_VALUES,
    MAX_QUERY_CHARACTERS,
    MAX_VALUE_CHARACTERS,
    read_languages,
    request_from,
)
from catalogue.search.facets import FacetValue
from catalogue.search.port import Hit, SearchPage
from catalogue.search.question import MAX_CLAUSES, MAX_PREFIXES
from catalogue.search.understanding import Condition
from catalogue.services.courses.facet_labels import provider_names, value_label
from catalogue.services.courses.loading import course_by_id
from catalogue.services.search.best_answers import BestAnswer
from catalogue.services.search.condition_labels import answer_label, condition_label
from catalogue.services.search.elsewhere import Elsewhere
from catalogue.services.search.met_runs import MetRun
from catalogue.services.search.searching import search_courses, similar_courses

TOO_LONG_MESSAGE = (
    f"More than can be searched for at once. In q: {MAX_QUERY_CHARACTERS} characters, {MAX_CLAUSES} conditions, "
    f"{MAX_PREFIXES} beginnings of words. "
    f"In all facets: {MAX_FILTER_VALUES} values of {MAX_VALUE_CHARACTERS} characters each."
)
blueprint = Blueprint("courses", __name__, url_prefix="/api/v1/courses", description="Courses and their search")


@blueprint.route("")
@blueprint.arguments(SearchArguments, location="query")
@blueprint.response(200, SearchPageSchema)
@everyone
def search(arguments: dict[str, Any]) -> dict[str, Any]:
    """Search with facets, by the same keys as the search page; 422 for more than can be searched for at once, and for
    limits that say nothing."""
    asked = request_from(request.args.to_dict(flat=False), str(get_locale()))
    asked = asked if asked.reads else replace(asked, reads=read_languages(",".join(request.accept_languages.values())))
    if asked.shortened:
        abort(422, errors={"query": {name: [TOO_LONG_MESSAGE] for name in asked.shortened}})
    if asked.unreadable:
        abort(422, errors={"query": {name: [LIMIT_DESCRIPTIONS[name]] for name in asked.unreadable}})
    result = search_courses(db.session(), parts().engine, asked)
    page = result.page
    return {
        "total": page.total,
        "items": [
            _item(course) | _of_hit(hit) | {"kilometres": _kilometres(result.met_runs.get(hit.id))}
            for hit, course in result.found
        ],
        "facets": _facets(page),
        "suggestion": page.suggestion,
        "corrected": result.corrected,
        "partial": page.partial,
        "understood": _understood(result.understood),
        "left_out": _understood(result.left_out),
        "best": [_best(each) for each in result.best],
        "elsewhere": _elsewhere(result.elsewhere),
        "relaxations": [{"without": each.facets, "total": each.total} for each in page.relaxations],
        "took_ms": page.took_ms,
    }


def _of_hit(hit: Hit) -> dict[str, Any]:
    return {"score": hit.score, "highlights": hit.highlights, "by_meaning": hit.by_meaning}


@blueprint.route("/<int:course_id>")
@blueprint.response(200, CourseSchema)
@everyone
def course(course_id: int) -> dict[str, Any]:
    """Return one course with all its fields; 410 if it was withdrawn."""
    found = course_by_id(db.session(), course_id)
    if found is None or found.status == CourseStatus.DRAFT:
        raise NotFound(f"There is no course {course_id}.")
    if found.status == CourseStatus.WITHDRAWN:
        raise Gone(f"Course {course_id} is no longer offered.")
    return _item(found) | {"source": found.source.key if found.source else None}


@blueprint.route("/<int:course_id>/similar")
@blueprint.response(200, SimilarSchema)
@everyone
def similar(course_id: int) -> dict[str, Any]:
    """Return the courses on the same subjects in any language, the most similar first."""
    return {"items": [_item(course) for course in similar_courses(db.session(), parts().engine, course_id)]}


def _understood(conditions: Sequence[Condition]) -> list[dict[str, Any]]:
    locale = str(get_locale())
    return [
        {
            "words": each.words,
            "facet": each.facet,
            "value": each.value,
            "label": condition_label(db.session(), each, locale, gettext),
        }
        for each in conditions
    ]


def _best(answer: BestAnswer) -> dict[str, Any]:
    handle = _HANDLE_BY_KIND.get(answer.kind, "key")
    page = "collections.page" if answer.kind == "collection" else f"{answer.kind}.page"
    address = url_for(page, **{handle: answer.key}, _external=True, _language="")
    label = answer_label(answer, str(get_locale()), gettext)
    return {"kind": answer.kind, "key": answer.key, "label": label, "page": address}


_HANDLE_BY_KIND = {"region": "code", "collection": "slug"}


def _elsewhere(found: Elsewhere) -> dict[str, Any]:
    near = {"town": found.town, "kilometres": found.kilometres, "total": found.total_near} if found.total_near else None
    return {"nearest": near, "online": found.total_online}


def _item(course: Course) -> dict[str, Any]:
    columns = {name: getattr(course, name) for name in course.__mapper__.column_attrs.keys()}  # noqa: SIM118
    return columns | {
        "page": url_for("course.page", slug=course.slug, _external=True, _language=""),
        "provider": course.provider,
        "skill_areas": [area.area_key for area in course.skill_areas],
        "instances": course.instances,
    }


def _kilometres(met: MetRun | None) -> float | None:
    return round(met.kilometres, 1) if met and isfinite(met.kilometres) else None


def _facets(page: SearchPage) -> dict[str, list[dict[str, Any]]]:
    names = provider_names(db.session(), [value.value for value in page.facets.get("provider", ())])
    return {key: [_value(key, value, names) for value in values] for key, values in page.facets.items()}


def _value(facet: str, found: FacetValue, names: Any) -> dict[str, Any]:
    """Return a facet value with its label in the reader's language."""
    locale = str(get_locale())
    label = names.get(found.value) if facet == "provider" else value_label(facet, found.value, locale, gettext)
    return {"value": found.value, "label": label or found.value, "count": found.count, "selected": found.selected}
