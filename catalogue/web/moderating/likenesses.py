"""Courses that may be one or belong together, for moderators to merge, link or dismiss."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.domain.people.review_states import LikenessState
from catalogue.extensions import db
from catalogue.models import Course, Likeness
from catalogue.services.moderating import likenesses
from catalogue.web.guards.whole_numbers import page_number
from catalogue.web.moderating.likeness_page import present_likeness

blueprint = Blueprint("likenesses", __name__, url_prefix="/moderation/likenesses")

STATES = tuple(LikenessState)


@blueprint.get("/")
@requires(Act.MODERATE)
def index() -> ResponseReturnValue:
    """Show the suggestions in one state, both courses side by side."""
    state = request.args.get("state", "")
    state = LikenessState(state) if state in STATES else LikenessState.OPEN
    page = request.args.get("page", 1, type=page_number)
    found, total = likenesses.open_likenesses(db.session(), state, page)
    return render_template(
        "moderating/likenesses.html",
        views=[present_likeness(one) for one in found],
        state=state,
        states=STATES,
        total=total,
        page=page,
        more=total > page * likenesses.LIKENESSES_PER_PAGE,
    )


@blueprint.post("/<int:likeness_id>")
@requires(Act.MODERATE)
def decide(likeness_id: int) -> ResponseReturnValue:
    """Merge or link two courses, dismiss the suggestion, or take a decision back."""
    likeness = likenesses.likeness_by_id(db.session(), likeness_id) or abort(404)
    verb, _colon, side = request.form.get("decision", "").partition(":")
    course = {"one": likeness.one, "other": likeness.other}.get(side)
    try:
        _carry_out(likeness, verb, course)
    except likenesses.LikenessAlreadyDecided:
        flash(_("Someone else has decided on this in the meantime."), "error")
    else:
        flash(_("Undone.") if verb == "undo" else _("Done. You can undo this."), "success")
    if "queue" in request.form:
        return redirect(url_for("moderation.index", kind="likeness"), 303)
    return redirect(url_for("likenesses.index"), 303)


def _carry_out(likeness: Likeness, verb: str, course: Course | None) -> None:
    session = db.session()
    if verb == "dismiss":
        likenesses.dismiss(session, actor(), likeness)
    elif verb == "undo":
        likenesses.undo_decision(session, actor(), likeness)
    elif verb == "merge" and course:
        likenesses.merge(session, actor(), likeness, course)
    elif verb == "link" and course:
        likenesses.link(session, actor(), likeness, course)
    else:
        abort(400)
