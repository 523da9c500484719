"""What the indicators say, in a few sentences for who reads no tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from flask_babel import gettext as _

from catalogue.services.indicators.definitions import COMPLETENESS_FIELDS
from catalogue.services.indicators.figures import MonthFigures
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.charts.figures import change_label, month_label, number_label, share_label
from catalogue.web.site import values


def summary(now: MonthFigures, past: Mapping[str, Mapping[date, int]]) -> Iterator[str]:
    """Yield sentences on extremes, freshness, the field stated least and the change since the month before; none for an
    empty catalogue."""
    total = now.value("courses")
    if not total:
        return
    yield _extremes(now)
    yield _(
        "Seen at their source in the last 30 days: %(share)s.", share=share_label(now.value("checked-month"), total)
    )
    field = min(COMPLETENESS_FIELDS, key=lambda key: now.value("complete", "field", key))
    share = share_label(now.value("complete", "field", field), total)
    yield _("Stated least often is “%(field)s”: by %(share)s.", field=_(COMPLETENESS_FIELDS[field]), share=share)
    yield _change(past.get("courses", {}))


def _extremes(now: MonthFigures) -> str:
    counts = {area.key: now.value("courses", "skill_area", area.key) for area in skill_areas().roots()}
    most, least = max(counts, key=lambda key: counts[key]), min(counts, key=lambda key: counts[key])
    return str(
        _(
            "Most courses are about “%(most)s” (%(most_count)s), the fewest about “%(least)s” (%(least_count)s).",
            most=values.label("skill_area", most),
            most_count=number_label(counts[most]),
            least=values.label("skill_area", least),
            least_count=number_label(counts[least]),
        )
    )


def _change(courses: Mapping[date, int]) -> str:
    months = sorted(courses)
    if len(months) < 2:
        return str(_("How it grows will show from the second month on: this is the first that was measured."))
    before, now = months[-2:]
    difference = change_label(courses[now] - courses[before])
    return str(_("Courses since %(month)s: %(change)s.", month=month_label(before, "yMMMM"), change=difference))
