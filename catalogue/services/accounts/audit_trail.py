"""Writing the audit trail and reading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.models import AuditEntry


def record(
    session: Session,
    actor: Actor,
    action: str,
    subject: str,
    title: str = "",
    *,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Add an act to the audit trail, in the transaction that does it; ``subject`` is kind and id, such as
    ``course:17``."""
    entry = AuditEntry(
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=action,
        subject=subject,
        title=title[:500],
        before=dict(before or {}),
        after=dict(after or {}),
    )
    session.add(entry)


def trail(
    session: Session, *, subject: str = "", before_id: int | None = None, limit: int = 100
) -> Sequence[AuditEntry]:
    """Return up to ``limit`` entries, newest first: of one subject or of everything, only those older than entry
    ``before_id``."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc()).limit(limit)
    if subject:
        query = query.where(AuditEntry.subject == subject)
    if before_id is not None:
        query = query.where(AuditEntry.id < before_id)
    return session.scalars(query).all()
