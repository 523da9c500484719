"""The indicators as one document: the same for the download and the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import Figure, Snapshot
from catalogue.services.indicators.definitions import INDICATORS
from catalogue.services.providing.declarations import totals_by_year


def document_of(session: Session, month: date | None) -> dict[str, Any]:
    """Return a month's numbers with their definitions, as JSON can hold them; those of the newest month for None.

    Before anything was measured, the newest month has no figures. Raise ``LookupError`` for a month that was not
    measured.
    """
    newest = select(Snapshot).order_by(Snapshot.month.desc()).limit(1)
    snapshot = session.scalar(newest) if month is None else session.get(Snapshot, month)
    if snapshot is None and month is not None:
        raise LookupError(f"Nothing was measured in {month:%Y-%m}.")
    return {
        "month": f"{snapshot.month:%Y-%m}" if snapshot else None,
        "taken_at": snapshot.taken_at.isoformat(timespec="seconds") if snapshot else None,
        "months": [
            f"{measured:%Y-%m}" for measured in session.scalars(select(Snapshot.month).order_by(Snapshot.month))
        ],
        "definitions": [
            {"indicator": row.key, "title": row.title, "definition": row.definition, "monthly": row.monthly}
            for row in INDICATORS.values()
        ],
        "declared": [asdict(row) for row in totals_by_year(session)],
        "figures": list(_figures(session, snapshot)),
    }


def _figures(session: Session, snapshot: Snapshot | None) -> Iterator[dict[str, Any]]:
    if snapshot is None:
        return
    order = (Figure.indicator, Figure.facet, Figure.subject, Figure.area)
    query = select(*order, Figure.value).where(Figure.month == snapshot.month).order_by(*order)
    for indicator, facet, subject, area, value in session.execute(query):
        yield {
            "indicator": indicator,
            "facet": facet or None,
            "subject": subject or None,
            "skill_area": area or None,
            "value": value,
            "query": _query(facet, subject, area) if indicator == "courses" else None,
        }


def _query(facet: str, subject: str, area: str) -> dict[str, str]:
    """Return the parameters of the search that gives the number."""
    return ({facet: subject} if facet else {}) | ({"skill_area": area} if area else {})
