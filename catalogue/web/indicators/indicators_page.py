"""The indicators as their page shows them: headline figures, and sections of a chart with its table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from catalogue.services.courses.facet_labels import FACET_TITLES
from catalogue.services.indicators.definitions import COMPLETENESS_FIELDS, INDICATORS
from catalogue.services.indicators.figures import MonthFigures
from catalogue.services.providing.declarations import YearTotal
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.charts.bars import bars
from catalogue.web.charts.columns import columns
from catalogue.web.charts.drawing import Drawing
from catalogue.web.charts.figures import moment_label, month_label, number_label, share_label
from catalogue.web.indicators.summary import summary
from catalogue.web.search.links import courses_url
from catalogue.web.site import values

FLOWS = ("new", "updated", "withdrawn")
INTEREST = ("visits", "searches", "fruitless", "opened", "followed")
HISTORY = ("courses", "providers", *FLOWS, *INTEREST)
MAX_SHOWN_ROWS = 15
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
    drawing: Drawing | None
    """None where there is nothing to draw yet."""
    heads: Sequence[str]
    rows: Sequence[tuple[Cell, Sequence[Cell]]]
    about: Sequence[str] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorsView:
    """The whole page; ``summary`` are sentences, ``headline`` titles with their
    figures."""

    taken_at: str
    summary: Sequence[str]
    headline: Sequence[tuple[str, Cell]]
    sections: Sequence[Section] = field(default_factory=list)


def present_indicators(now: MonthFigures, past: History, declared: Sequence[YearTotal]) -> IndicatorsView:
    """Return everything the page shows."""
    return IndicatorsView(
        taken_at=moment_label(now.taken_at),
        summary=list(summary(now, past)),
        headline=[(_title(key), Cell(number_label(now.value(key)), url)) for key, url in _headline_links().items()],
        sections=[*_sections(now, past), *_declared(declared)],
    )


def _headline_links() -> Mapping[str, str]:
    return {
        "courses": courses_url({}),
        "providers": _counted("providers"),
        "countries": "#countries",
        "regions": _counted("regions"),
        "languages": "#languages-taught",
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
                    Cell(number_label(now.value("seats", "skill_area", key)), _counted("seats", skill_area=key)),
                    Cell(number_label(now.value("opened", "skill_area", key)), _counted("opened", skill_area=key)),
                ),
            )
            for key, label in areas
        ],
        about=["courses", "seats", "opened"],
    )


def _parts(now: MonthFigures, facet: str, key: str, title: str) -> Section:
    # what is online has no country: it stands last, whatever its number
    counts = sorted(now.parts("courses", facet).items(), key=lambda part: (part[0] == "online", -part[1]))
    rows = [(values.label(facet, value) or value, value, count) for value, count in counts]
    seats = now.parts("seats", facet)
    return Section(
        key=key,
        title=title,
        drawing=bars(title, [(label, count, number_label(count)) for label, _value, count in rows[:MAX_SHOWN_ROWS]]),
        heads=[_(FACET_TITLES[facet]), _title("courses"), *([_title("seats")] if seats else [])],
        rows=[
            (
                Cell(label),
                (
                    Cell(number_label(count), courses_url({facet: value})),
                    *([places_cell(seats.get(value, 0), value)] if seats else []),
                ),
            )
            for label, value, count in rows
        ],
        about=["courses", *(["seats"] if seats else [])],
    )


def places_cell(seats: int, place: str, area: str = "") -> Cell:
    """Return the announced places of runs at a place, linked to their rows; empty where none says how many it has."""
    which = {"skill_area": area} if area else {}
    return Cell(number_label(seats), _counted("seats", place=place, **which)) if seats else Cell("–")


def _monthly(past: History, key: str, title: str, drawn: Sequence[str], listed: Sequence[str]) -> Section:
    """Return a table with a row for each measured month, newest first."""
    months = sorted({month for indicator in listed for month in past[indicator]})
    series = [(_title(one), [past[one].get(month, 0) for month in months]) for one in drawn]
    most = max((value for _name, numbers in series for value in numbers), default=0)
    shown = [month_label(month, "MMM") for month in months]
    return Section(
        key=key,
        title=title,
        drawing=columns(title, shown, series, number_label(most)) if most else None,
        heads=[_("Month"), *(_title(one) for one in listed)],
        rows=[
            (
                Cell(month_label(month, "yMMM")),
                [_past(past[one].get(month), _monthly_link(one, month, month == months[-1])) for one in listed],
            )
            for month in reversed(months)
        ],
        about=listed,
        note=_began(months),
    )


def _began(months: Sequence[date]) -> str:
    if not months:
        return ""
    first = month_label(months[0], "yMMMM")
    if len(months) == 1:
        return str(_("This is the first month that was measured; a trend shows from the second month on."))
    return str(_("The catalogue began to measure in %(month)s.", month=first))


def _monthly_link(indicator: str, month: date, newest: bool) -> str:
    """Return the address of the rows behind a number; for past months, that of the number as it was stored."""
    written = f"{month:%Y-%m}"
    if indicator in INTEREST:
        return _rows("interest", month=written)
    if not newest:
        return _rows("data", month=written, indicator=indicator)
    return courses_url({}) if indicator == "courses" else _counted(indicator)


def _freshness(now: MonthFigures) -> Section:
    keys = ("checked-week", "checked-month", "broken-links")
    total = now.value("courses")
    title = _("Freshness")
    return _shares("freshness", title, [(_title(key), now.value(key), _counted(key)) for key in keys], total, keys)


def _completeness(now: MonthFigures) -> Section:
    found = [
        (_(name), now.value("complete", "field", key), _counted("complete", field=key))
        for key, name in COMPLETENESS_FIELDS.items()
    ]
    return _shares("completeness", _title("complete"), found, now.value("courses"), ["complete"])


def _shares(
    key: str, title: str, found: Sequence[tuple[str, int, str]], total: int, about: Sequence[str]
) -> Section:  # fmt: skip
    return Section(
        key=key,
        title=title,
        drawing=bars(title, [(name, count, share_label(count, total)) for name, count, _url in found], whole=total),
        heads=[title, _title("courses"), _("Share")],
        rows=[
            (Cell(name), (Cell(number_label(count), url), Cell(share_label(count, total))))
            for name, count, url in found
        ],
        about=about,
    )


def _declared(years: Sequence[YearTotal]) -> Iterator[Section]:
    """Yield a section of what partners declared, newest year first; none before anybody has."""
    if not years:
        return
    title = _("People trained, as partners declare")
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
                [
                    Cell(number_label(number), _rows("declarations", year=str(one.year)))
                    for number in (one.partners, one.people_trained, one.programmes_updated)
                ],
            )
            for one in reversed(years)
        ],
        about=["people-trained", "programmes-updated"],
    )


def _past(value: int | None, url: str) -> Cell:
    return Cell("–") if value is None else Cell(number_label(value), url)


def _title(key: str) -> str:
    return str(_(INDICATORS[key].title))


def _rows(name: str, **which: str) -> str:
    """Return the address of the download from whose rows a figure is counted."""
    return url_for("indicators.download", name=name, form="csv", **which)  # type: ignore[arg-type]


def _counted(indicator: str, **which: str) -> str:
    """Return the address of the rows of the courses that an indicator counts."""
    return _rows("courses", indicator=indicator, **which)
