"""Damages to the files of the index of a running catalogue: each is answered rightly or with 503, and healed.

Per damage three processes are played, each with an engine of its own: a web process that has the index open, one that
starts afterwards, and the worker, which heals. *Lost* is an answer that is wrong, before or after the healing;
*stopped* any other answer than 200 and 503, a course page that fails, and an index that is not healed.
"""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from flask import Flask

from catalogue.app import parts_for
from catalogue.app_parts import Parts
from catalogue.config import Settings
from catalogue.extensions import db, limiter
from catalogue.search.port import SearchEngine
from catalogue.search.universal_encoder import universal_encoder
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.index_health import repair_index
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.services.sources.importing.import_service import ImportService
from tests.campaign.damaging import Damage, damages_of
from tests.campaign.figures import Figures

DAMAGES = 200
COURSES = 60
_SUBJECTS = ("battery recycling", "hydrogen safety", "laser welding", "control units", "supply chains", "diagnostics")
_ASKED = (
    "/api/v1/courses",
    "/api/v1/courses?q=hydrogen&facets=none",
    "/api/v1/courses?q=%22laser+welding%22&sort=title&per_page=50",
    "/api/v1/courses?q=battery&country=DE&sort=start",
    "/api/v1/courses?skill_area=batteries&sort=newest",
    "/api/v1/courses/7/similar",
    "/api/v1/suggest?q=hydr",
)
_COURSE = "/api/v1/courses/7"

Answers = Sequence[tuple[int, Any]]


def run(share: float) -> Iterator[Figures]:
    """Inflict ``share`` of 200 damages, and heal each."""
    from tests.databases import SqliteDatabases
    from tests.lasting import LastingApp, RememberingEncoder

    encoder = universal_encoder()
    remembering = RememberingEncoder(encoder) if encoder else None
    logging.getLogger("catalogue.services.search.index_health").setLevel(logging.ERROR)  # which warns of each
    with TemporaryDirectory() as folder, patch("catalogue.app.universal_encoder", lambda: remembering):
        first, instance = Path(folder, "databases"), Path(folder, "instance")
        first.mkdir()
        instance.mkdir()
        database = SqliteDatabases(first).renew(instance)
        with LastingApp().as_if_new(Settings(instance=instance), database) as app:
            yield IndexDamages(app).trial(max(1, round(DAMAGES * share)))
            db.session.remove()
            db.engine.dispose()


class IndexDamages:
    """A catalogue with an index of several segments, a copy of which is damaged again and again."""

    def __init__(self, app: Flask, courses: int = COURSES) -> None:
        self.app, self.client = app, app.test_client()
        self.parts: Parts = app.extensions["catalogue"]
        self.root = self.parts.settings.index_directory
        self._master = self.root.with_name("index-as-written")
        _fill(self.parts, courses)
        shutil.copytree(self.root, self._master)
        self.before = self.answers(self.parts.engine)
        self.rebuilt = self._rebuilt()

    def trial(self, tries: int, seed: int = 1) -> Figures:
        """Inflict so many damages and return what came of them."""
        outcomes: Counter[str] = Counter()
        worst = ""
        for damage in self.damages(tries, seed):
            outcome = self.outcome(damage)
            outcomes[outcome.split(":")[0]] += 1
            if outcome.startswith(("lost", "stopped")):
                worst = worst or f"{damage.name}: {outcome}"
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        note = f"{told}; first: {worst}" if worst else told
        tried = sum(outcomes.values())
        lost, stopped = outcomes["lost"], outcomes["stopped"]
        return Figures(trial="damages to the index", tried=tried, lost=lost, stopped=stopped, note=note)

    def damages(self, tries: int, seed: int) -> Iterator[Damage]:
        """Every kind of damage in turn, with other bits and lengths each time round, in a seeded order."""
        random = Random(seed)

        def rounds() -> Iterator[Damage]:
            while True:
                found = list(damages_of(self._master, random))
                random.shuffle(found)
                yield from found

        return islice(rounds(), tries)

    def outcome(self, damage: Damage) -> str:
        """Return what became of one damage: right, said (503 where needed), lost or stopped, with a colon and why."""
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self._master, self.root)
        warm, cold, worker = (parts_for(self.parts.settings).engine for _ in range(3))
        self.answers(warm)
        damage.inflict(self.root)
        met = [self._judged(self.answers(warm), "quietly" in damage.name), self._judged(self.answers(cold))]
        repair_index(db.session(), worker, thorough=True)
        after = [self.answers(engine) for engine in (warm, cold)]
        if any(outcome.startswith(("lost", "stopped")) for outcome in met):
            return max(met)
        if not all(found in (self.before, self.rebuilt) for found in after):
            return "lost: other answers after healing"
        if worker.status(thorough=True).problems:
            return "stopped: not healed"
        return max(met)

    def answers(self, engine: SearchEngine) -> Answers:
        """What a process with this engine answers."""
        self.app.extensions["catalogue"] = replace(self.parts, engine=engine)
        limiter.reset()  # it asks more often in a minute than a visitor may
        return [self._answer(address) for address in (*_ASKED, "/courses?q=safety", _COURSE)]

    def _answer(self, address: str) -> tuple[int, Any]:
        try:
            response = self.client.get(address)
        except Exception as error:
            return 500, repr(error)
        found = response.get_json() if address.startswith("/api/") else None
        if found and address != _COURSE:
            found.pop("took_ms", None)
            for item in found.get("items", ()):
                item.pop("score", None)
        return response.status_code, found

    def _judged(self, found: Answers, quiet: bool = False) -> str:
        """``quiet`` damage to a file that is open is seen within the hour, not at once."""
        if found[-1] != self.before[-1]:
            return f"stopped: the course page answers {found[-1][0]}"
        if odd := [status for status, _ in found if status not in (200, 503)]:
            return f"stopped: {odd[0]}"
        wrong = [one for one, right in zip(found, self.before, strict=True) if one[0] == 200 and one != right]
        if wrong and not quiet:
            return "lost: a wrong answer"
        return "said" if any(status == 503 for status, _ in found) else "right"

    def _rebuilt(self) -> Answers:
        from catalogue.services.search.indexing import rebuild_index

        rebuild_index(db.session(), self.parts.engine)
        return self.answers(self.parts.engine)


def _fill(parts: Parts, courses: int) -> None:
    """Import courses and edit a few, so that there are several segments, and documents that are replaced in one."""
    sheet = parts.settings.instance / "courses.csv"
    rows = ["title;url;description;language;country;skill_areas;start_date"]
    for number in range(courses):
        subject, area = _SUBJECTS[number % 6], ("batteries", "hydrogen", "manufacturing")[number % 3]
        country, start = ("DE", "CZ", "PT")[number % 3], f"2031-{number % 12 + 1:02}-03"
        title = f"{subject.capitalize()} {number}"
        rows.append(f"{title};https://a.example/{number};{subject} and safety;en;{country};{area};{start}")
    sheet.write_text("\n".join(rows), "utf-8")
    ImportService(session=db.session(), engine=parts.engine, settings=parts.settings).path(sheet, provider="academy")
    for number in (7, 9, 12):
        note_change(db.session(), [number, number + courses // 2])
        db.session.commit()
        bring_index_up_to_date(db.session(), parts.engine)
