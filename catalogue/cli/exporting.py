"""``catalogue export``: the published courses in an open format."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import click
from flask.cli import with_appcontext

from catalogue.app_parts import Parts
from catalogue.cli.readiness import prepare, stop, stop_on
from catalogue.config import Settings
from catalogue.domain.text.counted import counted
from catalogue.exports.contract import Catalogue, ExportReport
from catalogue.exports.registry import formats
from catalogue.extensions import db
from catalogue.instance_files import make_readable
from catalogue.models import Course
from catalogue.services.courses.exporting import published_courses
from catalogue.services.curating.collections.reader_view import courses_in
from catalogue.services.curating.collections.reading import collection_by_slug

STANDARD_OUTPUT = "-"


@click.command("export")
@click.option("--format", "key", type=click.Choice(list(formats())), required=True, help="The open format to write.")
@click.option("--collection", "slug", metavar="SLUG", help="Only the courses of this collection.")
@click.option("--output", required=True, metavar="FILE", help="Where to write it; - for standard output.")
@with_appcontext
def command(key: str, slug: str | None, output: str) -> None:
    """Write the published courses to a file, whole or not at all."""
    ready = prepare()
    courses = _courses(slug, ready)
    if output == STANDARD_OUTPUT:
        print_report(_export(key, courses, sys.stdout.buffer, ready.settings))
        return
    path = Path(output)
    unfinished = path.with_name(f"{path.name}.unfinished")
    with stop_on(OSError):
        try:
            with unfinished.open("wb") as file:
                written = _export(key, courses, file, ready.settings)
            make_readable(unfinished)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
    print_report(written)


def print_report(written: ExportReport) -> None:
    """Print what was written and what could not be, on standard error, apart from the document."""
    click.echo(f"{counted(written.courses, 'course')} written.", err=True)
    for reason, courses in written.left_out.items():
        click.echo(f"{courses} left out: {reason}.", err=True)


def _courses(slug: str | None, ready: Parts) -> Iterator[Course]:
    session = db.session()
    if slug is None:
        return published_courses(session)
    collection = collection_by_slug(session, slug)
    if collection is None:
        stop(f"There is no collection {slug!r}; its address names it, as in /collections/SLUG.")
    return courses_in(session, ready.engine, collection)


def _export(key: str, courses: Iterator[Course], out: BinaryIO, settings: Settings) -> ExportReport:
    address = settings.address
    catalogue = Catalogue(
        name="Automotive Skills Catalogue",
        address=address,
        made_at=datetime.now(UTC),
        page_of=lambda course: f"{address}/courses/{course.slug}",
    )
    return formats()[key].write(courses, out, catalogue)
