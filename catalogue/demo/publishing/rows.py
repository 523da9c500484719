"""A site's courses as rows of a spreadsheet: one per run, or one alone for a course without runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from babel.dates import format_date

from catalogue.demo.content import SampleCourse, SampleInstance, SampleSite

Cell = str | int | date | None
_Values = Callable[[SampleSite, SampleCourse, SampleInstance], Cell]

_CELLS: dict[str, _Values] = {
    "id": lambda site, course, run: course.slug,
    "title": lambda site, course, run: course.title,
    "url": lambda site, course, run: site.url_of(course),
    "description": lambda site, course, run: "\n\n".join((course.summary, *course.paragraphs)).strip(),
    "language": lambda site, course, run: run.language or site.language_of(course),
    "country": lambda site, course, run: run.country,
    "city": lambda site, course, run: run.city,
    "region": lambda site, course, run: run.region,
    "skill_areas": lambda site, course, run: "|".join(course.skill_areas),
    "delivery_mode": lambda site, course, run: run.mode or course.delivery_mode,
    "start_date": lambda site, course, run: _day(run.start),
    "end_date": lambda site, course, run: _day(run.end),
    "price": lambda site, course, run: run.price,
    "currency": lambda site, course, run: run.currency,
    "credential": lambda site, course, run: course.credential,
    "eqf_level": lambda site, course, run: course.eqf_level,
    "workload": lambda site, course, run: course.workload,
    "provider": lambda site, course, run: site.name,
    "keywords": lambda site, course, run: "|".join(course.keywords),
}


def headers(site: SampleSite) -> list[str]:
    """Return the headers of the site's columns."""
    return [header for _, header in _columns(site)]


def rows(site: SampleSite) -> Iterator[list[Cell]]:
    """Yield the cells of each row: dates are dates, the level a number, everything else text."""
    for course in site.courses:
        for run in course.instances or (SampleInstance(),):
            yield [_CELLS[field](site, course, run) for field, _ in _columns(site)]


def as_text(cell: Cell, site: SampleSite) -> str:
    """Return a cell as a person of that country would type it."""
    if isinstance(cell, date):
        return format_date(cell, site.date_pattern, locale=site.language)
    return "" if cell is None else str(cell)


def _columns(site: SampleSite) -> tuple[tuple[str, str], ...]:
    return site.columns or tuple((field, field) for field in _CELLS)


def _day(text: str) -> Cell:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
