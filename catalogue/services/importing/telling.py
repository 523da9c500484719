"""Writing to a source's owners when a run left something that only a person can mend."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import ImportRun, ProviderMember, Source, User
from catalogue.services.mailing import post
from catalogue.services.run_reports import run_before

PATIENCE = 3
"""Failures in a row that may pass by themselves; at this one a person is told, once."""


def tell_owners(session: Session, source: Source, address: str) -> int:
    """Mail the owners of the source's provider if its latest run needs them; answers how many mails were written.

    Commits. ``address`` is where the catalogue's pages are.
    """
    runs = select(ImportRun).where(ImportRun.source_id == source.id)
    run = session.scalar(runs.order_by(ImportRun.id.desc()).limit(1))
    if run is None or not _needs_a_person(session, source, run):
        return 0
    owners = _owners(session, source)
    for owner in owners:
        post(session, owner.email, "source", owner.locale, source=source, run=run, address=address)
    session.commit()
    return len(owners)


def _needs_a_person(session: Session, source: Source, run: ImportRun) -> bool:
    """Failing for the third time, or something new: an alarm, courses that would vanish, nothing to be read."""
    if run.status != "done":
        return source.failures == PATIENCE
    before = run_before(session, run)
    if run.alarms:
        return before is None or set(run.alarms) > set(before.alarms)  # shares that waver are nothing new
    troubled = bool(run.message) or (run.rejected > 0 and run.rejected >= run.found)
    return troubled and (before is None or before.message != run.message)


def _owners(session: Session, source: Source) -> list[User]:
    if source.provider_id is None:
        return []
    query = select(User).join(ProviderMember, ProviderMember.user_id == User.id).where(User.active)
    query = query.where(ProviderMember.provider_id == source.provider_id, ProviderMember.role == "owner")
    return list(session.scalars(query.order_by(User.id)))
