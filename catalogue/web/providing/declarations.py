"""A partner's page for its word about a year: people trained, programmes updated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, IntegerField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.providing import declarations
from catalogue.services.providing.checked_tables import MAX_WHOLE_NUMBER, Problem, UnreadableTable
from catalogue.services.providing.declarations import FIRST_DECLARED_YEAR, MAX_NOTE_CHARACTERS, DeclaredYear
from catalogue.web.guards.heavy_requests import MAX_TABLE_BYTES, heavy
from catalogue.web.providing.own_course import known_provider

blueprint = Blueprint("declarations", __name__)
NEEDED = InputRequired(_l("Please fill this in."))


def _whole(least: int, most: int) -> NumberRange:
    return NumberRange(least, most, _l("Give a whole number from %(min)s to %(max)s."))


class YearForm(FlaskForm):
    """One year, typed."""

    year = IntegerField(_l("Year"), [NEEDED, _whole(FIRST_DECLARED_YEAR, datetime.now(UTC).year)])
    people_trained = IntegerField(_l("People trained"), [NEEDED, _whole(0, MAX_WHOLE_NUMBER)])
    programmes_updated = IntegerField(
        _l("Programmes made or brought up to date"), [NEEDED, _whole(0, MAX_WHOLE_NUMBER)]
    )
    note = TextAreaField(_l("How you counted"), [Optional(), Length(max=MAX_NOTE_CHARACTERS)])


class YearsForm(FlaskForm):
    """Several years, in a file."""

    file = FileField(_l("Table (CSV, XLSX or ODS)"), [InputRequired(_l("Choose a file."))])


@blueprint.route("/providers/<key>/declarations", methods=["GET", "POST"])
@requires(Act.MANAGE_PROVIDER, provider="key")
def page(key: str) -> ResponseReturnValue:
    """Show what was declared, and a form for a year."""
    form = YearForm()
    if not form.validate_on_submit():
        return _shown(key, form)
    year = DeclaredYear(
        year=form.year.data,
        people_trained=form.people_trained.data,
        programmes_updated=form.programmes_updated.data,
        note=form.note.data or "",
    )
    return _declared(key, [year])


@blueprint.post("/providers/<key>/declarations/file")
@heavy(MAX_TABLE_BYTES)
@requires(Act.MANAGE_PROVIDER, provider="key")
def upload(key: str) -> ResponseReturnValue:
    """Store several years at once; a single wrong cell and none is stored."""
    file = request.files.get("file")
    try:
        data, name = (file.read(), file.filename or "") if file else (b"", "")
        years, problems = declarations.read_declarations(data, name, datetime.now(UTC).date())
    except UnreadableTable as error:
        return _shown(key, YearForm(formdata=None), [Problem(1, "", error.message)]), 422
    if problems:
        return _shown(key, YearForm(formdata=None), problems), 422
    return _declared(key, years)


@blueprint.get("/providers/<key>/declarations/template.csv")
@requires(Act.MANAGE_PROVIDER, provider="key")
def template(key: str) -> ResponseReturnValue:
    """Return an empty table to fill in."""
    answer = Response(",".join(declarations.COLUMNS) + "\r\n", mimetype="text/csv")
    answer.headers["Content-Disposition"] = 'attachment; filename="declarations.csv"'
    return answer


def _shown(key: str, form: YearForm, problems: Sequence[Problem] = ()) -> str:
    provider = known_provider(key)
    return render_template(
        "providing/declarations.html",
        provider=provider,
        form=form,
        file_form=YearsForm(formdata=None),
        problems=problems,
        declared=declarations.declarations_of(db.session(), provider),
    )


def _declared(key: str, years: Sequence[DeclaredYear]) -> ResponseReturnValue:
    provider = known_provider(key)
    declarations.declare(db.session(), provider, years, actor())
    flash(_("Thank you. It counts on the page of indicators from now on."), "success")
    return redirect(url_for("declarations.page", key=key), 303)
