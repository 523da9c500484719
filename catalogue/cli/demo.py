"""``catalogue demo``: a catalogue to look at, harvested from sample partners on this machine."""

from __future__ import annotations

from collections import Counter

import click
from flask.cli import with_appcontext

from catalogue.cli.readiness import prepare
from catalogue.demo.collections import load_collections
from catalogue.demo.declared import load_declared
from catalogue.demo.load import load_samples
from catalogue.demo.people import load_people
from catalogue.demo.sites import serving
from catalogue.domain.text.counted import counted
from catalogue.extensions import db
from catalogue.services.indicators.snapshots import refresh_snapshot
from catalogue.services.learning.skills.classify_areas import classify_courses
from catalogue.services.search.index_check import check_index
from catalogue.services.search.index_health import repair_index
from catalogue.services.search.indexing import bring_index_up_to_date, encode_pending
from catalogue.services.sources.importing.import_service import ImportService


@click.command("demo")
@with_appcontext
def command() -> None:
    """Set up database and vocabularies, serve the sample partners on this machine, and harvest them."""
    ready = prepare()
    repair_index(db.session(), ready.engine, thorough=True)
    totals: Counter[str] = Counter()
    importing = ImportService(session=db.session(), engine=ready.engine, settings=ready.settings)
    with serving() as routes:
        for site, report in load_samples(importing, routes):
            totals.update(report.counts())
            counts = ", ".join(f"{count} {name}" for name, count in report.counts().items() if count)
            click.echo(f"{site.name} ({report.format}): {counted(report.found, 'course')} found; {counts}")
    classify_courses(db.session(), ready.area_meaning)
    bring_index_up_to_date(db.session(), ready.engine)
    encode_pending(db.session(), ready.engine)
    found = check_index(db.session(), ready.engine)
    click.echo(f"{counted(found.indexed, 'sample course')} can be searched; rejected as flawed: {totals['rejected']}.")
    load_collections(db.session())
    load_declared(db.session())
    refresh_snapshot(db.session(), ready.engine)
    accounts = load_people(db.session(), ready.settings.instance, ready.settings.address)
    click.echo(f"One sample account of each role: {accounts} says how to sign in.")
    click.echo("Start the catalogue with `catalogue serve`; `catalogue sources show KEY` tells what a run did.")
