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
from catalogue.services.administering.backups.instance_lock import InstanceBusy, shared_instance
from catalogue.services.administering.upgrading import UpgradeFailed, bring_to_newest_revision
from catalogue.services.courses.vocabularies import synchronise_vocabularies
from catalogue.services.database.errors import UNUSABLE, cause_of

COULD_NOT_START = 2
RARE_COLLECTION_THRESHOLDS = (50_000, 20, 20)
"""Thresholds of the garbage collector; with the usual (700, 10, 10) it took a quarter of the time of a first import."""


def prepare() -> Parts:
    """Bring database and vocabularies up to date, and return the settings and engines; a second call changes nothing.

    Until the command ends, no backup can be restored here. Stop with status 2 if something is in the way.
    """
    try:
        _occupy()
        bring_to_newest_revision(db.engine)
        synchronise_vocabularies(db.session())
    except (UpgradeFailed, InstanceBusy, OSError) as error:  # such as a full disk
        stop(f"{error}{advice(parts().settings.instance)}")
    except UNUSABLE as error:
        settings = parts().settings
        stop(f"The database {settings.database!r} cannot be used: {cause_of(error)}{advice(settings.instance)}")
    _collect_rarely()
    return parts()


def _occupy() -> None:
    if context := click.get_current_context(silent=True):
        context.with_resource(shared_instance(parts().settings.instance.absolute()))


def _collect_rarely() -> None:
    """Make the garbage collector run rarely: imports create objects by the million, but hardly any cycles."""
    gc.set_threshold(*RARE_COLLECTION_THRESHOLDS)
    if not gc.get_freeze_count():
        gc.freeze()


def stop(message: str) -> NoReturn:
    """Print why the command could not start, and exit with status 2."""
    click.echo(f"Could not start: {message}", err=True)
    sys.exit(COULD_NOT_START)


@contextmanager
def stop_on(*errors: type[Exception]) -> Iterator[None]:
    """Stop with the message of any of these errors."""
    try:
        yield
    except errors as error:
        stop(str(error))
