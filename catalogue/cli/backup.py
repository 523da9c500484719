"""``catalogue backup``: all that cannot be made anew, in one file, while the catalogue runs."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import click
from flask.cli import with_appcontext

from catalogue.app_parts import parts
from catalogue.cli.readiness import stop, stop_on
from catalogue.extensions import db
from catalogue.services.administering.backups.databases import ToolFailed, ToolMissing, database_at
from catalogue.services.administering.backups.instance_lock import InstanceBusy, shared_instance
from catalogue.services.administering.backups.writing import BackupBusy, write_backup
from catalogue.services.administering.upgrading.revisions import revision_of
from catalogue.services.database.errors import ANY_FAULT

FAULTS = (InstanceBusy, BackupBusy, ToolMissing, ToolFailed, OSError, sqlite3.Error, *ANY_FAULT)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there.")
@with_appcontext
def command(file: Path, force: bool) -> None:
    """Write database, keys and mails to FILE while the catalogue runs; keep it as safe as the keys in it."""
    if file.exists() and not force:
        stop(f"{file} is there already; give another name, or --force to replace it.")
    settings = parts().settings
    instance = settings.instance.absolute()
    with stop_on(*FAULTS), shared_instance(instance):
        manifest = write_backup(
            instance, database_at(settings.database), revision_of(db.engine), settings.secret_key, file.absolute()
        )
    click.echo(
        f"{file} holds the {manifest.database} database at revision {manifest.revision or 'none'}, the key and "
        f"{len(manifest.members) - 2} other files. `catalogue restore {file}` brings it back and makes the index anew."
    )
