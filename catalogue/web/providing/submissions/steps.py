"""The steps of the form. Each keeps what was typed before it says what is wrong with it."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from catalogue.access import requires
from catalogue.domain.people.permissions import Act
from catalogue.domain.people.review_states import EDITABLE_STATUSES
from catalogue.extensions import db
from catalogue.models import Submission
from catalogue.services.providing.submissions import drafts
from catalogue.services.providing.submissions.content import Content, as_text
from catalogue.web.moderating.queue_page import field_title
from catalogue.web.providing.submissions import blueprint, filling
from catalogue.web.providing.submissions.beside import panels, shown_beside
from catalogue.web.providing.submissions.forms import FORMS, STEPS
from catalogue.web.providing.submissions.own import own_submission
from catalogue.web.site import choices
from catalogue.web.site.locale import own_name


@blueprint.get("/submissions/<ref>/<any(course,content,facts,dates,translations):step>")
@requires(Act.SUBMIT_LISTINGS)
def step(ref: str, step: str) -> ResponseReturnValue:
    """Show a step of the form."""
    submission = own_submission(ref)
    if submission.status not in EDITABLE_STATUSES:
        return redirect(url_for("submissions.check", ref=ref), 303)
    return _show(submission, step, filling.shown_form(step, submission.content))


@blueprint.post("/submissions/<ref>/<any(course,content,facts,dates,translations):step>")
@requires(Act.SUBMIT_LISTINGS)
def keep(ref: str, step: str) -> ResponseReturnValue:
    """Save what was typed; show the next step if it is right, else what is wrong."""
    submission = own_submission(ref)
    form = filling.posted_form(step, request.form)
    typed = filling.values_of(step, form, submission.content)
    add, remove = "add" in request.form, request.form.get("remove")
    if step == "dates" and (add or remove):
        typed["instances"] = filling.changed_rows(typed["instances"], add, remove)
    try:
        drafts.save_draft(db.session(), submission, typed, request.form.get("seen"))
    except drafts.NotEditable:
        flash(_("This was submitted already; what you changed now was not saved."), "error")
        return redirect(url_for("submissions.check", ref=ref), 303)
    except drafts.ChangedElsewhere:
        return _show_both(submission, step, form, typed)
    if "autosave" in request.form:
        return {"saved": True, "seen": drafts.content_hash(submission.content, typed), "panels": panels(submission)}
    if step == "dates" and (add or remove):
        return redirect(url_for("submissions.step", ref=ref, step=step, _anchor="last" if add else None), 303)
    if not form.validate():
        return _show(submission, step, form)
    return redirect(_after(ref, step), 303)


def _after(ref: str, step: str) -> str:
    if "leave" in request.form:
        return url_for("submissions.check", ref=ref)
    following = STEPS[STEPS.index(step) + 1]
    if following == "check":
        return url_for("submissions.check", ref=ref)
    return url_for("submissions.step", ref=ref, step=following)


def _show_both(submission: Submission, step: str, form: FlaskForm, typed: Content) -> ResponseReturnValue:
    """Show the form as it was typed here, and above it what another window has saved meanwhile."""
    if "autosave" in request.form:
        return {"saved": False, "elsewhere": True}
    stands = submission.content
    differing = [name for name in typed if (stands.get(name) or None) != (typed[name] or None)]
    elsewhere = [(field_title(name), as_text(stands.get(name)) or "–") for name in differing]
    return _show(submission, step, form, elsewhere=elsewhere)


def _show(submission: Submission, step: str, form: FlaskForm, **more: Any) -> ResponseReturnValue:
    names = filling.values_of(step, form, submission.content)
    page = render_template(
        f"providing/submissions/{step}.html",
        submission=submission,
        step=step,
        steps=[*FORMS, "check"],
        form=form,
        seen=drafts.content_hash(submission.content, names),
        areas=choices.areas(),
        own_name=own_name,
        **shown_beside(submission),
        **more,
    )
    return page, {"Cache-Control": "no-store"}  # going back shows what is saved, not what was saved before
