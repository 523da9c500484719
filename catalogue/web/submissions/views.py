"""The pages of a submission. Each step keeps what was typed before it says what is wrong with it."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.app_parts import Parts
from catalogue.domain.moderation import EDITABLE, SubmissionStatus, missing_fields
from catalogue.domain.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Course, Submission
from catalogue.services.courses import course_by_slug, provider_by_key
from catalogue.services.submissions import drafting
from catalogue.services.submissions.handing_in import Incomplete, hand_in
from catalogue.services.submissions.publishing import Unpublishable, preview, understand
from catalogue.services.submissions.suggesting import suggested_areas
from catalogue.web.allowances import count
from catalogue.web.presenters import values
from catalogue.web.presenters.course import present_course
from catalogue.web.submissions import choices, filling
from catalogue.web.submissions.forms import FORMS, STEPS

blueprint = Blueprint("submissions", __name__)


@blueprint.post("/providers/<key>/submissions")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def begin(key: str) -> ResponseReturnValue:
    """A new draft."""
    provider = provider_by_key(db.session(), key) or abort(404)
    count("drafts")
    submission = drafting.begin(db.session(), provider, actor())
    return redirect(url_for("submissions.step", ref=submission.ref, step="course"), 303)


@blueprint.post("/courses/<slug>/revise")
@requires(Act.SUBMIT_LISTINGS)
def revise(slug: str) -> ResponseReturnValue:
    """A revision of a published course; the published one stays until it is approved."""
    course = _own_course(slug)
    count("drafts")
    submission = drafting.revise(db.session(), course, actor())
    return redirect(url_for("submissions.step", ref=submission.ref, step="course"), 303)


@blueprint.post("/courses/<slug>/copy")
@requires(Act.SUBMIT_LISTINGS)
def copy(slug: str) -> ResponseReturnValue:
    """A new draft that begins with what a course says."""
    course = _own_course(slug)
    count("drafts")
    submission = drafting.copy_of(db.session(), course, actor())
    return redirect(url_for("submissions.step", ref=submission.ref, step="course"), 303)


@blueprint.get("/submissions/<ref>")
@requires(Act.SUBMIT_LISTINGS)
def page(ref: str) -> ResponseReturnValue:
    """Where one was: the check of a complete draft, else its beginning."""
    submission = _own(ref)
    complete = submission.status not in EDITABLE or not missing_fields(submission.content)
    return redirect(url_for("submissions.step", ref=ref, step="check" if complete else "course"), 303)


@blueprint.get("/submissions/<ref>/<any(course,content,facts,dates,translations):step>")
@requires(Act.SUBMIT_LISTINGS)
def step(ref: str, step: str) -> ResponseReturnValue:
    """A step of the form."""
    submission = _own(ref)
    if submission.status not in EDITABLE:
        return redirect(url_for("submissions.check", ref=ref), 303)
    return _show(submission, step, filling.shown_form(step, submission.content))


@blueprint.post("/submissions/<ref>/<any(course,content,facts,dates,translations):step>")
@requires(Act.SUBMIT_LISTINGS)
def keep(ref: str, step: str) -> ResponseReturnValue:
    """Keep what was typed; go on if it is right, show what is not."""
    submission = _own(ref)
    form = filling.posted_form(step, request.form)
    typed = filling.values_of(step, form, submission.content)
    add, remove = "add" in request.form, request.form.get("remove")
    if step == "dates" and (add or remove):
        typed["instances"] = filling.changed_rows(typed["instances"], add, remove)
    try:
        drafting.save(db.session(), submission, typed)
    except drafting.NotEditable:
        flash(_("This was handed in already; what you changed now was not taken."), "error")
        return redirect(url_for("submissions.check", ref=ref), 303)
    if "autosave" in request.form:
        return {"saved": True}
    if step == "dates" and (add or remove):
        return redirect(url_for("submissions.step", ref=ref, step=step, _anchor="last" if add else None), 303)
    if not form.validate():
        return _show(submission, step, form)
    return redirect(_after(ref, step), 303)


@blueprint.get("/submissions/<ref>/check")
@requires(Act.SUBMIT_LISTINGS)
def check(ref: str) -> ResponseReturnValue:
    """How it will look, what is missing, and handing it in."""
    return _checked(_own(ref))


@blueprint.post("/submissions/<ref>/hand-in")
@requires(Act.SUBMIT_LISTINGS)
def hand_over(ref: str) -> ResponseReturnValue:
    """To the moderators; a second time changes nothing."""
    submission = _own(ref)
    count("hand-ins")
    parts: Parts = current_app.extensions["catalogue"]
    try:
        hand_in(db.session(), parts.engine, submission, actor())
    except (Incomplete, Unpublishable):
        return _checked(submission)
    if submission.status == SubmissionStatus.PUBLISHED:
        flash(_("It is published."), "success")
    else:
        flash(_("Thank you. The moderators have it now; you will get a mail when they have decided."), "success")
    return redirect(url_for("submissions.check", ref=ref), 303)


@blueprint.post("/submissions/<ref>/discard")
@requires(Act.SUBMIT_LISTINGS)
def discard(ref: str) -> ResponseReturnValue:
    """Throw a draft away."""
    submission = _own(ref)
    key = submission.provider.key
    try:
        drafting.discard(db.session(), submission)
    except drafting.NotEditable:
        flash(_("This was handed in already and cannot be thrown away."), "error")
        return redirect(url_for("submissions.check", ref=ref), 303)
    flash(_("The draft is gone."), "success")
    return redirect(url_for("provide.manage", key=key), 303)


def _own(ref: str) -> Submission:
    return drafting.submission_for(db.session(), ref, actor()) or abort(404)


def _own_course(slug: str) -> Course:
    course = course_by_slug(db.session(), slug)
    if course is None or course.status == "draft":
        abort(404)
    if not may(actor(), Act.SUBMIT_LISTINGS, provider=course.provider.key):
        abort(403)
    return course


def _after(ref: str, step: str) -> str:
    if "leave" in request.form:
        return url_for("submissions.check", ref=ref)
    following = STEPS[STEPS.index(step) + 1]
    if following == "check":
        return url_for("submissions.check", ref=ref)
    return url_for("submissions.step", ref=ref, step=following)


def _show(submission: Submission, step: str, form: object) -> ResponseReturnValue:
    return render_template(
        f"submissions/{step}.html",
        submission=submission,
        step=step,
        steps=[*FORMS, "check"],
        form=form,
        areas=choices.areas(),
        suggested=suggested_areas(submission.content) if step == "content" else (),
        area_label=partial(values.label, "skill_area"),
        own_name=choices.own_name,
        similar=drafting.similar_courses(db.session(), submission) if step == "content" else (),
    )


def _checked(submission: Submission) -> ResponseReturnValue:
    problem, view, notes = "", None, tuple[str, ...]()
    try:
        notes = understand(submission).notes
        view = present_course(preview(submission))
    except Unpublishable as error:
        problem = str(error)
    return render_template(
        "submissions/check.html",
        submission=submission,
        step="check",
        steps=[*FORMS, "check"] if submission.status in EDITABLE else [],
        missing=missing_fields(submission.content),
        problem=problem,
        notes=notes,
        view=view,
        editable=submission.status in EDITABLE,
        similar=drafting.similar_courses(db.session(), submission),
    )
