"""The words of readers' reports."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from catalogue.domain.people.problem_reports import Problem

PROBLEMS = {
    Problem.DEAD_LINK.value: _l("The link leads nowhere"),
    Problem.WRONG_DATA.value: _l("Something here is not right"),
    Problem.DATES_PAST.value: _l("All dates are past"),
    Problem.NO_COURSE.value: _l("This is not a course"),
    Problem.OTHER.value: _l("Something else"),
}
