"""What a command needs before it can work: tables at their newest revision, vocabularies in them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click
from flask import current_app
from flask_migrate import upgrade
from sqlalchemy.exc import OperationalError

from catalogue.app_parts import Parts
from catalogue.extensions import db
from catalogue.services.vocabularies import synchronise

COULD_NOT_START = 2


def parts() -> Parts:
    """Settings and engine of the running application."""
    found: Parts = current_app.extensions["catalogue"]
    return found


def prepare() -> Parts:
    """Bring database and vocabularies up to date; a second call changes nothing."""
    try:
        upgrade()
        synchronise(db.session())
    except OperationalError as error:
        stop(f"The database {parts().settings.database!r} cannot be used: {error.orig}")
    return parts()


def stop(message: str) -> NoReturn:
    """End with status 2: the command could not start."""
    click.echo(f"Could not start: {message}", err=True)
    sys.exit(COULD_NOT_START)


@contextmanager
def starting(*errors: type[Exception]) -> Iterator[None]:
    """Turn these errors into a message and status 2."""
    try:
        yield
    except errors as error:
        stop(str(error))
