"""``catalogue sources``: what is harvested, and harvesting it."""

from __future__ import annotations

import json
import sys

import click
from flask.cli import with_appcontext

from catalogue.cli.importing import exit_status
from catalogue.cli.importing import show as show_report
from catalogue.cli.progress import import_progress
from catalogue.cli.readiness import prepare, stop, stop_on
from catalogue.demo.routes import sample_routes
from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.extensions import db
from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.item import Outcome
from catalogue.ingestion.registry import UnknownFormat, check_format
from catalogue.ingestion.report import RunReport
from catalogue.models import ImportRun, Source
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.importing.locks import SourceBusy
from catalogue.services.sources.onboarding import find_ways
from catalogue.services.sources.registering import SourceExists, add_source, latest_runs, list_sources, source_by_key
from catalogue.services.sources.table_columns import NoColumn, check_columns

COLUMN_HELP = "What a header of its table means, such as 'Kursname=title'; HEADER= is not read. May be repeated."


@click.group("sources")
def command() -> None:
    """Find, list, add, test, run or show sources."""


@command.command("list")
@with_appcontext
def list_() -> None:
    """List every source with its courses and its latest run."""
    prepare()
    for source, courses, run in list_sources(db.session()):
        last = f"{run.status} {run.started_at:%Y-%m-%d %H:%M}" if run else "never run"
        click.echo(f"{source.key:32} {courses:6} courses  {last:24} {source.address or '(files handed in)'}")


@command.command()
@click.argument("address")
@click.option("--provider", required=True, help="Key of the provider who answers for it; made if it is new.")
@click.option("--key", default="", help="The source's own key; the provider's if left out.")
@click.option("--format", default="auto", show_default=True, help="An importer's key, or auto.")
@click.option("--language", help="Language of texts that do not say theirs (BCP 47).")
@click.option("--country", help="Country of the provider (ISO 3166-1 alpha-2).")
@click.option("--column", "columns", multiple=True, metavar="HEADER=COLUMN", help=COLUMN_HELP)
@with_appcontext
def add(
    address: str,
    provider: str,
    key: str,
    format: str,
    language: str | None,
    country: str | None,
    columns: tuple[str, ...],
) -> None:
    """Register an address to harvest."""
    prepare()
    if not is_web_address(address):
        stop(f"{address!r} is not an address such as https://www.example.org/courses.")
    with stop_on(SourceExists, UnknownFormat, NoColumn):
        check_format(format)
        said = check_columns(dict(_header_and_column(one) for one in columns))
        source = add_source(
            db.session(),
            address=address,
            provider=ProviderRecord(name=provider, key=provider, country=country),
            key=key,
            format=format,
            defaults={"language": language} if language else {},
            columns=said,
        )
    click.echo(f"Registered {source.key}. Try it with `catalogue sources test {source.key}`.")


def _header_and_column(said: str) -> tuple[str, str]:
    """Return both parts of "Header=column"; a header may hold the sign itself, a column never does."""
    header, sign, column = said.rpartition("=")
    if not sign or not header:
        stop(f"{said!r} is not of the form HEADER=COLUMN, such as 'Kursname=title'.")
    return header.strip(), column.strip()


@command.command()
@click.argument("address")
@with_appcontext
def find(address: str) -> None:
    """Print ways to read what is published at an address and behind it, the best first."""
    ready = prepare()
    with sample_routes(address) as routes:
        importing = ImportService(session=db.session(), engine=ready.engine, settings=ready.settings, routes=routes)
        with stop_on(FetchRefused, FetchFailed):
            ways = find_ways(importing, address)
    if not ways:
        stop(f"nothing that can be read was found at {address} or behind it.")
    for way in ways:
        records = "courses" if way.of_courses else "entries that show nothing of courses"
        counts = ((records, way.courses), ("pages", len(way.pages)), ("lists", len(way.lists)))
        contents = ", ".join(f"{count} {name}" for name, count in counts if count)
        tried = f"; courses on {way.useful} of {way.tried} looked at" if way.tried else ""
        more = " and more" if way.following else ""
        part = f" (only {way.part})" if way.part else ""
        click.echo(f"{way.importer.key:12} {contents}{tried}{more}  {way.address}{part}")


@command.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@with_appcontext
def test(key: str, as_json: bool) -> None:
    """Run a source without changing anything."""
    _run(key, as_json, dry_run=True)


@command.command()
@click.argument("key")
@click.option("--withdrawal-share", type=click.FloatRange(0, 1), help="Share of its courses that may vanish this time.")
@click.option("--accept-losses", is_flag=True, help="Values that nearly all courses lost at once are really gone.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole report as JSON.")
@with_appcontext
def run(key: str, withdrawal_share: float | None, accept_losses: bool, as_json: bool) -> None:
    """Harvest a source now."""
    _run(key, as_json, withdrawal_share=withdrawal_share, accept_losses=accept_losses)


@command.command()
@click.argument("key")
@with_appcontext
def show(key: str) -> None:
    """Print a source and its latest runs."""
    prepare()
    source = _source(key)
    click.echo(f"{source.name} ({source.key}): {source.address or 'files handed in'}, format {source.format}")
    for header, column in source.columns.items():
        click.echo(f"column {header!r} is {column or 'not read'}")
    for past in latest_runs(db.session(), source):
        click.echo(_line(past))


def _line(run: ImportRun) -> str:
    counts = ", ".join(f"{getattr(run, name)} {name}" for name in Outcome)
    return f"run {run.id} {run.started_at:%Y-%m-%d %H:%M} {run.status}: {run.found} found; {counts}. {run.message}"


def _source(key: str) -> Source:
    source = source_by_key(db.session(), key)
    return source or stop(f"there is no source {key!r}; `catalogue sources list` names them.")


def _run(
    key: str,
    as_json: bool,
    dry_run: bool = False,
    withdrawal_share: float | None = None,
    accept_losses: bool = False,
) -> None:
    ready = prepare()
    source = _source(key)
    if not source.address:
        stop(f"source {key} has no address: its files are handed in with `catalogue import FILE --provider …`.")
    expected = (Unreadable, SourceBusy, FetchRefused, FetchFailed)
    with stop_on(*expected), sample_routes(source.address) as routes, import_progress(key) as progress:
        report = ImportService(
            session=db.session(),
            engine=ready.engine,
            settings=ready.settings,
            dry_run=dry_run,
            withdrawal_share=withdrawal_share,
            accept_losses=accept_losses,
            routes=routes,
            progress=progress,
        ).source(source)
    _print_report(report, as_json, dry_run)


def _print_report(report: RunReport, as_json: bool, dry_run: bool) -> None:
    click.echo(json.dumps(report.as_json(), ensure_ascii=False, indent=2)) if as_json else show_report(report, dry_run)
    sys.exit(exit_status(report))
