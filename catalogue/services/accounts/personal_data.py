"""What is stored about a person: for them to take away (GDPR article 20), and to erase (article 17)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor, MemberRole
from catalogue.domain.people.review_states import EDITABLE_STATUSES
from catalogue.domain.text.messages import N_, UserError
from catalogue.models import (
    AuditEntry,
    DemandUpload,
    LearningGoal,
    Likeness,
    Mail,
    ProviderMember,
    Report,
    Review,
    SavedSearch,
    ShortlistItem,
    SignIn,
    Submission,
    Upload,
    User,
)
from catalogue.services.accounts.audit_trail import record

DELETED_NAME = "deleted account"


class SoleOwner(UserError):
    """The person is the only owner of providers that have other members; the message names them."""


def personal_data(session: Session, user: User) -> dict[str, object]:
    """Return everything stored about a person, ready for JSON, without passwords and secrets of second factors."""
    submissions = session.scalars(select(Submission).where(Submission.author_id == user.id).order_by(Submission.id))
    searches = session.scalars(select(SavedSearch).where(SavedSearch.user_id == user.id).order_by(SavedSearch.id))
    reviews = session.scalars(select(Review).where(Review.opened_by_id == user.id).order_by(Review.id))
    acts = session.scalars(select(AuditEntry).where(AuditEntry.actor_id == user.id).order_by(AuditEntry.id))
    mails = session.scalars(select(Mail).where(Mail.recipient == user.email).order_by(Mail.id))
    shortlist = session.scalars(select(ShortlistItem).where(ShortlistItem.user_id == user.id))
    goals = session.scalars(select(LearningGoal).where(LearningGoal.user_id == user.id))
    reports = session.scalars(select(Report).where(Report.reporter_id == user.id).order_by(Report.id))
    uploads = session.scalars(select(Upload).where(Upload.author_id == user.id).order_by(Upload.id))
    demand = session.scalars(select(DemandUpload).where(DemandUpload.uploaded_by == user.id).order_by(DemandUpload.id))
    likenesses = session.scalars(select(Likeness).where(Likeness.decided_by == user.id).order_by(Likeness.id))
    sign_ins = session.scalars(select(SignIn).where(SignIn.user_id == user.id).order_by(SignIn.id))
    return {
        "account": _row(user, "id email name locale created_at confirmed_at"),
        "second_factor": bool(user.tf_primary_method),
        "roles": [role.name for role in user.roles],
        "regions": [one.region for one in user.curated],
        "providers": [{"provider": one.provider.key, **_row(one, "role joined_at")} for one in user.memberships],
        "sign_ins": _rows(sign_ins, "began_at"),
        "saved_searches": _rows(searches, "name arguments frequency known checked_at created_at"),
        "shortlist": _rows(shortlist, "course_id added_at"),
        "learning_goals": _rows(goals, "job_role skills country language online kept_at"),
        "reports": _rows(reports, "problem note email created_at"),
        "uploads": _rows(uploads, "id name status created_at updated_at"),
        "demand_files": _rows(demand, "file_name uploaded_at taken_back_at"),
        "likeness_decisions": _rows(likenesses, "one_id other_id decided_at"),
        "submissions": _rows(submissions, "id status content reason updated_at"),
        "reviews": _rows(reviews, "id kind title payload outcome reason opened_at closed_at"),
        "acts": _rows(acts, "at action subject title before after"),
        "mails": _rows(mails, "subject text created_at sent_at"),
    }


def erase(session: Session, user: User) -> None:
    """Delete an account with searches, memberships, drafts and mails. Commits.

    What was published stays, without its author; in the audit trail, which nobody can change otherwise, and beside
    demand files a pseudonym replaces the person's name. Raise ``SoleOwner`` if somebody else would be left without an
    owner.
    """
    orphaned = sorted(one.provider.name for one in user.memberships if _leaves_others(session, one))
    if orphaned:
        raise SoleOwner(N_("First make someone else an owner of %(providers)s."), providers=", ".join(orphaned))
    unfinished = (Submission.author_id == user.id) & Submission.status.in_(EDITABLE_STATUSES)
    session.execute(delete(Submission).where(unfinished))
    session.execute(delete(Mail).where(Mail.recipient == user.email))
    _forget_name(session, user)
    record(session, Actor(name=DELETED_NAME), "deleted-account", f"person:{user.id}", DELETED_NAME)
    session.delete(user)
    session.commit()


def _forget_name(session: Session, user: User) -> None:
    session.execute(update(AuditEntry).where(AuditEntry.actor_id == user.id).values(actor_name=DELETED_NAME))
    session.execute(
        update(DemandUpload).where(DemandUpload.uploaded_by == user.id).values(uploaded_by_name=DELETED_NAME)
    )
    session.execute(update(Report).where(Report.reporter_id == user.id).values(email=""))
    for claim in session.scalars(select(Review).where(Review.opened_by_id == user.id, Review.kind == "claim")):
        claim.payload = {}  # the grounds of a claim identify the person


def _leaves_others(session: Session, held: ProviderMember) -> bool:
    members = session.scalars(select(ProviderMember).where(ProviderMember.provider_id == held.provider_id)).all()
    others = [one for one in members if one.user_id != held.user_id]
    return held.role == MemberRole.OWNER and bool(others) and all(one.role != MemberRole.OWNER for one in others)


def _rows(found: Iterable[object], names: str) -> list[dict[str, object]]:
    return [_row(one, names) for one in found]


def _row(one: object, names: str) -> dict[str, object]:
    return {name: _plain(getattr(one, name)) for name in names.split()}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value
