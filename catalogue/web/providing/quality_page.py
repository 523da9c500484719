"""How a provider's listings do, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from babel.dates import format_skeleton
from babel.numbers import format_decimal
from flask_babel import gettext as _

from catalogue.domain.course.completeness import POINTS_BY_FIELD
from catalogue.domain.course.fields import FIELDS
from catalogue.services.providing.quality import ListingWeek, QualityReport, Standing
from catalogue.web.charts.columns import columns
from catalogue.web.charts.drawing import Drawing
from catalogue.web.moderating.queue_page import field_title, moment
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale

COLUMNS = (
    *("title", "address", "completeness", "to_add", "last_shown", "page_missing", "skill_area"),
    *("found", "opened", "followed", "median_found", "median_opened", "median_followed"),
)


def quality_field_label(name: str) -> str:
    """Return the label of what a listing may state."""
    own: dict[str, str] = {"start": _("A date to come, or that one can begin at any time")}
    own |= {"place": _("Place, or that it is online"), "price": _("Price, 0 if it is free")}
    own |= {"description": _("A description of 200 characters or more")}
    return own.get(name) or field_title(name)


def field_reason(name: str) -> str:
    """Return why stating it helps."""
    return str(_(FIELDS[name].points_reason))


def field_weights() -> list[tuple[str, int, str]]:
    """Return what is counted, with its points and the reason."""
    return [(quality_field_label(name), points, field_reason(name)) for name, points in POINTS_BY_FIELD.items()]


def chart(report: QualityReport) -> Drawing | None:
    """Return a chart of views and visits by week; None if nobody opened or followed anything."""
    opened = [week.counts.opened for week in report.weeks]
    followed = [week.counts.followed for week in report.weeks]
    if not any([*opened, *followed]):
        return None
    labels = [format_skeleton("Md", week.first, locale=cldr_locale()) for week in report.weeks]
    series = [(str(_("opened")), opened), (str(_("followed to your site")), followed)]
    return columns(_("Interest, week by week"), labels, series, count_label(max([*opened, *followed], default=0)))


def listing_chart(weeks: Sequence[ListingWeek]) -> Drawing | None:
    """Return a chart of one listing's views beside the median of its skill area; None if nobody opened either."""
    opened, usual = [float(week.counts.opened) for week in weeks], [week.usual[1] for week in weeks]
    if not any([*opened, *usual]):
        return None
    labels = [format_skeleton("Md", week.first, locale=cldr_locale()) for week in weeks]
    series = [(str(_("opened")), opened), (str(_("median of the skill area")), usual)]
    return columns(_("Interest, week by week"), labels, series, count_label(max([*opened, *usual])))


def count_label(value: float) -> str:
    """Return a count, or a median with its half."""
    return str(format_decimal(value, "#,##0.#", locale=cldr_locale()))


def area_label(key: str) -> str:
    """Return the name of a skill area."""
    return values.label("skill_area", key) if key else "–"


def report_rows(report: QualityReport) -> list[list[str]]:
    """Return the report as a table for other programs: keys and plain numbers, in the order of ``COLUMNS``."""
    return [_row(one) for one in report.standings]


def _row(one: Standing) -> list[str]:
    course = one.course
    counts = one.interest
    told = [str(one.told.points), "|".join(one.told.missing)]
    state = [course.checked_at.date().isoformat(), "yes" if one.broken else "no", one.area]
    figures = [counts.found, counts.opened, counts.followed, *(f"{median:g}" for median in one.usual)]
    return [course.title, course.url, *told, *state, *map(str, figures)]


TEMPLATE_FUNCTIONS: Mapping[str, Callable[[Any], str]] = {
    "area_label": area_label,
    "count_label": count_label,
    "field_label": quality_field_label,
    "field_reason": field_reason,
    "moment": moment,
}
"""What the templates of listing quality call."""
