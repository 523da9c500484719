"""``catalogue restore``: a backup in the place of what the instance holds."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from catalogue.app_parts import Parts, parts
from catalogue.cli.readiness import stop
from catalogue.extensions import db
from catalogue.services.administering.backups.databases import database_at
from catalogue.services.administering.backups.restoring import restore_backup
from catalogue.services.administering.backups.writing import KEY_FILE
from catalogue.services.administering.upgrading import bring_to_newest_revision
from catalogue.services.courses.vocabularies import synchronise_vocabularies
from catalogue.services.search import indexing


@click.command("restore")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def command(file: Path) -> None:
    """Put the backup in FILE in the place of all that is here; status 1 if another key is set than the backup's."""
    ready = parts()
    settings = ready.settings
    instance = settings.instance.absolute()
    key_is_set = _key(instance) != settings.secret_key
    db.engine.dispose()
    try:
        manifest = restore_backup(
            file, instance, settings.index_directory, database_at(settings.database), lambda: _finish(ready)
        )
    except Exception as fault:  # whatever it was, the old state is back
        stop(f"{file} could not be restored: {fault}. What was here before is here still.")
    click.echo(f"Restored what {file} held of {manifest.made_at}; the index was made anew.")
    if key_is_set and _key(instance) != settings.secret_key:
        click.echo(
            f"CATALOGUE_SECRET_KEY differs from the key of the backup, which is in {instance / KEY_FILE}: set it to "
            "that one or to nothing, or second factors and stored passwords of sources cannot be read.",
            err=True,
        )
        sys.exit(1)


def _finish(ready: Parts) -> None:
    """Bring the restored state to what a start needs. Raise whatever goes wrong with it."""
    try:
        bring_to_newest_revision(db.engine)
        synchronise_vocabularies(db.session())
        indexing.rebuild_index(db.session(), ready.engine, force=True)
    finally:
        db.session.remove()
        db.engine.dispose()


def _key(instance: Path) -> str:
    path = instance / KEY_FILE
    return path.read_text() if path.exists() else ""
