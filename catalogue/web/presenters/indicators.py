"""The indicators as their page shows them: headline figures, and sections of a chart with its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from babel.dates import format_datetime, format_skeleton
from flask import url_for
from flask_babel import format_decimal, format_percent
from flask_babel import gettext as _

from catalogue.services.declarations import YearTotal
from catalogue.services.indicators.definitions import FIELDS, INDICATORS
from catalogue.services.indicators.reading import MonthFigures
from catalogue.services.labels import FACET_TITLES
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.charts.bars import bars
from catalogue.web.charts.columns import columns
from catalogue.web.charts.drawing import Drawing
from catalogue.web.locale import cldr_locale
from catalogue.web.presenters import values
from catalogue.web.presenters.addresses import courses_url

FLOWS = ("new", "updated", "withdrawn")
INTEREST = ("visits", "searches", "fruitless", "opened", "followed")
HISTORY = ("courses", "providers", *FLOWS, *INTEREST)
SHOWN = 15
"""Bars in a chart; its table has all rows."""

History = Mapping[str, Mapping[date, int]]


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as written, and the address that gives it."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A chart with its table: the first column holds the labels, with links of their own where they have a page."""

    key: str
    title: str
    drawing: Drawing
    heads: Sequence[str]
    rows: Sequence[tuple[Cell, Sequence[Cell]]]
    about: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsView:
    """The whole page; ``headline`` are titles with their figures."""

    taken_at: str
    headline: Sequence[tuple[str, Cell]]
    sections: Sequence[Section] = field(default_factory=list)


def present_indicators(now: MonthFigures, past: History, declared: Sequence[YearTotal]) -> IndicatorsView:
    """Everything the page shows."""
    return IndicatorsView(
        taken_at=format_datetime(now.taken_at, "d MMMM y, HH:mm", locale=cldr_locale()),
        headline=[(_title(key), Cell(number_label(now.value(key)), url)) for key, url in _headline_links().items()],
        sections=[*_sections(now, past), *_declared(declared)],
    )


def _headline_links() -> Mapping[str, str]:
    return {
        "courses": courses_url({}),
        "providers": _rows("providers"),
        "countries": url_for("region.index"),
        "regions": url_for("region.index"),
        "languages": courses_url({}),
    }


def _sections(now: MonthFigures, past: History) -> Iterator[Section]:
    yield _areas(now)
    yield _parts(now, "country", "countries", _("Courses by country"))
    yield _parts(now, "language", "languages-taught", _("Courses by language"))
    yield _monthly(past, "growth", _("Courses, month by month"), ("courses",), ("courses", "providers"))
    yield _monthly(past, "changes", _("New, updated and withdrawn courses"), FLOWS, FLOWS)
    yield _freshness(now)
    yield _completeness(now)
    yield _monthly(past, "interest", _("Learners’ interest"), ("searches", "opened", "followed"), INTEREST)


def _areas(now: MonthFigures) -> Section:
    areas = [(area.key, values.label("skill_area", area.key)) for area in skill_areas().roots()]
    counts = now.parts("courses", "skill_area")
    title = _("Courses by skill area")
    return Section(
        key="skill-areas",
        title=title,
        drawing=bars(title, [(label, counts.get(key, 0), number_label(counts.get(key, 0))) for key, label in areas]),
        heads=[_("Skill area"), _title("courses"), _title("seats"), _("Opened this month")],
        rows=[
            (
                Cell(label, url_for("skill_area.page", key=key)),
                (
                    Cell(number_label(counts.get(key, 0)), courses_url({"skill_area": key})),
                    Cell(number_label(now.value("seats", "skill_area", key)), _rows("courses")),
                    Cell(number_label(now.value("opened", "skill_area", key)), _rows("interest")),
                ),
            )
            for key, label in areas
        ],
        about=["courses", "seats", "opened"],
    )


