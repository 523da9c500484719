"""What people set about a source: who may harvest it, when, how, and with whose permission."""

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
from catalogue.services.accounts.sealing import seal
from catalogue.services.sources.run_reports import latest_alarm, lost_in


def sources_for(session: Session, actor: Actor) -> Sequence[Source]:
    """The sources that the actor answers for: all of them for a moderator, else those of owned providers."""
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


def pause(session: Session, source: Source) -> None:
    """No run begins any more, until it is resumed."""
    source.enabled = False
    session.commit()


def resume(session: Session, source: Source) -> None:
    """Runs begin again, the first at once."""
    source.enabled, source.failures, source.next_run_at = True, 0, now()
    session.commit()


def run_soon(session: Session, source: Source) -> None:
    """The worker begins within a minute; a run that goes on is not doubled."""
    if running_now(session, source) is None:
        source.next_run_at = now()
        session.commit()


def running_now(session: Session, source: Source) -> ImportRun | None:
    """The source's run that goes on, if there is one."""
    goes_on = select(ImportRun).where(ImportRun.source_id == source.id, ImportRun.status == RunStatus.RUNNING)
    return session.scalar(goes_on.order_by(ImportRun.id.desc()).limit(1))


def ask_again(session: Session, source: Source) -> None:
    """A source that was refused waits for a moderator once more, with what was changed since."""
    if source.approval == Approval.REFUSED:
        source.approval = Approval.WAITING
        session.commit()


def accept_losses(session: Session, source: Source) -> None:
    """The fields that the latest run missed in nearly all courses are really gone: the next run empties them."""
    run = latest_alarm(session, source)
    source.accepted_losses, source.next_run_at = lost_in(run) if run else [], now()
    session.commit()


def let_in(source: Source) -> None:
    """It is harvested from now on; the caller commits."""
    source.approval, source.next_run_at = Approval.APPROVED, now()


def refuse(source: Source) -> None:
    """It is not harvested; the caller commits."""
    source.approval = Approval.REFUSED


def keep_credentials(session: Session, source: Source, secret: str, header: str) -> None:
    """Seal the ``Authorization`` header that the source's host asks for; empty forgets it."""
    source.credentials = seal(secret, header.strip())
    session.commit()
