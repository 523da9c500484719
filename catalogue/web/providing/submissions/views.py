"""The life of a submission: begun, looked at, handed in, thrown away."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act
from catalogue.domain.people.review_states import EDITABLE_STATUSES, SubmissionStatus, missing_fields
from catalogue.domain.text.messages import Text
from catalogue.extensions import db
from catalogue.models import Submission
from catalogue.services.providing.submissions import drafts
from catalogue.services.providing.submissions.publishing import Unpublishable, preview, understand
from catalogue.services.providing.submissions.similar_courses import similar_courses
from catalogue.services.providing.submissions.submitting import Incomplete, submit
from catalogue.web.guards.quotas_by_account import count_act
from catalogue.web.learning.course_page import present_course
from catalogue.web.providing.own_course import known_provider, own_course
from catalogue.web.providing.submissions import blueprint
from catalogue.web.providing.submissions.forms import FORMS
from catalogue.web.providing.submissions.own import own_submission
from catalogue.web.site.requests import engine


@blueprint.post("/providers/<key>/submissions")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def begin(key: str) -> ResponseReturnValue:
    """Create a draft."""
    provider = known_provider(key)
    return _opened(lambda: drafts.begin_draft(db.session(), provider, actor()))


@blueprint.post("/courses/<slug>/revise")
@requires(Act.SUBMIT_LISTINGS)
def revise(slug: str) -> ResponseReturnValue:
    """Create a revision of a published course, which stays as it is until the revision is approved."""
    course = own_course(slug)
    return _opened(lambda: drafts.begin_revision(db.session(), course, actor()))


@blueprint.post("/courses/<slug>/copy")
@requires(Act.SUBMIT_LISTINGS)
def copy(slug: str) -> ResponseReturnValue:
    """Create a draft that begins with what a course says."""
    course = own_course(slug)
    return _opened(lambda: drafts.draft_copy_of(db.session(), course, actor()))


@blueprint.get("/submissions/<ref>")
@requires(Act.SUBMIT_LISTINGS)
def page(ref: str) -> ResponseReturnValue:
    """Redirect to the check of a complete draft, else to its first step."""
    submission = own_submission(ref)
    complete = submission.status not in EDITABLE_STATUSES or not missing_fields(submission.content)
    return redirect(url_for("submissions.step", ref=ref, step="check" if complete else "course"), 303)


@blueprint.get("/submissions/<ref>/check")
@requires(Act.SUBMIT_LISTINGS)
def check(ref: str) -> ResponseReturnValue:
    """Show the preview, what is missing, and the button that submits the draft."""
    return _checked(own_submission(ref))


@blueprint.post("/submissions/<ref>/hand-in")
@requires(Act.SUBMIT_LISTINGS)
def hand_over(ref: str) -> ResponseReturnValue:
    """Submit a draft to the moderators; a second time changes nothing."""
    submission = own_submission(ref)
    count_act("hand-ins")
    try:
        submit(db.session(), engine(), submission, actor())
    except (Incomplete, Unpublishable):
        return _checked(submission)
    if submission.status == SubmissionStatus.PUBLISHED:
        flash(_("It is published."), "success")
    else:
        flash(_("Thank you. A moderator will check it, and you will get an e-mail when it is decided."), "success")
    return redirect(url_for("submissions.check", ref=ref), 303)


@blueprint.post("/submissions/<ref>/discard")
@requires(Act.SUBMIT_LISTINGS)
def discard(ref: str) -> ResponseReturnValue:
    """Delete a draft."""
    submission = own_submission(ref)
    key = submission.provider.key
    try:
        drafts.delete_draft(db.session(), submission)
    except drafts.NotEditable:
        flash(_("This was submitted already and cannot be deleted."), "error")
        return redirect(url_for("submissions.check", ref=ref), 303)
    flash(_("The draft was deleted."), "success")
    return redirect(url_for("provide.manage", key=key), 303)


def _opened(begin_draft: Callable[[], Submission]) -> ResponseReturnValue:
    """Begin a draft, unless too many were begun of late, and lead to its first step. Raise ``TooOften``."""
    count_act("drafts")
    submission = begin_draft()
    return redirect(url_for("submissions.step", ref=submission.ref, step="course"), 303)


def _checked(submission: Submission) -> ResponseReturnValue:
    problem: Text = ""
    view = None
    notes = tuple[Text, ...]()
    try:
        notes = understand(submission).notes
        view = present_course(preview(submission))
    except Unpublishable as error:
        problem = error.message
    return render_template(
        "providing/submissions/check.html",
        submission=submission,
        step="check",
        steps=[*FORMS, "check"] if submission.status in EDITABLE_STATUSES else [],
        missing=missing_fields(submission.content),
        problem=problem,
        notes=notes,
        view=view,
        editable=submission.status in EDITABLE_STATUSES,
        similar=similar_courses(db.session(), engine(), submission),
    )
