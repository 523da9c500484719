"""Where each value of a course comes from: to lock what imports must leave alone, and to release it."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.courses.field_locks import UnknownField, lock_field, run_effects, unlock_field
from catalogue.services.sources.run_reports import may_manage_source
from catalogue.web.providing.course_fields_page import present_fields
from catalogue.web.providing.own_course import own_course
from catalogue.web.sources import run_page

blueprint = Blueprint("course_fields", __name__)


@blueprint.get("/courses/<slug>/fields")
@requires(Act.SUBMIT_LISTINGS)
def page(slug: str) -> ResponseReturnValue:
    """Show a course field by field, with what import runs have changed."""
    course = own_course(slug)
    return render_template(
        "providing/fields.html",
        course=course,
        rows=present_fields(course),
        happenings=run_effects(db.session(), course),
        manages=course.source is not None and may_manage_source(actor(), course.source),
        **run_page.TEMPLATE_FUNCTIONS,
    )


@blueprint.post("/courses/<slug>/fields")
@requires(Act.SUBMIT_LISTINGS)
def change(slug: str) -> ResponseReturnValue:
    """Lock or release one field; ``decision`` is its verb and field, as in ``lock:title``."""
    course = own_course(slug)
    verb, _colon, field = request.form.get("decision", "").partition(":")
    act = {"lock": lock_field, "release": unlock_field}.get(verb) or abort(400)
    try:
        act(db.session(), actor(), course, field)
    except UnknownField:
        abort(400)
    flash(
        _("Locked: imports leave it as it is.")
        if verb == "lock"
        else _("Released: the next run uses what its source states."),
        "success",
    )
    return redirect(url_for(".page", slug=course.slug, _anchor=field), 303)
