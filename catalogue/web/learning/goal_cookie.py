"""The job roles that whoever makes a request works towards: from the account, else from a cookie set when asked for."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, g, request
from flask_security import user_authenticated

from catalogue.access import actor
from catalogue.extensions import db
from catalogue.models import User
from catalogue.services.learning import goals
from catalogue.services.learning.goals import Goal
from catalogue.web.guards.same_origin_forms import set_long_cookie
from catalogue.web.site.browser_storage import mark_private

COOKIE = "goals"


def init_app(app: Flask) -> None:
    """Move goals into the account of whoever signs in, and mark the pages that show goals as private."""
    user_authenticated.connect(_move_in, app)
    app.after_request(_mark)


def saved_goals() -> list[Goal]:
    """Return the goals of whoever makes this request, the latest last."""
    if "goals" not in g:
        user_id = actor().user_id
        g.goals = (
            goals.goals_from_text(request.cookies.get(COOKIE, ""))
            if user_id is None
            else goals.goals_of(db.session(), user_id)
        )
    found: list[Goal] = g.goals
    return found


def _brought() -> list[Goal]:
    return goals.goals_from_text(request.cookies.get(COOKIE, ""))


def store_goals(answer: Response, wanted: Sequence[Goal]) -> None:
    """Store exactly these goals in the account, else in the browser that gets the answer."""
    user_id = actor().user_id
    if user_id is not None:
        goals.store_goals(db.session(), user_id, wanted)
    elif wanted:
        set_long_cookie(answer, COOKIE, goals.goals_as_text(wanted))
    else:
        answer.delete_cookie(COOKIE)


def _move_in(_app: Flask, user: User, **_more: object) -> None:
    if brought := _brought():
        merged = goals.goals_of(db.session(), user.id)
        for goal in brought:
            merged = goals.with_goal(merged, goal)
        goals.store_goals(db.session(), user.id, merged)
        g.goals_moved = True


def _mark(response: Response) -> Response:
    return mark_private(response, "goals", COOKIE)
