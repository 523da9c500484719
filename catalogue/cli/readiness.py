"""What a command needs before it can work: tables at their newest revision, vocabularies in them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from catalogue.app_parts import Parts, parts
from catalogue.cli.full_disk import advice
from catalogue.extensions import db
from catalogue.services.administering.backups.occupancy import InstanceBusy, using
from catalogue.services.administering.database_errors import UNUSABLE, cause_of
from catalogue.services.administering.upgrading import UpgradeFailed, bring_to_newest_revision
from catalogue.services.courses.vocabularies import synchronise

COULD_NOT_START = 2
SELDOM = (50_000, 20, 20)
"""When circles of objects are looked for; the usual (700, 10, 10) took a quarter of the time of a first import."""


def prepare() -> Parts:
    """Bring database and vocabularies up to date; a second call changes nothing. Until the command ends, nobody can
    restore a backup here."""
    try:
        _occupy()
        bring_to_newest_revision(db.engine)
        synchronise(db.session())
    except (UpgradeFailed, InstanceBusy, OSError) as hindrance:  # such as a full disk
        stop(f"{hindrance}{advice(parts().settings.instance)}")
    except UNUSABLE as error:
        settings = parts().settings
        stop(f"The database {settings.database!r} cannot be used: {cause_of(error)}{advice(settings.instance)}")
    _collect_seldom()
    return parts()


def _occupy() -> None:
    if context := click.get_current_context(silent=True):
        context.with_resource(using(parts().settings.instance.absolute()))


def _collect_seldom() -> None:
    """Imports make objects by the million and hardly a circle of them; what there is by now stays until the end."""
    gc.set_threshold(*SELDOM)
    if not gc.get_freeze_count():
        gc.freeze()


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
