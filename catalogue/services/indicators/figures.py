"""Reading the stored numbers; no page counts anything itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from catalogue.models import DayInterest, Figure, Snapshot


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """The numbers of a month by indicator, facet and subject, of all skill areas together."""

    month: date
    taken_at: datetime
    values: Mapping[tuple[str, str, str], int]

    def value(self, indicator: str, facet: str = "", subject: str = "") -> int:
        """Return a number; nought for what was not counted because there is none."""
        return self.values.get((indicator, facet, subject), 0)

    def parts(self, indicator: str, facet: str) -> dict[str, int]:
        """Return the numbers under a facet, by subject."""
        found = self.values.items()
        return {subject: value for (key, under, subject), value in found if (key, under) == (indicator, facet)}


def latest_figures(session: Session) -> MonthFigures | None:
    """Return the newest numbers, without those of single regions; None before the worker has measured any."""
    snapshot = session.scalar(select(Snapshot).order_by(Snapshot.month.desc()).limit(1))
    if snapshot is None:
        return None
    query = select(Figure.indicator, Figure.facet, Figure.subject, Figure.value).where(
        Figure.month == snapshot.month, Figure.area == "", Figure.facet != "region"
    )
    values = {(indicator, facet, subject): value for indicator, facet, subject, value in session.execute(query)}
    return MonthFigures(snapshot.month, snapshot.taken_at, values)


def figures_taken_at(session: Session) -> datetime | None:
    """Return when the newest numbers were measured; None before any were."""
    return session.scalar(select(Snapshot.taken_at).order_by(Snapshot.month.desc()).limit(1))


def indicator_history(
    session: Session, indicators: Sequence[str], months: int = 24
) -> Mapping[str, Mapping[date, int]]:
    """Return the numbers of the whole catalogue by indicator and month, for the last ``months``, oldest first.

    A month that was not measured is left out.
    """
    recent = select(Snapshot.month).order_by(Snapshot.month.desc()).limit(months)
    query = (
        select(Figure.indicator, Figure.month, Figure.value)
        .where(Figure.indicator.in_(indicators), Figure.facet == "", Figure.month.in_(recent))
        .order_by(Figure.month)
    )
    found: dict[str, dict[date, int]] = {indicator: {} for indicator in indicators}
    for indicator, month, value in session.execute(query):
        found[indicator][month] = value
    return found


def place_figures(
    session: Session, facet: str, codes: Sequence[str], indicator: str = "courses"
) -> Mapping[tuple[str, str], int]:
    """Return the newest month's courses, or seats, by code of a country or region and skill area (empty: all areas)."""
    newest = select(Snapshot.month).order_by(Snapshot.month.desc()).limit(1).scalar_subquery()
    query = select(Figure.subject, Figure.area, Figure.value).where(
        Figure.month == newest, Figure.indicator == indicator, Figure.facet == facet, Figure.subject.in_(codes)
    )
    return {(code, area): value for code, area, value in session.execute(query)}


def area_history(session: Session, country: str = "", months: int = 12) -> Mapping[str, Mapping[date, int]]:
    """Return courses by skill area (empty: all) and month, of a country or of the whole catalogue (empty).

    It covers the last ``months`` that were measured.
    """
    recent = select(Snapshot.month).order_by(Snapshot.month.desc()).limit(months)
    area = Figure.area if country else Figure.subject
    here = (Figure.facet == "country", Figure.subject == country)
    everywhere = (Figure.facet.in_(("", "skill_area")), Figure.area == "")
    query = (
        select(area, Figure.month, Figure.value)
        .where(Figure.indicator == "courses", Figure.month.in_(recent), *(here if country else everywhere))
        .order_by(Figure.month)
    )
    found: dict[str, dict[date, int]] = {}
    for key, month, value in session.execute(query):
        found.setdefault(key, {})[month] = value
    return found


def area_supply(session: Session, indicator: str = "courses") -> Mapping[tuple[str, str], int]:
    """Return the newest month's courses, or seats, by country or region and by skill area."""
    newest = select(Snapshot.month).order_by(Snapshot.month.desc()).limit(1).scalar_subquery()
    query = select(Figure.subject, Figure.area, Figure.value).where(
        Figure.month == newest, Figure.indicator == indicator, Figure.area != ""
    )
    return {(code, area): value for code, area, value in session.execute(query)}


def all_figures(
    session: Session, month: date | None = None, indicator: str = ""
) -> Iterator[Row[date, str, str, str, str, int]]:
    """Yield every number, or those of a month or an indicator, newest month first, as rows of the table."""
    order = (Figure.month.desc(), Figure.indicator, Figure.facet, Figure.subject, Figure.area)
    columns = (Figure.month, Figure.indicator, Figure.facet, Figure.subject, Figure.area, Figure.value)
    query = select(*columns).order_by(*order).execution_options(yield_per=1000)
    if month is not None:
        query = query.where(Figure.month == month)
    if indicator:
        query = query.where(Figure.indicator == indicator)
    yield from session.execute(query)


def interest_by_day(session: Session, month: date | None = None) -> Sequence[DayInterest]:
    """Return the days from which the monthly numbers of interest are summed; of a month, or all."""
    query = select(DayInterest).order_by(DayInterest.day)
    if month is not None:
        query = query.where(DayInterest.day >= month, DayInterest.day < (month + timedelta(days=31)).replace(day=1))
    return session.scalars(query).all()
