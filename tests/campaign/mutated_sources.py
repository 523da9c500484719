"""Sources that come whole, then broken at random, then whole again: nothing is withdrawn where a fault is noticed."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.ingestion.item import Outcome
from catalogue.ingestion.registry import discover
from catalogue.models import Source
from tests.campaign.figures import Figures
from tests.contract.importing.recorded_sites import Site, harvest, sites_of
from tests.databases import SqliteDatabases
from tests.importers.mutation import MUTATIONS

MUTANTS_PER_SITE = 400


def run(share: float) -> Iterator[Figures]:
    """Yield a line for each importer: lost are mutants with a noticed fault by which a course was withdrawn."""
    with tempfile.TemporaryDirectory() as folder:
        databases = SqliteDatabases(Path(folder))
        instance = Path(folder) / "instance"
        instance.mkdir()
        databases.renew(instance)
        app = create_app(Settings(instance=instance))
        with app.app_context():
            for key in sorted(discover()):
                yield _of_importer(app, key, max(1, round(share * MUTANTS_PER_SITE)))


def _of_importer(app, key: str, mutants: int) -> Figures:
    session, parts = db.session(), app.extensions["catalogue"]
    tried = lost = stopped = 0
    for number, site in enumerate(sites_of(key)):
        source = Source(key=f"{key}-{number}", name=key, address=f"https://{key}.example/{number}", format="auto")
        session.add(source)
        session.commit()
        if not harvest(parts, session, source, site).outcomes[Outcome.CREATED]:
            continue
        usual = harvest(parts, session, source, site, dry_run=True).outcomes[Outcome.REJECTED]
        for mutant in _mutants(site, f"{key}-{number}", mutants):
            tried += 1
            try:
                report = harvest(parts, session, source, mutant, dry_run=True)
            except Exception:
                stopped += 1
                continue
            lost += report.outcomes[Outcome.REJECTED] > usual and report.outcomes[Outcome.WITHDRAWN] > 0
        lost += harvest(parts, session, source, site).outcomes[Outcome.WITHDRAWN]
    return Figures(trial=f"{key} whole, broken, whole", tried=tried, lost=lost, stopped=stopped)


def _mutants(site: Site, name: str, count: int) -> Iterator[Site]:
    for number in range(count):
        rng = random.Random(f"{name} {number}")
        content = rng.choice(MUTATIONS)(site.first.content, rng)
        yield replace(site, first=replace(site.first, content=content))
