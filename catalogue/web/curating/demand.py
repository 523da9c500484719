"""Where curators say how many people with which skills their regions need."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from wtforms import FileField

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.domain.text.csv_injection import guard_cell
from catalogue.domain.text.messages import N_, Message
from catalogue.extensions import db
from catalogue.services.curating.demand import stored_files
from catalogue.services.curating.demand.checking import COLUMNS, check_demand
from catalogue.services.curating.demand.role_finder import RoleFinder
from catalogue.services.providing.checked_tables import Problem, UnreadableTable
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.guards.heavy_requests import MAX_TABLE_BYTES, heavy

blueprint = Blueprint("demand", __name__, url_prefix="/curate/demand")


class DemandForm(FlaskForm):
    """A file of figures."""

    file = FileField(_l("Table (CSV, XLSX or ODS)"))


@blueprint.get("")
@requires(Act.CURATE)
def page() -> ResponseReturnValue:
    """Show the uploaded files of demand figures, and a form for the next."""
    return _shown()


@blueprint.post("")
@heavy(MAX_TABLE_BYTES)
@requires(Act.CURATE)
def upload() -> ResponseReturnValue:
    """Store a file as a whole, or show what is wrong with each cell."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _shown([Problem(1, "", Message(N_("No file came with the form; choose one.")))]), 422
    try:
        figures, problems = check_demand(file.read(), file.filename, actor(), RoleFinder(db.session()))
    except UnreadableTable as error:
        return _shown([Problem(1, "", error.message)]), 422
    if problems:
        return _shown(problems), 422
    stored_files.store_upload(db.session(), figures, file.filename, actor())
    flash(ngettext("%(num)s figure counts from now on.", "%(num)s figures count from now on.", len(figures)), "success")
    return redirect(url_for("demand.page"), 303)


@blueprint.post("/<int:number>/take-back")
@requires(Act.CURATE)
def take_back(number: int) -> ResponseReturnValue:
    """Take a file back, so that it no longer counts."""
    found = stored_files.upload_by_id(db.session(), number) or abort(404)
    try:
        stored_files.withdraw_upload(db.session(), found, actor())
    except stored_files.NotYourRegion:
        abort(403)
    flash(_("It no longer counts; what it overrode counts again."), "success")
    return redirect(url_for("demand.page"), 303)


@blueprint.get("/template.csv")
@requires(Act.CURATE)
def template() -> ResponseReturnValue:
    """Return an empty table to fill in."""
    return _table([], "demand.csv")


@blueprint.get("/<int:number>.csv")
@requires(Act.CURATE)
def figures(number: int) -> ResponseReturnValue:
    """Return an uploaded file as a table that can be changed and uploaded again."""
    found = stored_files.upload_by_id(db.session(), number) or abort(404)
    rows = [(one.region, one.area, one.job_role, one.number, one.year, one.source) for one in found.figures]
    return _table(rows, f"demand-{number}.csv")


def _table(rows: Iterable[Sequence[object]], name: str) -> Response:
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerows([COLUMNS, *([guard_cell(str(cell)) for cell in row] for row in rows)])
    answer = Response(written.getvalue(), mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _shown(problems: Sequence[Problem] = ()) -> str:
    files = [(one, stored_files.speaks_for(actor(), one)) for one in stored_files.latest_uploads(db.session())]
    return render_template(
        "curating/demand.html",
        form=DemandForm(formdata=None),
        problems=problems,
        files=files,
        columns=COLUMNS,
        areas=[area.key for area in skill_areas().roots()],
    )
