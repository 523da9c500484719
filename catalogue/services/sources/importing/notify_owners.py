"""Mail to a source's owners when a run left something that only a person can mend."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import MemberRole
from catalogue.domain.sources.run_states import RunStatus
from catalogue.models import ImportRun, Provider, ProviderMember, Source, User
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.database.claims import claim_rows, release_claim
from catalogue.services.sources.run_reports import previous_run

FAILURES_UNTIL_MAIL = 3
"""At this failure in a row owners are notified, once; fewer may pass by themselves."""


def notify_all_owners(session: Session, address: str) -> int:
    """Mail the owners of harvested sources about runs whose process died before it could; return how many mails.

    Commits. ``address`` is where the catalogue's pages are.
    """
    ended = select(Source).join(ImportRun, ImportRun.source_id == Source.id).where(_without_notice())
    harvested = ended.outerjoin(Provider, Source.provider_id == Provider.id)
    harvested = harvested.where(Source.address != "", or_(Provider.id.is_(None), ~Provider.is_sample)).distinct()
    return sum(notify_owners(session, source, address) for source in session.scalars(harvested).unique().all())


def notify_owners(session: Session, source: Source, address: str) -> int:
    """Mail the owners of a source's provider about ended runs that need them, each once; return how many mails.

    Commits. ``address`` is where the catalogue's pages are.
    """
    written = 0
    while runs := claim_rows(
        session, ImportRun, ImportRun.source_id == source.id, _without_notice(), oldest=ImportRun.id
    ):
        for run in runs:
            written += _notify(session, source, run, address)
            run.told = True
            release_claim(run)
        session.commit()
    return written


def _without_notice() -> ColumnElement[bool]:
    return and_(ImportRun.told.is_(False), ImportRun.status != RunStatus.RUNNING)


def _notify(session: Session, source: Source, run: ImportRun, address: str) -> int:
    owners = _owners(session, source) if _needs_a_person(session, source, run) else []
    for owner in owners:
        write_mail(session, owner.email, "source", owner.locale, source=source, run=run, address=address)
    return len(owners)


def _needs_a_person(session: Session, source: Source, run: ImportRun) -> bool:
    """Say whether owners should know: it failed for the third time, or there is a new alarm or problem."""
    if run.status != RunStatus.DONE:
        return source.failures == FAILURES_UNTIL_MAIL
    before = previous_run(session, run)
    if run.alarms:
        return before is None or set(run.alarms) > set(before.alarms)  # other shares alone are nothing new
    troubled = bool(run.message) or (run.rejected > 0 and run.rejected >= run.found)
    return troubled and (before is None or before.message != run.message)


def _owners(session: Session, source: Source) -> list[User]:
    if source.provider_id is None:
        return []
    query = select(User).join(ProviderMember, ProviderMember.user_id == User.id).where(User.active)
    query = query.where(ProviderMember.provider_id == source.provider_id, ProviderMember.role == MemberRole.OWNER)
    return list(session.scalars(query.order_by(User.id)))
