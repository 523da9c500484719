"""Telling what is wrong with a course, without an account."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_security import current_user
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import AnyOf, Email, Length, Optional

from catalogue.access import actor, everyone
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.problem_reports import Problem
from catalogue.extensions import db
from catalogue.models import Course
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.moderating.problem_reports import ReaderReport, report
from catalogue.web.guards.honeypot import HoneypotForm
from catalogue.web.guards.quotas_by_account import CountedForm
from catalogue.web.learning.problem_kinds import PROBLEMS
from catalogue.web.site.locale import reader_language

blueprint = Blueprint("reports", __name__)
blueprint.record(lambda state: state.app.config.setdefault("OPEN_FORMS", set()).add("reports.new"))


class ReportForm(HoneypotForm, CountedForm):
    """What is wrong, in a few words if one likes, and where to send the outcome."""

    counted = "reports"

    problem = RadioField(
        _l("What is wrong?"),
        choices=list(PROBLEMS.items()),
        validators=[AnyOf(list(Problem), _l("Please choose what is wrong."))],
        validate_choice=False,
    )
    note = TextAreaField(_l("What should a moderator know?"), [Optional(), Length(max=2000)])
    email = StringField(
        _l("E-mail address"),
        [Optional(), Length(max=255), Email(_l("This is no e-mail address; write one such as name@example.org."))],
    )


@blueprint.route("/courses/<slug>/report", methods=["GET", "POST"])
@everyone
def new(slug: str) -> ResponseReturnValue:
    """Show the form and take the report; what was typed stays if something is wrong with it."""
    course = _published(slug)
    form = ReportForm(email=current_user.email) if actor().signed_in else ReportForm()
    if form.validate_on_submit():
        told = ReaderReport(
            problem=Problem(form.problem.data),
            note=form.note.data or "",
            email=form.email.data or "",
            locale=reader_language(),
        )
        report(db.session(), course, told, actor())
        return redirect(url_for("reports.sent", slug=course.slug), 303)
    return render_template("learning/problem_report.html", course=course, form=form)


@blueprint.get("/courses/<slug>/report/sent")
@everyone
def sent(slug: str) -> ResponseReturnValue:
    """Say that the report waits for a moderator."""
    return render_template("learning/problem_report_sent.html", course=_published(slug))


def _published(slug: str) -> Course:
    course = course_by_slug(db.session(), slug)
    if course is None or course.status != CourseStatus.PUBLISHED:
        abort(404)
    return course
