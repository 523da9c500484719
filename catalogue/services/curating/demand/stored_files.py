"""Storing files of demand: whole, as versions, with who uploaded them; each can be withdrawn."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.models import DemandFigure, DemandUpload
from catalogue.models.columns import now
from catalogue.services.accounts import audit_trail
from catalogue.services.curating.demand.checking import DemandRow
from catalogue.services.curating.demand.in_force import update_stored_demand


class NotYourRegion(PermissionError):
    """The file speaks for a region that the actor does not curate."""


def store_upload(session: Session, figures: Sequence[DemandRow], file_name: str, actor: Actor) -> DemandUpload:
    """Store a checked file; where it is about the same as an earlier one, it counts from now on. Commits."""
    upload = DemandUpload(file_name=file_name[:200], uploaded_by=actor.user_id, uploaded_by_name=actor.name)
    upload.figures = [
        DemandFigure(
            line=one.line,
            region=one.region,
            area=one.area,
            job_role=one.job_role,
            year=one.year,
            number=one.number,
            source=one.source,
        )
        for one in figures
    ]
    session.add(upload)
    update_stored_demand(session)
    audit_trail.record(session, actor, "demand", f"demand:{upload.id}", upload.file_name, after={"rows": len(figures)})
    session.commit()
    return upload


def withdraw_upload(session: Session, upload: DemandUpload, actor: Actor) -> None:
    """Withdraw a file, so that what it overrode counts again. Commits. Raise ``NotYourRegion``."""
    if not speaks_for(actor, upload):
        raise NotYourRegion
    upload.taken_back_at = now()
    update_stored_demand(session)
    audit_trail.record(session, actor, "demand-back", f"demand:{upload.id}", upload.file_name)
    session.commit()


def speaks_for(actor: Actor, upload: DemandUpload) -> bool:
    """Say whether the actor curates every region that the file speaks for."""
    return all(may(actor, Act.CURATE, region=code) for code in {one.region for one in upload.figures})


def latest_uploads(session: Session, limit: int = 50) -> Sequence[DemandUpload]:
    """Return up to ``limit`` files with their figures, the newest first."""
    newest = select(DemandUpload).order_by(DemandUpload.id.desc()).limit(limit)
    return session.scalars(newest.options(selectinload(DemandUpload.figures))).all()


def upload_by_id(session: Session, number: int) -> DemandUpload | None:
    """Return the file with this number, None if there is none."""
    return session.get(DemandUpload, number)
