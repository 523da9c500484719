"""A version of the figures, so that what is drawn from them can be cached until they change."""

from __future__ import annotations

from collections.abc import Hashable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.models import Declaration, DemandUpload, Snapshot


def figures_state(session: Session) -> Hashable:
    """Return a value that differs whenever figures were measured, demand changed or a partner declared something.

    It takes one small query.
    """
    columns = (
        select(func.max(Snapshot.taken_at)).scalar_subquery(),
        select(Snapshot.mark).order_by(Snapshot.month.desc()).limit(1).scalar_subquery(),
        select(func.max(DemandUpload.id)).scalar_subquery(),
        select(func.count()).select_from(DemandUpload).scalar_subquery(),
        select(func.max(DemandUpload.taken_back_at)).scalar_subquery(),
        select(func.count()).select_from(Declaration).scalar_subquery(),
        select(func.max(Declaration.declared_at)).scalar_subquery(),
    )
    return tuple(session.execute(select(*columns)).one())