def _parts(now: MonthFigures, facet: str, key: str, title: str) -> Section:
    counts = sorted(now.parts("courses", facet).items(), key=lambda part: -part[1])
    rows = [(values.label(facet, value) or value, value, count) for value, count in counts]
    return Section(
        key=key,
        title=title,
        drawing=bars(title, [(label, count, number_label(count)) for label, _value, count in rows[:SHOWN]]),
        heads=[_(FACET_TITLES[facet]), _title("courses")],
        rows=[
            (Cell(label), (Cell(number_label(count), courses_url({facet: value})),)) for label, value, count in rows
        ],
        about=["courses"],
    )  # fmt: skip


def _monthly(past: History, key: str, title: str, drawn: Sequence[str], listed: Sequence[str]) -> Section:
    """Months as rows, newest first; only months that were measured."""
    months = sorted({month for indicator in listed for month in past[indicator]})
    series = [(_title(one), [past[one].get(month, 0) for month in months]) for one in drawn]
    most = max((value for _name, numbers in series for value in numbers), default=0)
    link = courses_url({"sort": "newest"}) if key == "changes" else _rows("interest" if key == "interest" else "data")
    return Section(
        key=key,
        title=title,
        drawing=columns(title, [month_label(month, "MMM") for month in months], series, number_label(most)),
        heads=[_("Month"), *(_title(one) for one in listed)],
        rows=[
            (Cell(month_label(month, "yMMM")), [_past(past[one].get(month), link) for one in listed])
            for month in reversed(months)
        ],
        about=listed,
        note=_("The catalogue began to measure in %(month)s.", month=month_label(months[0], "yMMMM")) if months else "",
    )


def _freshness(now: MonthFigures) -> Section:
    keys, total, title = ("checked-week", "checked-month", "broken-links"), now.value("courses"), _("Freshness")
    return _shares("freshness", title, [(_title(key), now.value(key)) for key in keys], total, keys)


def _completeness(now: MonthFigures) -> Section:
    found = [(_(name), now.value("complete", "field", key)) for key, name in FIELDS.items()]
    return _shares("completeness", _title("complete"), found, now.value("courses"), ["complete"])


def _shares(
    key: str, title: str, found: Sequence[tuple[str, int]], total: int, about: Sequence[str]
) -> Section:  # fmt: skip
    return Section(
        key=key,
        title=title,
        drawing=bars(title, [(name, count, _share(count, total)) for name, count in found], whole=total),
        heads=[title, _title("courses"), _("Share")],
        rows=[
            (Cell(name), (Cell(number_label(count), _rows("courses")), Cell(_share(count, total))))
            for name, count in found
        ],
        about=about,
    )


def _declared(years: Sequence[YearTotal]) -> Iterator[Section]:
    """What partners declared, newest year first; no section before anybody has."""
    if not years:
        return
    title, rows = _("People trained, as partners declare"), _rows("declarations")
    people = [one.people_trained for one in years]
    yield Section(
        key="declared",
        title=title,
        drawing=columns(
            title, [str(one.year) for one in years], [(_title("people-trained"), people)], number_label(max(people))
        ),
        heads=[_("Year"), _("Partners"), _title("people-trained"), _title("programmes-updated")],
        rows=[
            (
                Cell(str(one.year)),
                [Cell(number_label(n), rows) for n in (one.partners, one.people_trained, one.programmes_updated)],
            )
            for one in reversed(years)
        ],
        about=["people-trained", "programmes-updated"],
    )


def _past(value: int | None, url: str) -> Cell:
    return Cell("–") if value is None else Cell(number_label(value), url)


def _title(key: str) -> str:
    return str(_(INDICATORS[key].title))


def number_label(value: int) -> str:
    """A number with the reader's separators; below a thousand there are none."""
    if 0 <= value < 1000:
        return str(value)
    return str(format_decimal(value))


def _share(count: int, total: int) -> str:
    return str(format_percent(count / total)) if total else "–"


def month_label(month: date, skeleton: str) -> str:
    """A month by a CLDR skeleton, such as yMMM."""
    return format_skeleton(skeleton, month, locale=cldr_locale())


def _rows(name: str) -> str:
    """The download from whose rows a figure is counted."""
    if name == "providers":
        return _rows("courses")
    return url_for("indicators.download", name=name, form="csv")
