"""The shortlist: courses kept to be compared, without an account in the browser, with one on every device.

A visitor's list is a cookie that holds ids and nothing else; it is set when the visitor asks for it, by a form that
works without JavaScript and carries no token (``web.open_forms``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    g,
    jsonify,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_security import user_authenticated

from catalogue.access import actor, everyone
from catalogue.domain.course.records import CourseStatus
from catalogue.extensions import csrf, db, limiter
from catalogue.models import User
from catalogue.services.courses.loading import courses_by_ids
from catalogue.services.learning import shortlist
from catalogue.web.guards.same_origin_forms import is_from_our_page, redirect_back, set_long_cookie
from catalogue.web.learning.goal_cookie import saved_goals
from catalogue.web.learning.goal_summary import present_goals
from catalogue.web.learning.shortlist_rows import present_row
from catalogue.web.site.browser_storage import mark_private

COOKIE = "shortlist"
IDS = re.compile(r"[1-9][0-9]{0,9}")
OPEN = {"shortlist.change", "shortlist.change_all"}

blueprint = Blueprint("shortlist", __name__)


@blueprint.record_once
def _bind(state: Any) -> None:
    app: Flask = state.app
    app.config.setdefault("OPEN_FORMS", set()).update(OPEN)
    app.jinja_env.globals["shortlisted"] = shortlisted
    user_authenticated.connect(_move_in, app)
    app.after_request(_mark)


def shortlisted() -> list[int]:
    """Return the ids of the courses on the shortlist of whoever makes this request."""
    if "shortlist" not in g:
        user_id = actor().user_id
        g.shortlist = _in_cookie() if user_id is None else shortlist.shortlist_of(db.session(), user_id)
    found: list[int] = g.shortlist
    return found


@blueprint.get("/shortlist")
@everyone
def page() -> ResponseReturnValue:
    """Show the reader's own list, or the one that the address names."""
    shared = read_ids(request.args.get("courses", ""))
    return _show(shared or shortlisted(), shared=bool(shared))


@blueprint.post("/shortlist/<int:course_id>")
@everyone
@limiter.limit("120 per minute")
def change(course_id: int) -> ResponseReturnValue:
    """Put a course on the list or take it off, then return to the page before."""
    return _change([course_id], request.form.get("act", "keep"), f"#keep-{course_id}")


@blueprint.post("/shortlist")
@everyone
@limiter.limit("20 per minute")
def change_all() -> ResponseReturnValue:
    """Add the courses of a list that somebody sent, or remove all."""
    return _change(read_ids(request.form.get("courses", "")), request.form.get("act", "keep"))


csrf.exempt(change)
csrf.exempt(change_all)


def _change(course_ids: Sequence[int], act: str, fragment: str = "") -> ResponseReturnValue:
    if not is_from_our_page():
        abort(400)
    try:
        kept = _dropped(course_ids) if act == "drop" else _kept(course_ids)
    except shortlist.ShortlistFull:
        return _show(shortlisted(), full=True), 409
    answer = _answer(kept, fragment)
    if not actor().signed_in:
        _remember(answer, kept)
    return answer


def add_to_shortlist(answer: Response, course_ids: Sequence[int]) -> None:
    """Add courses to the list of whoever makes this request, stored with the answer; a full list stays as it is."""
    try:
        course_list = _kept(course_ids)
    except shortlist.ShortlistFull:
        return
    if not actor().signed_in:
        _remember(answer, course_list)


def _kept(course_ids: Sequence[int]) -> list[int]:
    found = shortlist.published(db.session(), course_ids)
    if not found:
        abort(404)
    if (user_id := actor().user_id) is not None:
        shortlist.add_courses(db.session(), user_id, found)
    course_list = list(dict.fromkeys([*shortlisted(), *found]))
    if len(course_list) > shortlist.MAX_SHORTLISTED_COURSES:
        raise shortlist.ShortlistFull
    return course_list


def _dropped(course_ids: Sequence[int]) -> list[int]:
    if (user_id := actor().user_id) is not None:
        shortlist.remove_courses(db.session(), user_id, course_ids)
    return [course_id for course_id in shortlisted() if course_id not in course_ids]


def _answer(course_list: Sequence[int], fragment: str) -> Response:
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        return jsonify(kept=course_list)
    return redirect_back(url_for("shortlist.page"), fragment)


def _show(course_ids: Sequence[int], *, shared: bool = False, full: bool = False) -> str:
    offered = [one for one in courses_by_ids(db.session(), course_ids) if one.status in shortlist.LISTED_STATUSES]
    joined = ".".join(str(course.id) for course in offered)
    return render_template(
        "learning/shortlist.html",
        rows=[present_row(course) for course in offered],
        joined=joined,
        address=url_for("shortlist.page", courses=joined, _external=True, _language=""),
        shared=shared,
        full=full,
        most=shortlist.MAX_SHORTLISTED_COURSES,
        goals=present_goals(saved_goals(), [one for one in offered if one.status == CourseStatus.PUBLISHED]),
    )


def read_ids(text: str) -> list[int]:
    """Return the ids of courses in an address or a cookie."""
    return list(dict.fromkeys(int(one) for one in text.split(".") if IDS.fullmatch(one)))[
        : shortlist.MAX_SHORTLISTED_COURSES
    ]


def _in_cookie() -> list[int]:
    return read_ids(request.cookies.get(COOKIE, ""))


def _remember(answer: Response, course_list: Sequence[int]) -> None:
    if not course_list:
        answer.delete_cookie(COOKIE)
        return
    set_long_cookie(answer, COOKIE, ".".join(map(str, course_list)))


def _move_in(_app: Flask, user: User, **_more: Any) -> None:
    """Move what the browser had kept into the account of whoever signs in on it."""
    if course_list := _in_cookie():
        shortlist.add_from_browser(db.session(), user.id, course_list)
        g.shortlist_moved = True


def _mark(response: Response) -> Response:
    return mark_private(response, "shortlist", COOKIE)
