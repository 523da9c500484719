"""Curricula: their modules, the courses for each, and the holes, at two places side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.domain.places.countries import country_name
from catalogue.domain.places.regions import region
from catalogue.domain.text.csv_injection import guard_cell
from catalogue.extensions import db
from catalogue.services.curating.curricula.coverage import coverage, places
from catalogue.services.curating.curricula.stored_versions import curricula_in_force
from catalogue.services.curating.curricula.table import COLUMNS, curriculum_rows
from catalogue.taxonomy.curricula import Curriculum
from catalogue.web.learning.curriculum_page import in_reader_language, present_curriculum, present_links
from catalogue.web.site.requests import cached_part, engine

blueprint = Blueprint("curriculum", __name__)
MAX_COMPARED_PLACES = 2


@blueprint.get("/curricula")
@everyone
def index() -> ResponseReturnValue:
    """Show all curricula."""
    links = present_links(curricula_in_force(db.session()).values())
    return render_template("learning/curricula.html", curricula=links)


@blueprint.get("/curricula/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """Show one curriculum; the address names up to two places to compare, none meaning everywhere."""
    curriculum = _curriculum(key)
    chosen = tuple(_places())
    state = (engine().version(), curriculum)
    title = in_reader_language(curriculum.title)
    modules = cached_part("learning/curriculum_modules.html", (key, chosen), state, lambda: _drawn(curriculum, chosen))
    return render_template("learning/curriculum.html", title=title, modules=modules)


def _drawn(curriculum: Curriculum, chosen: Sequence[str]) -> dict[str, object]:
    sides = [(place, coverage(engine(), curriculum, place)) for place in chosen]
    return {"view": present_curriculum(curriculum, sides, places(engine()))}


@blueprint.get("/curricula/<key>.csv")
@everyone
def table(key: str) -> ResponseReturnValue:
    """Return the curriculum as a table that can be uploaded."""
    return _csv(key, COLUMNS, curriculum_rows(_curriculum(key)))


@blueprint.get("/curricula/<key>/coverage.csv")
@everyone
def covered(key: str) -> ResponseReturnValue:
    """Return the courses for each module at the places in the address as CSV: all, and in each language."""
    curriculum = _curriculum(key)
    heads = ("module", "title", "place", "language", "courses", "skills_not_taught")
    rows: list[tuple[object, ...]] = []
    for place in _places():
        for number, (module, found) in enumerate(
            zip(curriculum.modules, coverage(engine(), curriculum, place), strict=True), 1
        ):
            title = in_reader_language(module.title)
            rows.append((number, title, place, "", found.total, "|".join(found.missing)))
            rows += [(number, title, place, code, count, "") for code, count in found.by_language.items()]
    return _csv(f"{key}-coverage", heads, rows)


def _curriculum(key: str) -> Curriculum:
    return curricula_in_force(db.session()).get(key) or abort(404)


def _places() -> Sequence[str]:
    """Return the places that the address names, or everywhere."""
    asked = (place.upper() for place in request.args.getlist("place"))
    return [place for place in asked if _is_place(place)][:MAX_COMPARED_PLACES] or [""]


def _is_place(code: str) -> bool:
    return region(code) is not None or (len(code) == 2 and country_name(code, "en") is not None)


def _csv(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(heads)
    lines.writerows([guard_cell(str(cell)) for cell in row] for row in rows)
    answer = Response(written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
