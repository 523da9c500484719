"""The moderators' queue, one item after another, and the audit trail."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.access import actor, requires
from catalogue.app_parts import parts
from catalogue.domain.people.permissions import Act
from catalogue.domain.people.review_states import Verdict, word_differences
from catalogue.extensions import db
from catalogue.models import Review
from catalogue.services.accounts import audit_trail
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.moderating import assigning, deciding, deciding_many
from catalogue.services.moderating.review_kinds import review_kinds
from catalogue.services.reviewing.contract import CannotApprove, ReviewDetails
from catalogue.services.reviewing.queue import (
    REVIEWS_PER_PAGE,
    QueueRequest,
    next_after,
    queue,
    review_by_id,
)
from catalogue.web.guards.whole_numbers import page_number, whole_number
from catalogue.web.moderating import queue_page, verdicts
from catalogue.web.moderating.audit import audit_changes
from catalogue.web.moderating.course_skills_page import present_skills
from catalogue.web.moderating.likeness_page import present_likeness

blueprint = Blueprint("moderation", __name__, url_prefix="/moderation")


@blueprint.get("")
@requires(Act.MODERATE)
def index() -> ResponseReturnValue:
    """Show what waits, the oldest first."""
    return _queue(_asked())


def _asked() -> QueueRequest:
    """Return the part of the queue that the address names."""
    return QueueRequest(
        kind=request.args.get("kind", ""),
        provider=request.args.get("provider", ""),
        mine=actor().user_id if "mine" in request.args else None,
        unassigned="unassigned" in request.args,
        closed="closed" in request.args,
        page=request.args.get("page", 1, type=page_number),
    )


@blueprint.post("/decide")
@requires(Act.MODERATE)
def decide_many() -> ResponseReturnValue:
    """Decide on each of the chosen items of a kind by itself; then show what became of each."""
    chosen = _chosen()
    kind = request.form.get("kind", "")
    asked = QueueRequest(kind=kind)
    reason = request.form.get("reason", "")
    if not chosen:
        return _queue(asked, error=_("Select at least one item."), reason=reason)
    try:
        results = deciding_many.decide_many(
            db.session(),
            parts().engine,
            chosen,
            kind,
            _verdict(),
            actor(),
            reason=verdicts.reason_to_message_ids(reason, kind),
            address=parts().settings.address,
        )
    except deciding.ReasonMissing:
        error = _("Give a reason; it is sent to whoever submitted this.")
        return _queue(asked, error=error, reason=reason, chosen=set(chosen))
    return render_template("moderating/decided.html", results=results, kind=kind)


@blueprint.post("/assign")
@requires(Act.MODERATE)
def assign_many() -> ResponseReturnValue:
    """Assign the chosen items to somebody, or to nobody."""
    chosen = _chosen()
    if not chosen:
        return _queue(_asked(), error=_("Select at least one item."))
    try:
        moved = assigning.assign_many(db.session(), chosen, request.form.get("to", type=whole_number), actor())
    except LookupError:
        abort(400)
    flash(ngettext("%(num)s item has changed hands.", "%(num)s items have changed hands.", moved), "success")
    view: dict[str, Any] = {
        name: request.args[name] for name in ("kind", "provider", "mine", "unassigned") if name in request.args
    }
    return redirect(url_for("moderation.index", **view), 303)


def _queue(
    asked: QueueRequest, error: str = "", reason: str = "", chosen: Collection[int] = frozenset()
) -> ResponseReturnValue:
    found = queue(db.session(), asked)
    return render_template(
        "moderating/queue.html",
        asked=asked,
        queue=found,
        reviewers=() if asked.closed else assigning.reviewers(db.session()),
        kind=review_kinds().get(asked.kind),
        per_page=REVIEWS_PER_PAGE,
        error=error,
        reason=reason,
        chosen=chosen,
    )


@blueprint.get("/<int:review_id>")
@requires(Act.MODERATE)
def item(review_id: int) -> ResponseReturnValue:
    """Show one item, with what approving it would change."""
    return _show(_review(review_id))


@blueprint.post("/<int:review_id>")
@requires(Act.MODERATE)
def decide(review_id: int) -> ResponseReturnValue:
    """Approve, send back or reject an item; then show the next."""
    review = _review(review_id)
    verdict = _verdict()
    reason = request.form.get("reason", "")
    try:
        deciding.decide(
            db.session(),
            parts().engine,
            review,
            request.form.get("version", 0, type=whole_number),
            verdict,
            actor(),
            reason=verdicts.reason_to_message_ids(reason, review.kind),
            address=parts().settings.address,
        )
    except deciding.AlreadyDecided:
        flash(_("Someone else was quicker; this is what was decided."), "error")
        return redirect(url_for("moderation.item", review_id=review_id), 303)
    except deciding.ReasonMissing:
        return _show(review, error=_("Give a reason; it is sent to whoever submitted this."), reason=reason)
    except CannotApprove as error:
        return _show(review, error=error.message.translated(_), reason=reason)
    flash(verdicts.decision_message(verdict, review.title, review.kind), "success")
    following = next_after(db.session(), review, actor())
    if following is None:
        return redirect(url_for("moderation.index"), 303)
    return redirect(url_for("moderation.item", review_id=following.id), 303)


@blueprint.post("/<int:review_id>/assign")
@requires(Act.MODERATE)
def assign(review_id: int) -> ResponseReturnValue:
    """Take an item, or give it back."""
    assigning.assign(db.session(), _review(review_id), actor())
    return redirect(url_for("moderation.item", review_id=review_id), 303)


@blueprint.get("/audit")
@requires(Act.MODERATE)
def audit() -> ResponseReturnValue:
    """Show who did what, the latest first."""
    entries = audit_trail.trail(
        db.session(), subject=request.args.get("subject", ""), before_id=request.args.get("before", type=whole_number)
    )
    return render_template("moderating/audit.html", entries=entries, changes=audit_changes)


def _show(review: Review, error: str = "", reason: str = "") -> ResponseReturnValue:
    kind = review_kinds()[review.kind]
    shown = kind.show(db.session(), review)
    compared = [
        (
            queue_page.field_title(one.field),
            word_differences(queue_page.difference_side(one, "before"), queue_page.difference_side(one, "after")),
        )
        for one in shown.differences
    ]
    return render_template(
        "moderating/item.html",
        review=review,
        kind=kind,
        shown=shown,
        compared=compared,
        alike=present_likeness(shown.likeness) if shown.likeness else None,
        error=error,
        reason=reason,
        trail=audit_trail.trail(db.session(), subject=f"review:{review.id}", limit=20),
        teaches=_teaches(shown),
    )


def _teaches(shown: ReviewDetails) -> dict[str, object] | None:
    """Return the skills that a course is taken to teach, where those are in doubt; None elsewhere."""
    course = course_by_slug(db.session(), shown.course_slug) if shown.classified else None
    return {"course": course, "view": present_skills(course)} if course else None


def _chosen() -> dict[int, int]:
    """Return the ids of the chosen items with the versions that were looked at."""
    ids = request.form.getlist("item", type=whole_number)
    return {one: request.form.get(f"version-{one}", 0, type=whole_number) for one in ids}


def _verdict() -> Verdict:
    try:
        return Verdict(request.form.get("verdict", ""))
    except ValueError:
        abort(400)


def _review(review_id: int) -> Review:
    return review_by_id(db.session(), review_id) or abort(404)


@blueprint.context_processor
def _names() -> dict[str, object]:
    return {**queue_page.TEMPLATE_FUNCTIONS, **verdicts.TEMPLATE_FUNCTIONS}
