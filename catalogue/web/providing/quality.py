"""How a provider's listings do: completeness, freshness, interest; and the same as a table."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import requires
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.providing.quality import report_on, weeks_of
from catalogue.services.providing.uploads.table import MEDIA_TYPES, as_csv
from catalogue.web.charts.svg import inline
from catalogue.web.guards.whole_numbers import whole_number
from catalogue.web.providing import quality_page
from catalogue.web.providing.own_course import known_provider

blueprint = Blueprint("quality", __name__)
SPANS = (28, 91, 364)


@blueprint.get("/providers/<key>/quality")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def page(key: str) -> ResponseReturnValue:
    """Show the quality of each listing, the least complete first."""
    provider = known_provider(key)
    days = _days()
    report = report_on(db.session(), provider, days)
    return render_template(
        "providing/quality.html",
        provider=provider,
        report=report,
        days=days,
        spans=SPANS,
        drawing=quality_page.chart(report),
        inline=inline,
        **quality_page.TEMPLATE_FUNCTIONS,
    )


@blueprint.get("/providers/<key>/quality/<slug>")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def listing(key: str, slug: str) -> ResponseReturnValue:
    """Show one listing week by week, beside the median of its skill area."""
    course = course_by_slug(db.session(), slug)
    days = _days()
    if course is None or course.provider.key != key or course.status == CourseStatus.DRAFT:
        abort(404)
    weeks = weeks_of(db.session(), course, days)
    return render_template(
        "providing/listing_quality.html",
        provider=course.provider,
        course=course,
        weeks=weeks,
        days=days,
        spans=SPANS,
        drawing=quality_page.listing_chart(weeks),
        inline=inline,
        **quality_page.TEMPLATE_FUNCTIONS,
    )


@blueprint.get("/providers/<key>/quality.csv")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def table(key: str) -> ResponseReturnValue:
    """Return the report for a spreadsheet program."""
    report = report_on(db.session(), known_provider(key), _days())
    disposition = f'attachment; filename="{key}-{report.since}-{report.until}.csv"'
    content = as_csv(quality_page.COLUMNS, quality_page.report_rows(report))
    return Response(content, mimetype=MEDIA_TYPES["csv"], headers={"Content-Disposition": disposition})


def _days() -> int:
    asked = request.args.get("days", SPANS[1], type=whole_number)
    return asked if asked in SPANS else SPANS[1]
