"""``catalogue import``: read a file, a folder or an address into the catalogue."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from catalogue.cli.progress import import_progress
from catalogue.cli.readiness import COULD_NOT_START, prepare, stop_on
from catalogue.domain.text.counted import counted
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.extensions import db
from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.item import Outcome
from catalogue.ingestion.registry import UnknownFormat
from catalogue.ingestion.report import RunReport
from catalogue.services.sources.importing.import_service import ImportService, list_key
from catalogue.services.sources.importing.locks import SourceBusy
from catalogue.services.sources.registering import published_courses_of

MAX_REJECTED_SHOWN = 20


@click.command("import")
@click.argument("source", metavar="FILE|DIR|URL")
@click.option("--format", default="auto", show_default=True, help="How to read it: an importer's key, or auto.")
@click.option("--provider", help="Key of the provider whose courses these are; made if it is new.")
@click.option("--list", "name", default="", help="Which of the provider's lists FILE is, such as online or 2027.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and change nothing.")
@click.option("--withdrawal-share", type=click.FloatRange(0, 1), help="Share of the courses that may vanish this time.")
@click.option("--accept-losses", is_flag=True, help="Values that nearly all courses lost at once are really gone.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@with_appcontext
def command(
    source: str,
    format: str,
    provider: str | None,
    name: str,
    dry_run: bool,
    withdrawal_share: float | None,
    accept_losses: bool,
    as_json: bool,
) -> None:
    """Read courses from a file, a folder or an address.

    FILE is the whole list of the provider: what an earlier file of its kind (csv, xlsx …) had and this one has not is
    withdrawn. A provider with several lists gives each a name by --list, always the same; then each stands for itself.

    Exit status: 0 done, 1 done with rejected records, 2 could not start.
    """
    ready = prepare()
    expected = (Unreadable, UnknownFormat, SourceBusy, FetchRefused, FetchFailed)
    with stop_on(*expected), import_progress(source) as progress:
        importing = ImportService(
            session=db.session(),
            engine=ready.engine,
            settings=ready.settings,
            dry_run=dry_run,
            withdrawal_share=withdrawal_share,
            accept_losses=accept_losses,
            progress=progress,
        )
        if is_web_address(source):
            report = importing.address(source, format, provider)
        else:
            _say_what_it_replaces(list_key(Path(source), provider, name))
            report = importing.path(Path(source), format, provider, name)
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2)) if as_json else show(report, dry_run)
    sys.exit(exit_status(report))


def _say_what_it_replaces(key: str) -> None:
    """Print what the file is taken for before anything is withdrawn, apart from a report for programs."""
    if courses := published_courses_of(db.session(), key):
        click.echo(
            f"It is read as the whole list {key}, of which {courses} courses are published; those it lacks are "
            "withdrawn. If it is another list of the provider, stop here and name it by --list.",
            err=True,
        )


def exit_status(report: RunReport) -> int:
    """Return 0 if all is done, 1 if records were rejected, 2 if nothing could be read."""
    if not report.outcomes[Outcome.REJECTED]:
        return 0
    return 1 if report.found else COULD_NOT_START


def show(report: RunReport, dry_run: bool = False) -> None:
    """Print the report for a person: counts, then what needs attention."""
    rejected = [item for item in report.items if item.outcome is Outcome.REJECTED]
    if rejected and not report.found:
        click.echo("Nothing could be imported.", err=True)
        for item in rejected[:MAX_REJECTED_SHOWN]:
            click.echo(item.message, err=True)
        return
    counts = ", ".join(f"{count} {name}" for name, count in report.counts().items() if count)
    opening = "Would be" if dry_run else "Done"
    click.echo(
        f"{opening}: {counted(report.found, 'course')} with {counted(report.instances, 'instance')} found; "
        f"{counts or 'nothing to do'}."
    )
    for notice in report.notices:
        click.echo(f"Note: {notice}")
    for item in rejected[:MAX_REJECTED_SHOWN]:
        click.echo(
            f"Rejected at {item.stage}: {item.title or item.url or item.page_url} ({item.location}): {item.message}"
        )
    if len(rejected) > MAX_REJECTED_SHOWN:
        click.echo(f"… and {len(rejected) - MAX_REJECTED_SHOWN} more; --json lists them all.")
