"""``catalogue skills``: the vocabularies of skills."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from catalogue.cli.readiness import prepare, stop
from catalogue.extensions import db
from catalogue.services.learning.skills.esco_files import EscoUnreadable, read_download
from catalogue.services.learning.skills.esco_loading import LoadReport, load_download

MAX_NAMES_SHOWN = 20


@click.group("skills")
def command() -> None:
    """Load vocabularies of skills and occupations (load-esco)."""


@command.command("load-esco")
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--whole", is_flag=True, help="What this download does not have is gone, even if that is much.")
@with_appcontext
def load_esco(folder: Path, whole: bool) -> None:
    """Load the CSV files of an ESCO download, any version and languages; again to update in place."""
    prepare()
    try:
        download = read_download(folder)
    except EscoUnreadable as unreadable:
        stop(str(unreadable))
    report = load_download(db.session(), download, whole=whole)
    for line in _lines(report):
        click.echo(line)


def _lines(report: LoadReport) -> Iterator[str]:
    yield f"Concepts: {report.added} added, {report.changed} changed, {report.unchanged} unchanged."
    yield (
        f"Relations: {report.relations_added} added, {report.relations_changed} changed, "
        f"{report.relations_unchanged} unchanged."
    )
    if report.relations_removed:
        yield f"{report.relations_removed} relations are no longer in ESCO; they were removed."
    if report.links_added or report.links_removed:
        yield f"Links to broader and related concepts: {report.links_added} added, {report.links_removed} removed."
    yield from _list("renamed", [f"“{before}” is now “{after}”" for before, after in report.renamed])
    yield from _list("obsolete", report.obsolete)
    yield from _list("gone from ESCO, kept and marked", report.gone)
    if report.missing:
        yield (
            f"{report.missing} known concepts are not in this download: too many to be gone, so they stay as they are. "
            "If it is the whole of ESCO, load it again with --whole."
        )
    if report.passed_over:
        yield f"{report.passed_over} relations name a concept of which no file tells; they were passed over."
    if report.loose:
        yield f"Ours that now point to an obsolete or gone concept: {', '.join(report.loose)}."


def _list(what: str, names: list[str]) -> Iterable[str]:
    """Yield how many there are, then the first few by name."""
    if names:
        yield f"{len(names)} {what}:"
        yield from (f"  {name}" for name in names[:MAX_NAMES_SHOWN])
        if len(names) > MAX_NAMES_SHOWN:
            yield f"  and {len(names) - MAX_NAMES_SHOWN} more"
