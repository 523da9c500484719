"""Storing the numbers: this month's are measured again when the catalogue has changed; those of past months stay."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from catalogue.models import Course, DayInterest, Figure, Provider, Snapshot
from catalogue.search.port import SearchEngine
from catalogue.services.indicators.measuring import measure_indicators, month_of
from catalogue.services.indicators.role_supply import measure_skills


def refresh_snapshot(session: Session, engine: SearchEngine, moment: datetime | None = None) -> bool:
    """Measure this month's numbers, unless nothing has changed since they were last taken. Commits.

    Return whether they were measured. ``moment`` is now (UTC), unless a test says otherwise.
    """
    moment = moment or datetime.now(UTC)
    month = month_of(moment.date())
    mark = _mark(session, engine, moment.date())
    snapshot = session.get(Snapshot, month)
    if snapshot is not None and snapshot.mark == mark:
        return False
    measured = measure_indicators(session, engine, moment)
    session.merge(Snapshot(month=month, taken_at=moment, mark=mark))
    session.flush()
    session.execute(delete(Figure).where(Figure.month == month))
    rows = [
        {
            "month": month,
            "indicator": figure.indicator,
            "facet": figure.facet,
            "subject": figure.subject,
            "area": figure.area,
            "value": figure.value,
        }
        for figure in measured
    ]
    session.execute(insert(Figure), rows)
    measure_skills(session, engine)
    session.commit()
    return True


def _mark(session: Session, engine: SearchEngine, today: date) -> str:
    """Return a hash that differs whenever a number may; the day is part of it, as courses grow old by themselves."""
    latest = (func.max(Course.created_at), func.max(Course.updated_at), func.max(Course.checked_at))
    state = (
        today,
        engine.status().documents,
        *session.execute(select(func.count(), *latest, func.sum(Course.link_failures)).select_from(Course)).one(),
        *session.execute(select(Course.status, func.count()).group_by(Course.status).order_by(Course.status)).all(),
        *session.execute(select(Provider.region, func.count()).group_by(Provider.region).order_by(Provider.region)),
        session.scalar(select(func.sum(DayInterest.searches + DayInterest.opened + DayInterest.followed))),
    )
    return hashlib.sha256(repr(state).encode()).hexdigest()
