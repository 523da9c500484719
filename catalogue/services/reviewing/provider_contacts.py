"""Writing to the people of a provider about one of its courses."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import MemberRole
from catalogue.domain.text.messages import N_
from catalogue.models import Course, ProviderMember, Review, User
from catalogue.services.accounts.mailing import write_mail
from catalogue.services.reviewing.contract import CannotApprove

NOBODY_TO_ASK_TEXT = N_("Nobody of this provider has an account here who could be asked; decide otherwise.")


def contacts_of(session: Session, provider_id: int | None) -> Sequence[User]:
    """Return the active owners of a provider, or its editors if it has no owner."""
    query = select(User, ProviderMember.role).join(ProviderMember, ProviderMember.user_id == User.id)
    query = query.where(ProviderMember.provider_id == provider_id, User.active).order_by(User.id)
    members = session.execute(query).all()
    owners = [user for user, role in members if role == MemberRole.OWNER]
    return owners or [user for user, _ in members]


def require_contact(session: Session, review: Review) -> None:
    """Raise ``CannotApprove`` if nobody of the provider could be asked."""
    if not contacts_of(session, review.provider_id):
        raise CannotApprove(NOBODY_TO_ASK_TEXT)


def notify_provider(
    session: Session, review: Review, course: Course, address: str, problems: Sequence[str] = ()
) -> None:
    """Write to the provider what was wrong with a course and what was decided.

    ``problems`` are codes of ``catalogue.domain.people.problem_reports``; ``address`` is the catalogue's.
    """
    for recipient in contacts_of(session, review.provider_id):
        values = {"review": review, "course": course, "problems": problems, "address": address}
        write_mail(session, recipient.email, "concern", recipient.locale, **values)
