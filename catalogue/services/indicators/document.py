"""The indicators as one document: the same for the download and the API."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import Figure, Snapshot
from catalogue.services.declarations import totals_by_year
from catalogue.services.indicators.definitions import INDICATORS


def document_of(session: Session, month: date | None) -> dict[str, Any]:
    """A month's numbers with their definitions; of the newest month for None.

    Raises ``LookupError`` for a month that was not measured; before anything was, the newest has no figures.
    """
    newest = select(Snapshot).order_by(Snapshot.month.desc()).limit(1)
    snapshot = session.scalar(newest) if month is None else session.get(Snapshot, month)
    if snapshot is None and month is not None:
        raise LookupError(f"Nothing was measured in {month:%Y-%m}.")
    return {
        "month": f"{snapshot.month:%Y-%m}" if snapshot else None,
        "taken_at": snapshot.taken_at.isoformat(timespec="seconds") if snapshot else None,
        "months": [f"{each:%Y-%m}" for each in session.scalars(select(Snapshot.month).order_by(Snapshot.month))],
        "definitions": [
            {"indicator": one.key, "title": one.title, "definition": one.definition, "monthly": one.monthly}
            for one in INDICATORS.values()
        ],
        "declared": [asdict(one) for one in totals_by_year(session)],
        "figures": [_figure(one) for one in _figures(session, snapshot)],
    }


def _figures(session: Session, snapshot: Snapshot | None) -> list[Figure]:
    if snapshot is None:
        return []
    order = (Figure.indicator, Figure.facet, Figure.subject, Figure.area)
    return list(session.scalars(select(Figure).where(Figure.month == snapshot.month).order_by(*order)))


def _figure(one: Figure) -> dict[str, Any]:
    told = {"indicator": one.indicator, "facet": one.facet, "subject": one.subject, "skill_area": one.area}
    return {key: value or None for key, value in told.items()} | {"value": one.value, "query": _query(one)}


def _query(one: Figure) -> dict[str, str] | None:
    """The keys of the search that gives the number; None where no search does."""
    if one.indicator != "courses":
        return None
    asked = {one.facet: one.subject} if one.facet else {}
    return asked | ({"skill_area": one.area} if one.area else {})
