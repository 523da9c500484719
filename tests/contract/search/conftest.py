"""The engines under contract, and a small collection in several languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from catalogue.search.documents import CourseDocument
from catalogue.search.memory import MemoryEngine
from catalogue.search.port import Changes, SearchEngine
from catalogue.search.whoosh_engine import WhooshEngine

ENGINES: dict[str, Callable[[Path], SearchEngine]] = {
    "whoosh": lambda directory: WhooshEngine(directory / "index"),
    "memory": lambda directory: MemoryEngine(),
}

COURSES = (
    CourseDocument(
        id=1,
        title="Battery recycling in practice",
        summary="Take packs apart safely & recover what is in them",
        description="<p>Discharge, dismantling and shredding of lithium-ion batteries. Bring <b>gloves</b>.</p>",
        keywords="second life, black mass",
        provider="ATEC Academy",
        concepts="circular economy Kreislaufwirtschaft économie circulaire",
        language="en",
        first_start=date(2027, 3, 1),
        created=date(2026, 1, 5),
        facets={
            "skill_area": ("batteries", "batteries/second-use", "circular-economy"),
            "country": ("PT",),
            "language": ("en",),
            "starts": ("2027-03",),
        },
    ),
    CourseDocument(
        id=2,
        title="Výroba baterií pro elektromobily",
        description="Od elektrody k hotovému článku.",
        provider="VŠB Ostrava",
        concepts="cell manufacturing Zellfertigung výroba článků",
        language="cs",
        first_start=date(2027, 2, 1),
        created=date(2026, 4, 1),
        facets={"skill_area": ("batteries",), "country": ("CZ", "SK"), "language": ("cs", "en")},
    ),
    CourseDocument(
        id=3,
        title="Antriebe mit Brennstoffzelle",
        summary="Straßenfahrzeuge mit Brennstoffzelle, sicher betrieben",
        concepts="hydrogen Wasserstoff hydrogène vodík",
        language="de",
        created=date(2026, 3, 1),
        facets={"skill_area": ("hydrogen",), "country": ("DE",), "language": ("de",), "starts": ("anytime",)},
    ),
    CourseDocument(
        id=4,
        title="Hydrogen safety for workshops",
        description="What every mechanic has to know about hydrogen tanks.",
        provider="ATEC Academy",
        language="en",
        first_start=date(2027, 2, 1),
        created=date(2026, 2, 1),
        facets={"skill_area": ("hydrogen", "quality-safety"), "country": ("PT", "DE"), "language": ("en",)},
    ),
    CourseDocument(
        id=5,
        title="Diagnóstico de baterías",
        description="Medir, comprender y reparar baterías de alta tensión.",
        language="es",
        created=date(2026, 2, 1),
        facets={"skill_area": ("batteries", "repair-maintenance"), "country": ("ES",), "language": ("es",)},
    ),
    CourseDocument(
        id=6,
        title="Ασφάλεια μπαταριών",
        description="Κανόνες για εργαστήρια.",
        language="el",
        created=date(2025, 12, 1),
        facets={"skill_area": ("batteries", "quality-safety"), "country": ("GR",), "language": ("el",)},
    ),
    CourseDocument(
        id=7, title="C++ for embedded control units", language="en", facets={"skill_area": ("it-software",)}
    ),
    CourseDocument(id=8, title="Äpfel und Birnen", provider="Hydrogen Institute", language=None),
)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> SearchEngine:
    """An engine without documents."""
    return ENGINES[request.param](tmp_path)


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    """An engine with the collection, come in by two commits."""
    engine.apply(Changes(upserts=COURSES[:4]))
    engine.apply(Changes(upserts=COURSES[4:]))
    return engine
