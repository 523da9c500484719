"""Keeping a job role that one works towards, with what one has declared; its courses go on the shortlist."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Flask, abort, request, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import csrf, limiter
from catalogue.services.learning.goals import Goal, goals_as_text, goals_from_text, with_goal
from catalogue.taxonomy.job_roles import job_roles
from catalogue.web.guards.same_origin_forms import is_from_our_page, redirect_back
from catalogue.web.learning.goal_cookie import saved_goals, store_goals
from catalogue.web.learning.shortlist import add_to_shortlist, read_ids

blueprint = Blueprint("goals", __name__)


@blueprint.record_once
def _open(state: Any) -> None:
    app: Flask = state.app
    app.config.setdefault("OPEN_FORMS", set()).add("goals.change")


@blueprint.post("/job-roles/<key>/goal")
@everyone
@limiter.limit("60 per minute")
def change(key: str) -> ResponseReturnValue:
    """Keep the job role as a goal, or remove it."""
    if job_roles().get(key) is None:
        abort(404)
    if not is_from_our_page():
        abort(400)
    keeping = request.form.get("act", "keep") == "keep"
    answer = redirect_back(url_for("job_role.page", key=key), "#path")
    others = [goal for goal in saved_goals() if goal.role != key]
    store_goals(answer, with_goal(others, _asked(key)) if keeping else others)
    if keeping and (courses := read_ids(request.form.get("courses", ""))):
        add_to_shortlist(answer, courses)
    return answer


csrf.exempt(change)


def _asked(key: str) -> Goal:
    """Return the goal in the form, read by the same rules as one from a cookie."""
    form = request.form
    goal = Goal(
        role=key,
        skills=form.getlist("have"),
        country=form.get("country", ""),
        language=form.get("language", ""),
        online=form.get("online") == "1",
    )
    return next(iter(goals_from_text(goals_as_text([goal]))), Goal(role=key))
