"""``catalogue skills``: the vocabularies of skills."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from catalogue.cli.readiness import prepare, stop
from catalogue.extensions import db
from catalogue.services.skills.esco import load_download
from catalogue.services.skills.esco_files import EscoUnreadable, read_download


@click.group("skills")
def command() -> None:
    """Vocabularies of skills and occupations."""


@command.command("load-esco")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@with_appcontext
def load_esco(folder: Path) -> None:
    """Load the CSV files of an ESCO download, any version and languages; again to update in place."""
    prepare()
    try:
        download = read_download(folder)
    except EscoUnreadable as unreadable:
        stop(str(unreadable))
    report = load_download(db.session(), download)
    db.session.commit()
    click.echo(f"Concepts: {report.added} added, {report.changed} changed, {report.unchanged} unchanged.")
    click.echo(
        f"Relations: {report.relations_added} added, {report.relations_changed} changed, "
        f"{report.relations_unchanged} unchanged."
    )
    if report.passed_over:
        click.echo(f"{report.passed_over} relations name a concept of which no file tells; they were passed over.")
