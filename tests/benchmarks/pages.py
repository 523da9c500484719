"""Measure the pages of a large catalogue: ``python -m tests.benchmarks.pages [SIZE [FOLDER]]``.

A ``FOLDER`` keeps the catalogue; one that is there already is measured as it is, without being filled again.

Makes a catalogue of invented courses in NUTS regions of twenty countries, with two years of snapshots, a day of
interest, a demand for every region and a collection with 200 courses put first and 50 left out; then times the worker's
measuring and the pages.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median, quantiles
from typing import Any

from flask_migrate import upgrade
from sqlalchemy import insert, select, text

from catalogue.app import create_app
from catalogue.cli.serve import warm_up
from catalogue.config import Settings
from catalogue.domain.places.regions import regions
from catalogue.extensions import db
from catalogue.models import (
    Collection,
    CollectionCourse,
    Course,
    CourseInstance,
    CourseInterest,
    CourseSkillArea,
    DemandFigure,
    DemandUpload,
    Figure,
    Provider,
    Snapshot,
)
from catalogue.services.courses.vocabularies import synchronise_vocabularies
from catalogue.services.curating.demand.in_force import update_stored_demand
from catalogue.services.indicators.snapshots import refresh_snapshot
from catalogue.services.search.indexing import rebuild_index
from catalogue.taxonomy.skill_areas import skill_areas
from tests.benchmarks.corpus import TRADE_WORDS

COLLECTION = "large-es41"
PAGES = (
    "/",
    "/courses?q=battery",
    "/courses?q=battery&country=DE&language=en",
    f"/collections/{COLLECTION}",
    f"/collections/{COLLECTION}?page=11",
    f"/collections/{COLLECTION}?q=battery",
    "/courses/c1",
    "/job-roles",
    "/job-roles/battery-technician",
    "/job-roles/battery-technician?have=bms&country=DE",
    "/skills",
    "/skills/bms",
    "/skill-areas/batteries",
    "/regions/DE",
    "/regions/DE21",
    "/curricula/electric-mobility-core",
    "/curricula/electric-mobility-core?place=DE&place=CZ08",
    "/indicators",
    "/indicators/supply-demand",
    "/indicators/supply-demand?skill_area=batteries",
    "/indicators/supply-demand?country=DE",
    "/indicators/job-roles",
    "/indicators/job-roles?country=DE",
    "/indicators/job-roles/battery-technician",
    "/api/v1/indicators",
)
PINNED, EXCLUDED = 200, 50
MONTHS = 24
WORKLOADS = (None, "PT8H", "PT16H", "PT30H", "P2D", "P1W", "P6W")
PRICES = (None, 0, 120, 400, 950, 2400)


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(sys.argv[2] if len(sys.argv) > 2 else folder)
        kept = (instance / "catalogue.sqlite").exists()
        app = create_app(Settings(instance=instance))
        if not kept:
            _make(app, size)
        warm_up(app.extensions["catalogue"].engine)  # as a server does before it answers
        for address in PAGES:
            _ask(app, address)


def _make(app: Any, size: int) -> None:
    with app.app_context():
        upgrade()
        synchronise_vocabularies(db.session())
        _fill(size, Random(7))
        engine = app.extensions["catalogue"].engine
        _timed(f"index of {size:,} courses", lambda: rebuild_index(db.session(), engine))
        _timed("measuring", lambda: refresh_snapshot(db.session(), engine))
        _timed("finding that nothing changed", lambda: refresh_snapshot(db.session(), engine))
        _remember()
        figures = len(db.session().execute(select(Figure.value)).all())
        print(f"{figures:,} figures in {MONTHS} months")


def _timed(name: str, work: Any) -> None:
    start = time.perf_counter()
    work()
    print(f"{name}: {time.perf_counter() - start:.2f} s")


def _ask(app: Any, address: str) -> None:
    """Processor time in milliseconds, as other programs may share the machine: of the first answer, then the median and
    the 95th percentile of forty."""
    client, took = app.test_client(), []
    for _time in range(41):
        start = time.process_time()
        assert client.get(address).status_code == 200
        took.append((time.process_time() - start) * 1000)
    print(f"{address}: first {took[0]:.0f} ms, median {median(took[1:]):.0f}, p95 {quantiles(took[1:], n=20)[-1]:.0f}")


def _fill(size: int, random: Random) -> None:
    session, now = db.session(), datetime.now(UTC)
    places = [one for one in regions() if one.level == 3]
    areas = [area.key for area in skill_areas()]
    session.execute(insert(Provider), [{"key": f"p{n}", "name": f"Provider {n}", "country": "DE"} for n in range(400)])
    providers = session.scalars(select(Provider.id)).all()
    numbers = range(1, size + 1)
    columns = [{"id": n, "slug": f"c{n}", "provider_id": random.choice(providers), "url": f"https://p.example/{n}",
                **_text(n, random), "workload": random.choice(WORKLOADS),
                "created_at": now - timedelta(days=random.randrange(700)), "description": "Cells and modules."}
               for n in numbers]  # fmt: skip
    session.execute(insert(Course), columns)
    runs = []
    for n in numbers:
        place = random.choice(places)
        runs.append({"course_id": n, "country": place.country, "region": place.code, "locality": place.name,
                     "start": date(2031, 1, 1), "capacity": 12, "price_amount": random.choice(PRICES),
                     "price_currency": "EUR"})  # fmt: skip
    session.execute(insert(CourseInstance), runs)
    taught = [{"course_id": n, "area_key": area} for n in numbers for area in random.sample(areas, 2)]
    session.execute(insert(CourseSkillArea), taught)
    opened = [{"course_id": n, "day": now.date(), "found": 9, "opened": 3, "followed": 1} for n in numbers]
    session.execute(insert(CourseInterest), opened)
    upload = DemandUpload(file_name="demand.csv")
    session.add(upload)
    session.flush()
    wanted = [{"upload_id": upload.id, "line": 2, "region": one.code, "area": area.key, "year": 2030,
               "number": random.randrange(900), "source": "Office", "job_role": ""}
              for one in regions() if one.level == 2 for area in skill_areas().roots()]  # fmt: skip
    session.execute(insert(DemandFigure), wanted)
    update_stored_demand(session)
    _collect(size, random)
    session.commit()
    session.execute(text("ANALYZE"))


def _text(number: int, random: Random) -> dict[str, str]:
    """A title of words of the trade, so that courses have skills."""
    language = random.choice(list(TRADE_WORDS))
    title = " ".join([*random.sample(TRADE_WORDS[language].split(), 3), str(number)])
    return {"language": language, "title": title, "title_key": title.lower()}


def _collect(size: int, random: Random) -> None:
    session = db.session()
    collection = Collection(slug=COLLECTION, region="ES41", state="published", rules=["language=en", "language=es"])
    collection.texts = {"en": {"title": "Large"}}
    session.add(collection)
    session.flush()
    some = random.sample(range(1, size + 1), PINNED + EXCLUDED)
    choices = [{"collection_id": collection.id, "course_id": course, "position": place, "section": "",
                "choice": "pinned" if place < PINNED else "excluded", "notes": {}}
               for place, course in enumerate(some)]  # fmt: skip
    session.execute(insert(CollectionCourse), choices)


def _remember() -> None:
    """The same numbers for two years back."""
    session = db.session()
    newest = session.scalar(select(Snapshot.month))
    assert newest is not None
    month = newest
    for _month in range(MONTHS - 1):
        month = (month - timedelta(days=1)).replace(day=1)
        session.add(Snapshot(month=month, taken_at=datetime.now(UTC)))
        session.flush()
        kept = (Figure.indicator, Figure.facet, Figure.subject, Figure.area, Figure.value)
        measured = session.execute(select(*kept).where(Figure.month == newest))
        rows = [{**one._asdict(), "month": month} for one in measured]
        session.execute(insert(Figure), rows)
    session.commit()


if __name__ == "__main__":
    main()
