"""Where the office and the regions hand in curricula, and new versions of them."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FileField, SelectField

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.domain.text.messages import N_, Message
from catalogue.extensions import db
from catalogue.services.curating.curricula import stored_versions
from catalogue.services.curating.curricula.table import COLUMNS, read_curriculum
from catalogue.services.providing.checked_tables import Problem, UnreadableTable
from catalogue.web.guards.heavy_requests import MAX_TABLE_BYTES, heavy
from catalogue.web.learning.curriculum_page import in_reader_language, present_versions, speaker

blueprint = Blueprint("curriculum_versions", __name__, url_prefix="/curate/curricula")
ALLIANCE = "-"
"""In the form, who speaks for no region."""


class CurriculumForm(FlaskForm):
    """A file, what it is a version of, and for whom it speaks if it is new."""

    replaces = SelectField(_l("This is"), validate_choice=False)
    region = SelectField(_l("A new one is of"), validate_choice=False)
    file = FileField(_l("Table (CSV, XLSX or ODS)"))


@blueprint.get("")
@requires(Act.CURATE)
def page() -> ResponseReturnValue:
    """Show the versions that were uploaded, and a form for the next."""
    return _shown(CurriculumForm(formdata=None))


@blueprint.post("")
@heavy(MAX_TABLE_BYTES)
@requires(Act.CURATE)
def upload() -> ResponseReturnValue:
    """Store a curriculum as a whole, or show what is wrong with each cell."""
    form = CurriculumForm()
    file = request.files.get("file")
    if file is None or not file.filename:
        return _refused(form, Problem(1, "", Message(N_("No file came with the form; choose one."))))
    try:
        given, problems = read_curriculum(file.read(), file.filename)
        if given is None:
            return _refused(form, *problems)
        replaced = stored_versions.curricula_in_force(db.session()).get(form.replaces.data or "")
        region = "" if form.region.data == ALLIANCE else form.region.data or ""
        version = stored_versions.add_version(db.session(), given, replaced, region, file.filename, actor())
    except (UnreadableTable, stored_versions.TitleTaken) as error:
        return _refused(form, Problem(1, "", error.message))
    except stored_versions.NotYourCurriculum:
        abort(403)
    flash(_("Version %(number)s is in force from now on.", number=version.number), "success")
    return redirect(url_for("curriculum.page", key=version.key), 303)


@blueprint.post("/<int:number>/take-back")
@requires(Act.CURATE)
def take_back(number: int) -> ResponseReturnValue:
    """Take a version back, so that the one before it counts again."""
    found = stored_versions.version_by_id(db.session(), number) or abort(404)
    try:
        stored_versions.withdraw_version(db.session(), found, actor())
    except stored_versions.NotYourCurriculum:
        abort(403)
    flash(_("It no longer counts; the version before it is in force again."), "success")
    return redirect(url_for("curriculum_versions.page"), 303)


def _refused(form: CurriculumForm, *problems: Problem) -> tuple[str, int]:
    return _shown(form, problems), 422


def _shown(form: CurriculumForm, problems: Sequence[Problem] = ()) -> str:
    own = [
        one
        for one in stored_versions.curricula_in_force(db.session()).values()
        if stored_versions.speaks_for(actor(), one.region)
    ]
    titles = [(one.key, _("the next version of “%(title)s”", title=in_reader_language(one.title))) for one in own]
    form.replaces.choices = [("", _("a new curriculum")), *titles]
    alliance = [(ALLIANCE, speaker(""))] if stored_versions.speaks_for(actor(), "") else []
    form.region.choices = [*alliance, *((code, f"{speaker(code)} ({code})") for code in sorted(actor().regions))]
    versions = [
        (one, stored_versions.speaks_for(actor(), one.region)) for one in stored_versions.latest_versions(db.session())
    ]
    return render_template(
        "curating/curricula.html",
        form=form,
        problems=problems,
        columns=COLUMNS,
        own=[(one.key, in_reader_language(one.title)) for one in own],
        versions=present_versions(versions),
    )
