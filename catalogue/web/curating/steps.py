"""Each thing a curator does, as a button does it."""

from __future__ import annotations

from datetime import date

from flask import abort, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.domain.search.collections import Choice, State
from catalogue.extensions import db
from catalogue.models import Collection
from catalogue.services.curating.collections import editing, history
from catalogue.services.curating.collections.reader_view import course_ids_in
from catalogue.services.curating.collections.rules import InvalidRule
from catalogue.web.curating.pages import blueprint, own_collection, show_editor
from catalogue.web.guards.whole_numbers import whole_number
from catalogue.web.site.locale import LOCALES
from catalogue.web.site.requests import engine

CHOICES = {"pin": Choice.PINNED, "exclude": Choice.EXCLUDED, "release": None}
MAX_COURSES_PER_CHOICE = 1_000
"""Courses; no page of ours has as many boxes to tick."""


@blueprint.post("/<region>/<slug>/texts")
@requires(Act.CURATE, region="region")
def texts(region: str, slug: str) -> ResponseReturnValue:
    """Save title and introduction."""
    collection = own_collection(region, slug)
    editing.change_texts(db.session(), collection, actor(), _texts(editing.TEXT_FIELDS))
    return _back(collection, "texts")


@blueprint.post("/<region>/<slug>/rules")
@requires(Act.CURATE, region="region")
def rules(region: str, slug: str) -> ResponseReturnValue:
    """Add or remove a search; one without any condition is refused."""
    collection = own_collection(region, slug)
    if removed := request.form.get("remove"):
        editing.remove_rule(db.session(), collection, actor(), removed)
        return _back(collection, "rules")
    try:
        editing.add_rule(db.session(), collection, actor(), request.form.get("rule", ""))
    except InvalidRule as problem:
        return show_editor(collection, problem.message.translated(_))
    return _back(collection, "rules")


@blueprint.post("/<region>/<slug>/choose")
@requires(Act.CURATE, region="region")
def choose(region: str, slug: str) -> ResponseReturnValue:
    """Pin, exclude or release courses, or move a pinned one."""
    collection = own_collection(region, slug)
    session = db.session()
    ids = request.form.getlist("course", type=whole_number)
    act = request.form.get("act", "")
    if len(ids) > MAX_COURSES_PER_CHOICE:
        abort(413)
    if unknown := editing.unknown_courses(session, ids):
        listed = ", ".join(map(str, unknown))
        return make_response(show_editor(collection, _("No course of the catalogue is at: %(list)s", list=listed)), 404)
    if act in ("up", "down") and ids:
        editing.move_course(session, collection, actor(), ids[0], -1 if act == "up" else 1)
    elif act in CHOICES:
        editing.choose_courses(session, collection, actor(), ids, CHOICES[act])
    else:
        abort(400)
    if back := request.form.get("back", ""):
        flash(_("Done: it is in your collection now."), "success")
        return redirect(back if back.startswith("/") and not back.startswith("//") else url_for("curate.index"), 303)
    return _back(collection, f"course-{ids[0]}" if ids and act in ("up", "down") else "courses")


@blueprint.post("/<region>/<slug>/addresses")
@requires(Act.CURATE, region="region")
def addresses(region: str, slug: str) -> ResponseReturnValue:
    """Pin courses by a list of their addresses."""
    collection = own_collection(region, slug)
    found, unknown = editing.courses_at(db.session(), request.form.get("addresses", "").splitlines())
    if found:
        editing.choose_courses(db.session(), collection, actor(), found, Choice.PINNED)
    if unknown:
        return show_editor(collection, _("No course of the catalogue is at: %(list)s", list=", ".join(unknown)))
    return _back(collection, "courses")


@blueprint.post("/<region>/<slug>/courses/<int:course_id>")
@requires(Act.CURATE, region="region")
def about(region: str, slug: str, course_id: int) -> ResponseReturnValue:
    """Save notes, section and what the region adds to a course."""
    collection = own_collection(region, slug)
    session = db.session()
    if editing.course(session, course_id) is None:
        abort(404)
    notes = {code: request.form.get(f"note-{code}", "") for code in LOCALES}
    editing.annotate_course(session, collection, actor(), course_id, notes, request.form.get("section", ""))
    editing.set_overlay(session, collection, actor(), course_id, _texts(editing.OVERLAY_FIELDS))
    return _back(collection, f"course-{course_id}")


@blueprint.post("/<region>/<slug>/state")
@requires(Act.CURATE, region="region")
def state(region: str, slug: str) -> ResponseReturnValue:
    """Publish the collection, archive it, or make it a draft again."""
    collection = own_collection(region, slug)
    try:
        chosen = State(request.form.get("state", ""))
        period = [date.fromisoformat(day) if day else None for day in map(request.form.get, ("from", "until"))]
    except ValueError:
        return show_editor(collection, _("This is no date; write it as year-month-day, such as 2027-03-31."))
    editing.set_state(db.session(), collection, actor(), chosen, *period)
    return _back(collection, "state")


@blueprint.post("/<region>/<slug>/seen")
@requires(Act.CURATE, region="region")
def seen(region: str, slug: str) -> ResponseReturnValue:
    """Record that the curator has seen which courses came and went."""
    collection = own_collection(region, slug)
    editing.mark_as_seen(db.session(), collection, course_ids_in(db.session(), engine(), collection))
    return _back(collection, "changes")


@blueprint.post("/<region>/<slug>/comment")
@requires(Act.CURATE, region="region")
def comment(region: str, slug: str) -> ResponseReturnValue:
    """Add a comment for the other curators."""
    collection = own_collection(region, slug)
    history.comment(db.session(), collection, actor(), request.form.get("text", ""))
    return _back(collection, "history")


@blueprint.post("/<region>/<slug>/undo/<int:event_id>")
@requires(Act.CURATE, region="region")
def undo(region: str, slug: str, event_id: int) -> ResponseReturnValue:
    """Undo one step of the history."""
    collection = own_collection(region, slug)
    if not history.undo_step(db.session(), collection, actor(), event_id):
        abort(404)
    return _back(collection, "history")


def _texts(names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    return {code: {name: request.form.get(f"{name}-{code}", "").strip() for name in names} for code in LOCALES}


def _back(collection: Collection, place: str) -> ResponseReturnValue:
    return redirect(url_for("curate.edit", region=collection.region, slug=collection.slug, _anchor=place), 303)
