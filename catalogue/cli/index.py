"""``catalogue index``: rebuild the search index, or look at its health."""

from __future__ import annotations

import json
import sys

import click
from flask.cli import with_appcontext

from catalogue.cli.progress import index_progress
from catalogue.cli.readiness import prepare, stop, stop_on
from catalogue.domain.text.counted import counted
from catalogue.extensions import db
from catalogue.search.port import IndexBusy, RebuildRefused
from catalogue.services.search import indexing
from catalogue.services.search.index_check import check_index as compare

MAX_IDS_SHOWN = 5


@click.group("index")
def command() -> None:
    """Rebuild the search index, or look at its health (rebuild, status, check)."""


@command.command()
@click.option("--force", is_flag=True, help="Swap in even if the number of courses moves by more than a tenth.")
@with_appcontext
def rebuild(force: bool) -> None:
    """Build a new index from the database beside the live one and swap it in."""
    ready = prepare()
    try:
        with stop_on(IndexBusy), index_progress() as progress:
            built = indexing.rebuild_index(db.session(), ready.engine, force=force, progress=progress)
    except RebuildRefused as refused:
        stop(
            f"the new index would hold {counted(refused.after, 'course')} and the present one holds {refused.before}, "
            "a move of more than a tenth; the present one was kept. If that is right, add --force."
        )
    click.echo(f"The index holds {counted(built, 'course')}.")


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@with_appcontext
def status(as_json: bool) -> None:
    """Print what the engine holds and how many changes wait in the outbox."""
    ready = prepare()
    engine, waiting = ready.engine.status(), indexing.count_waiting_changes(db.session())
    figures = {
        "engine": engine.engine,
        "documents": engine.documents,
        "waiting": waiting,
        "problems": list(engine.problems),
    }
    click.echo(json.dumps(figures) if as_json else "\n".join(f"{name}: {value}" for name, value in figures.items()))
    sys.exit(1 if engine.problems else 0)


@command.command()
@with_appcontext
def check() -> None:
    """Compare index and database course by course, and read all of the index; status 1 if they differ."""
    ready = prepare()
    found = compare(db.session(), ready.engine)
    click.echo(
        f"{counted(found.published, 'published course')}, {found.indexed} in the index, "
        f"{counted(found.waiting, 'change')} waiting."
    )
    for name, ids in (
        ("Missing from the index", found.missing),
        ("In the index only", found.surplus),
        ("Not as the database has them", found.different),
    ):
        if ids:
            click.echo(f"{name}: {len(ids)}, such as {', '.join(map(str, ids[:MAX_IDS_SHOWN]))}.")
    for problem in found.problems:
        click.echo(f"Problem: {problem}")
    click.echo("Sound." if found.sound else "Mend it with `catalogue index rebuild --force`.")
    sys.exit(0 if found.sound else 1)
