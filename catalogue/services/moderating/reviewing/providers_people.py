"""Writing to the people of a provider about one of its courses."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import MemberRole
from catalogue.domain.text.messages import N_
from catalogue.models import Course, ProviderMember, Review, User
from catalogue.services.accounts.mailing import post
from catalogue.services.moderating.reviewing.contract import CannotApprove

NOBODY = N_("Nobody of this provider has an account here who could be asked; decide otherwise.")


def people_of(session: Session, provider_id: int | None) -> Sequence[User]:
    """The owners of a provider, else its editors."""
    query = select(User, ProviderMember.role).join(ProviderMember, ProviderMember.user_id == User.id)
    query = query.where(ProviderMember.provider_id == provider_id, User.active).order_by(User.id)
    members = session.execute(query).all()
    owners = [user for user, role in members if role == MemberRole.OWNER]
    return owners or [user for user, _ in members]


def ask(session: Session, review: Review) -> None:
    """See that there is somebody to be asked. Raises ``CannotApprove``."""
    if not people_of(session, review.provider_id):
        raise CannotApprove(NOBODY)


def tell_people(session: Session, review: Review, course: Course, address: str, problems: Sequence[str] = ()) -> None:
    """Write what was wrong with a course and what was decided; ``problems`` are codes of ``domain.reports``."""
    for one in people_of(session, review.provider_id):
        told = {"review": review, "course": course, "problems": problems, "address": address}
        post(session, one.email, "concern", one.locale, **told)
