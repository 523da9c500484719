"""``catalogue export``: the published courses in an open format."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from catalogue.cli.readiness import prepare, starting
from catalogue.config import Settings
from catalogue.exports.contract import Catalogue, Written
from catalogue.exports.registry import formats
from catalogue.extensions import db
from catalogue.services.exporting import export

STANDARD_OUTPUT = "-"


@click.command("export")
@click.option("--format", "key", type=click.Choice(list(formats())), required=True, help="The open format to write.")
@click.option("--output", required=True, metavar="FILE", help="Where to write it; - for standard output.")
@with_appcontext
def command(key: str, output: str) -> None:
    """Write the published courses to a file, whole or not at all."""
    ready = prepare()
    if output == STANDARD_OUTPUT:
        tell(_export(key, sys.stdout.buffer, ready.settings))
        return
    path = Path(output)
    unfinished = path.with_name(f"{path.name}.unfinished")
    with starting(OSError):
        try:
            with unfinished.open("wb") as file:
                written = _export(key, file, ready.settings)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    tell(written)


def tell(written: Written) -> None:
    """Say what was written and what could not be, where it does not stand in the way of the document."""
    click.echo(f"{written.courses} courses written.", err=True)
    for reason, courses in written.left_out.items():
        click.echo(f"{courses} left out: {reason}.", err=True)


def _export(key: str, out: BinaryIO, settings: Settings) -> Written:
    address = settings.address
    catalogue = Catalogue(
        name="Automotive Skills Catalogue",
        address=address,
        made_at=datetime.now(UTC),
        page_of=lambda course: f"{address}/courses/{course.slug}",
    )
    return export(db.session(), formats()[key], out, catalogue)
