"""The indicators to take away: every number, the rows it is counted from, and the charts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import MAXYEAR, UTC, date, datetime

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.domain.text.csv_injection import guard_cell
from catalogue.extensions import Session, db
from catalogue.services.curating.demand.in_force import figures_in_force, root_of
from catalogue.services.curating.demand.supply_comparison import all_matches
from catalogue.services.indicators.document import document_of
from catalogue.services.indicators.figures import all_figures, interest_by_day
from catalogue.services.indicators.raw_rows import COLUMNS, RowFilter, course_rows
from catalogue.services.indicators.role_supply import all_skill_supply
from catalogue.services.providing.declarations import all_declarations
from catalogue.taxonomy.job_roles import job_roles
from catalogue.web.guards.whole_numbers import whole_number
from catalogue.web.indicators.pages import blueprint, measured_indicators
from catalogue.web.indicators.pictures import picture
from catalogue.web.site.streaming import streamed

Table = tuple[tuple[str, ...], Iterable[tuple[object, ...]]]


@blueprint.get("/indicators/<name>.<any(csv, json):form>")
@everyone
def download(name: str, form: str) -> ResponseReturnValue:
    """Return the figures, or the rows they are counted from.

    ``data``: every number of every month (JSON: of the present one, as through the API); ``courses`` and ``interest``:
    the rows that they are counted from; ``declarations``: what partners declared; ``demand``: what regions say they
    need; ``supply-demand``: both side by side; ``job-roles``: the skills that the reference roles ask for; ``skills``:
    the courses for each at each place. The address of a figure names the rows that it counts: ``courses`` by
    ``indicator``, ``field``, ``skill_area`` and ``place``, ``interest`` by ``month``, ``declarations`` by ``year``,
    ``data`` by ``month`` and ``indicator``.
    """
    if name not in TABLES or (form == "json" and name != "data"):
        abort(404)
    if form == "json":
        return jsonify(document_of(db.session(), None))
    return streamed(lambda session: _lines(*TABLES[name](session)), "text/csv", f"indicators-{name}.csv")


@blueprint.get("/indicators/charts/<key>.<any(svg, png):form>")
@everyone
def chart(key: str, form: str) -> ResponseReturnValue:
    """Return a chart as a file for reports, with its title and its source."""
    view = measured_indicators()
    drawing = next((one.drawing for one in view.sections if one.key == key), None) if view else None
    if drawing is None:
        abort(404)
    return picture(("indicators", key), form, lambda: drawing)


def _figures(session: Session) -> Table:
    heads = ("month", "indicator", "facet", "subject", "skill_area", "value")
    rows = all_figures(session, request.args.get("month", type=_month), request.args.get("indicator", ""))
    return heads, (
        (f"{one.month:%Y-%m}", one.indicator, one.facet, one.subject, one.area, one.value) for one in rows
    )  # fmt: skip


def _courses(session: Session) -> Table:
    asked = [request.args.get(name, "") for name in ("indicator", "field", "skill_area", "place")]
    return COLUMNS, course_rows(session, RowFilter(*asked))


def _month(text: str) -> date:
    month = date.fromisoformat(f"{text}-01")
    if month.year >= MAXYEAR:
        raise ValueError("no month follows")
    return month


def _interest(session: Session) -> Table:
    heads = ("day", "visits", "searches", "fruitless", "opened", "followed")
    days = interest_by_day(session, request.args.get("month", type=_month))
    return heads, ((one.day, one.visitors, one.searches, one.fruitless, one.opened, one.followed) for one in days)


def _declarations(session: Session) -> Table:
    heads = ("year", "partner", "name", "people_trained", "programmes_updated", "note", "declared")
    return heads, (
        (
            *(one.year, one.provider.key, one.provider.name, one.people_trained, one.programmes_updated),
            *(one.note, one.declared_at),
        )
        for one in all_declarations(session, request.args.get("year", type=whole_number))
    )


def _demand(session: Session) -> Table:
    heads = ("region", "skill_area", "within", "job_role", "number", "year", "source", "uploaded")
    return heads, (
        (
            one.region,
            one.area,
            root_of(one.area),
            one.job_role,
            one.number,
            one.year,
            one.source,
            one.upload.uploaded_at,
        )
        for one in figures_in_force(session)
    )


def _supply_demand(session: Session) -> Table:
    heads = ("place", "skill_area", "courses", "people_needed", "year", "seats")
    return heads, (
        (
            *(one.place, one.area, one.courses),
            *((one.demand.people, one.demand.year) if one.demand else ("", "")),
            one.seats or "",
        )
        for one in all_matches(session)
    )


def _skills(session: Session) -> Table:
    heads = ("place", "skill", "courses")
    return heads, ((one.place, one.skill, one.courses) for one in all_skill_supply(session))


def _job_roles(_session: Session) -> Table:
    heads = ("job_role", "skill_area", "skill", "eqf_level", "essential", "esco")
    return heads, (
        (role.key, role.area, skill.key, skill.level, skill.essential, role.esco)
        for role in job_roles()
        for skill in role.skills
    )


TABLES: dict[str, Callable[[Session], Table]] = {
    "data": _figures,
    "courses": _courses,
    "interest": _interest,
    "declarations": _declarations,
    "demand": _demand,
    "supply-demand": _supply_demand,
    "skills": _skills,
    "job-roles": _job_roles,
}


def _lines(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """Yield CSV (RFC 4180) row by row, so that the catalogue need not fit into memory."""
    yield _line(heads)
    for row in rows:
        yield _line([_cell(value) for value in row])


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _cell(value: object) -> str:
    match value:
        case tuple():
            return "|".join(map(str, value))
        case bool():
            return str(int(value))
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case _:
            return guard_cell(str(value))
