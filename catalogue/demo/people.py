"""Sample people, one of each role, so that every page can be looked at. Their passwords are made per instance."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from flask_security import hash_password
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import SECOND_FACTOR_ROLES, Role
from catalogue.models import User
from catalogue.services.accounts.people import create_user, grant, user_by_email

ACCOUNTS_FILE = "sample-accounts.txt"
FILE_HEADER = """Sample accounts of this catalogue, invented for demonstration. Sign in at {address}/account/sign-in
The moderator and the administrator are also asked for a code: `catalogue users code ADDRESS` prints it.

"""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented; ``subject`` is what the role concerns."""

    email: str
    name: str
    locale: str
    role: Role
    subject: str = ""


PEOPLE = (
    Person("learner@people.example", "Lenka Ukázková", "cs", Role.LEARNER),
    Person("owner@people.example", "Olga Muster", "de", Role.PROVIDER_OWNER, "akademie-zellwerk"),
    Person("editor@people.example", "Edgar Muster", "de", Role.PROVIDER_EDITOR, "akademie-zellwerk"),
    Person("curator@people.example", "Carmen Ejemplo", "es", Role.CURATOR, "ES41"),
    Person("curator-cz@people.example", "Cyril Vzorný", "cs", Role.CURATOR, "CZ08"),
    Person("moderator@people.example", "Mona Sample", "en", Role.MODERATOR),
    Person("administrator@people.example", "Ada Sample", "en", Role.ADMINISTRATOR),
)


def load_people(session: Session, folder: Path, address: str) -> Path:
    """Create those who are missing, write how to sign in to a file that only the owner of the instance can read, and
    return its path."""
    file = folder / ACCOUNTS_FILE
    lines = [line for person in PEOPLE if (line := _create(session, person))]
    session.commit()
    if lines:
        file.touch(mode=0o600)
        with file.open("a", encoding="utf-8") as text:
            text.write("".join([FILE_HEADER.format(address=address), *lines]))
    return file


def _create(session: Session, person: Person) -> str:
    """Return the line of a new account in the file; empty if the account exists already."""
    if user_by_email(session, person.email):
        return ""
    password = secrets.token_urlsafe(9)
    user = create_user(
        session, person.email, hash_password(password), name=person.name, locale=person.locale, is_sample=True
    )
    if person.role is not Role.LEARNER:
        grant(session, user, person.role, person.subject)
    if person.role in SECOND_FACTOR_ROLES:
        _add_second_factor(user)
    return f"{person.role:15} {person.subject:18} {person.email:30} {password}\n"


def _add_second_factor(user: User) -> None:
    user.tf_primary_method = "authenticator"
    user.tf_totp_secret = current_app.extensions["security"].totp_factory.generate_totp_secret()
