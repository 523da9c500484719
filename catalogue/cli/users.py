"""``catalogue users``: people, and what they may do."""

from __future__ import annotations

import secrets

import click
from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask.cli import with_appcontext
from flask_security import hash_password

from catalogue.cli.readiness import prepare, stop, stop_on
from catalogue.domain.people.passwords import MIN_PASSWORD_CHARACTERS, is_easily_guessed
from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import User
from catalogue.services.accounts.people import (
    CannotGrant,
    actor_of,
    all_users,
    grant_and_commit,
    register_user,
    user_by_email,
)

GRANTED = [str(role) for role in Role if role is not Role.LEARNER]


@click.group("users")
def command() -> None:
    """Create accounts, grant roles, list people, print codes of samples (create, grant, list, code)."""


@command.command()
@click.argument("email")
@click.option("--name", default="", help="What the person is called.")
@click.option("--language", default="en", show_default=True, help="The language of mails to this person.")
@click.option("--password", help="Else one is made and printed.")
@with_appcontext
def create(email: str, name: str, language: str, password: str | None) -> None:
    """Create an account whose address needs no confirmation."""
    prepare()
    session = db.session()
    with stop_on(EmailNotValidError):
        address = validate_email(email, check_deliverability=False, test_environment=True).normalized
    if user_by_email(session, address):
        stop(f"There is an account {address!r} already; `catalogue users grant` changes what it may do.")
    if password is not None and (len(password) < MIN_PASSWORD_CHARACTERS or is_easily_guessed(password, [email, name])):
        stop(f"This password is easily guessed or shorter than {MIN_PASSWORD_CHARACTERS}; take several words.")
    chosen = password or secrets.token_urlsafe(12)
    register_user(session, address, hash_password(chosen), name=name, locale=language)
    click.echo(f"{address} can sign in" + (f" with the password {chosen}" if password is None else "") + ".")


@command.command("grant")
@click.argument("email")
@click.argument("role", type=click.Choice(GRANTED))
@click.argument("subject", required=False, default="")
@with_appcontext
def grant_role(email: str, role: str, subject: str) -> None:
    """Grant a role; SUBJECT is a provider's key for provider roles, a NUTS code for curators."""
    prepare()
    session = db.session()
    user = user_by_email(session, email)
    if user is None:
        stop(f"There is no account {email!r}; `catalogue users list` shows those there are.")
    with stop_on(CannotGrant):
        grant_and_commit(session, user, Role(role), subject)
    click.echo(f"{user.email}: {describe_roles(user)}")


@command.command("list")
@with_appcontext
def list_users() -> None:
    """List everybody and what they may do."""
    prepare()
    for user in all_users(db.session()):
        click.echo(f"{user.email}: {describe_roles(user)}")


@command.command()
@click.argument("email")
@with_appcontext
def code(email: str) -> None:
    """Print the one-time code that a sample account is asked for now."""
    prepare()
    user = user_by_email(db.session(), email)
    if user is None or not user.is_sample or not user.tf_totp_secret:
        stop(f"{email!r} is no sample account that is asked for a code; see sample-accounts.txt.")
    click.echo(current_app.extensions["security"].totp_factory.generate_totp_password(user.tf_totp_secret))


def describe_roles(user: User) -> str:
    """Return a person's roles with what they concern, in one line."""
    who = actor_of(user)
    return ", ".join(
        [
            *(role for role in (Role.ADMINISTRATOR, Role.MODERATOR) if role in who.roles),
            *(f"{Role.PROVIDER_OWNER} of {key}" for key in sorted(who.owned_providers)),
            *(f"{Role.PROVIDER_EDITOR} of {key}" for key in sorted(who.edited_providers)),
            *(f"{Role.CURATOR} of {code}" for code in sorted(who.regions)),
        ]
    ) or str(Role.LEARNER)
