"""What people set on a source: whether it may be harvested, when, how, and with whose permission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.sources.run_states import Approval, RunStatus
from catalogue.models import ImportRun, Provider, Source
from catalogue.models.columns import now
from catalogue.services.accounts.encryption import encrypt
from catalogue.services.sources.run_reports import fields_lost_in, latest_alarm


def sources_for(session: Session, actor: Actor) -> Sequence[Source]:
    """Return the sources that the actor may manage: all of them for a moderator, else those of owned providers."""
    query = select(Source).outerjoin(Provider, Source.provider_id == Provider.id).order_by(Source.name, Source.key)
    if not may(actor, Act.MODERATE):
        query = query.where(Provider.key.in_(actor.owned_providers))
    return session.scalars(query).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The settings of a source as its owner wants them; each is a column of the same name."""

    name: str
    every_hours: int
    defaults: dict[str, Any]
    format: str
    allow: list[str]
    block: list[str]
    politeness: dict[str, Any]
    licence: str
    terms: str


def change(session: Session, source: Source, changes: Changes) -> None:
    """Set when and how a source is harvested. Commits."""
    for setting in fields(changes):
        setattr(source, setting.name, getattr(changes, setting.name))
    session.commit()


def pause_source(session: Session, source: Source) -> None:
    """Keep the worker from starting runs, until the source is resumed. Commits."""
    source.enabled = False
    session.commit()


def resume_source(session: Session, source: Source) -> None:
    """Let the worker start runs again, the first at once. Commits."""
    source.enabled = True
    source.failures = 0
    source.next_run_at = now()
    session.commit()


def run_soon(session: Session, source: Source) -> None:
    """Have the worker start a run within a minute, unless one is going on. Commits."""
    if current_run(session, source) is None:
        source.next_run_at = now()
        session.commit()


def current_run(session: Session, source: Source) -> ImportRun | None:
    """Return the source's run that is going on, if there is one."""
    query = select(ImportRun).where(ImportRun.source_id == source.id, ImportRun.status == RunStatus.RUNNING)
    return session.scalar(query.order_by(ImportRun.id.desc()).limit(1))


def ask_for_approval_again(session: Session, source: Source) -> None:
    """Put a refused source before the moderators once more, with what was changed since. Commits."""
    if source.approval == Approval.REFUSED:
        source.approval = Approval.WAITING
        session.commit()


def accept_losses(session: Session, source: Source) -> None:
    """Have the next run empty the fields that the latest one missed in nearly all courses. Commits."""
    run = latest_alarm(session, source)
    source.accepted_losses = fields_lost_in(run) if run else []
    source.next_run_at = now()
    session.commit()


def approve_source(source: Source) -> None:
    """Have the source harvested from now on; the caller commits."""
    source.approval = Approval.APPROVED
    source.next_run_at = now()


def refuse_source(source: Source) -> None:
    """Keep the source from being harvested; the caller commits."""
    source.approval = Approval.REFUSED


def store_credentials(session: Session, source: Source, secret: str, header: str) -> None:
    """Store, sealed, the ``Authorization`` header that the source's host asks for; empty deletes it. Commits."""
    source.credentials = encrypt(secret, header.strip())
    session.commit()
