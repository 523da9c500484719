"""What stands beside the form and follows what is typed: a preview, what it may repeat, skill areas it speaks of."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import render_template, url_for

from catalogue.extensions import db
from catalogue.models import Submission
from catalogue.services.providing.submissions.publishing import preview_if_readable
from catalogue.services.providing.submissions.similar_courses import similar_courses
from catalogue.services.providing.submissions.suggested_areas import suggested_areas
from catalogue.web.providing.preview import Preview, present_preview
from catalogue.web.site import values
from catalogue.web.site.requests import engine

PANELS = ("similar", "suggested", "preview")


def shown_beside(submission: Submission) -> dict[str, Any]:
    """Return the values for the templates of the panels beside the form."""
    return {
        "similar": similar_courses(db.session(), engine(), submission),
        "suggested": suggested_areas(submission.content),
        "area_label": partial(values.label, "skill_area"),
        "beside": _preview(submission),
    }


def panels(submission: Submission) -> dict[str, str]:
    """Return each panel as HTML, with which the form's script replaces the one shown."""
    found = shown_beside(submission)
    return {name: render_template(f"providing/submissions/{name}.html", **found) for name in PANELS}


def _preview(submission: Submission) -> Preview | None:
    course = preview_if_readable(submission)
    return present_preview(course, url_for("submissions.check", ref=submission.ref)) if course else None
