"""Whatever happens to a file of the index, an answer is right or there is none; made anew, all answers are right."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from catalogue.search.documents import CourseDocument
from catalogue.search.knowledge import Knowledge, Vectors
from catalogue.search.port import Changes, IndexDamaged, SearchRequest, Sort
from catalogue.search.whoosh_engine import WhooshEngine
from tests.campaign.damaging import damages_of

TITLES = ("Laser welding", "Hydrogen safety", "Battery recycling", "Battery safety")
DOCUMENTS = [
    CourseDocument(
        id=number,
        title=f"{TITLES[number % 4]} {number}",
        description="From the electrode to the cell",
        gist=TITLES[number % 4],
        language=("en", "de")[number % 2],
        facets={"country": (("DE", "CZ")[number % 2],), "skill_area": ("batteries",)},
    )
    for number in range(1, 41)
]
PLACES = 100
QUESTIONS: tuple[Callable[[WhooshEngine], Any], ...] = (
    lambda engine: _shown(engine, SearchRequest()),
    lambda engine: _shown(engine, SearchRequest(text='"battery safety"', sort=Sort.TITLE)),
    lambda engine: _shown(engine, SearchRequest(text="hydrogen", filters={"country": frozenset({"DE"})})),
    lambda engine: _shown(engine, SearchRequest(text="weld*", sort=Sort.NEWEST)),
    lambda engine: _shown(engine, SearchRequest(text="baterry")),
    lambda engine: engine.suggest("batt", "en"),
    lambda engine: engine.similar(3),
    lambda engine: engine.closest(3, 5),
    lambda engine: engine.without_meaning(5),
    lambda engine: dict(engine.fingerprints()),
)


class LettersEncoder:
    """Compares texts by their letters."""

    name = "letters"

    def encode(self, texts: list[str]) -> Vectors:
        counts = np.array([[text.lower().count(letter) + 0.1 for letter in map(chr, range(65, 129))] for text in texts])
        return (counts / np.linalg.norm(counts, axis=1, keepdims=True)).astype(np.float32)


def _shown(engine: WhooshEngine, request: SearchRequest) -> Any:
    page = engine.search(request)
    return page.total, [hit.id for hit in page.hits], page.facets, page.suggestion


def opened(root: Path) -> WhooshEngine:
    return WhooshEngine(root, Knowledge(encoder=LettersEncoder()), is_expected=lambda: True)


def answers(engine: WhooshEngine) -> list[Any]:
    """What the engine says to each question, None where it says that it is damaged."""
    found: list[Any] = []
    for question in QUESTIONS:
        try:
            found.append(question(engine))
        except IndexDamaged:
            found.append(None)
    return found


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """An index of two segments, one of them with a document that was replaced."""
    engine = WhooshEngine(tmp_path / "written", Knowledge(encoder=LettersEncoder()))
    engine.rebuild(DOCUMENTS[:30])
    engine.apply(Changes(upserts=[*DOCUMENTS[30:], DOCUMENTS[10]]))
    return tmp_path / "written"


def test_every_damage_is_answered_rightly_or_said_and_gone_once_it_is_made_anew(written: Path) -> None:
    right, root = answers(opened(written)), written.with_name("damaged")
    shutil.copytree(written, root)
    opened(root).rebuild(DOCUMENTS)
    rebuilt = answers(opened(root))
    assert None not in right + rebuilt
    for damage in damages_of(written, Random(3)):
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(written, root)
        opened_before = opened(root)
        answers(opened_before)
        damage.inflict(root)
        engine = opened(root)
        met = answers(engine)
        assert all(found in (None, expected) for found, expected in zip(met, right, strict=True)), damage.name
        if "quietly" not in damage.name:  # which a process that has read the file already sees within the hour
            seen = answers(opened_before)
            assert all(found in (None, expected) for found, expected in zip(seen, right, strict=True)), damage.name
        if None in met:
            assert engine.status(thorough=True).problems, damage.name
        if engine.status(thorough=True).problems:
            opened(root).rebuild(DOCUMENTS, force=True)
            assert answers(engine) == answers(opened(root)) == rebuilt, damage.name
        assert not engine.status(thorough=True).problems, damage.name


def test_a_wrong_byte_anywhere_in_a_segment_is_noticed_before_it_counts(written: Path) -> None:
    right = answers(opened(written))
    path = max(written.rglob("*.arr"), key=lambda path: path.stat().st_size)
    content = path.read_bytes()
    noticed = 0
    for place in range(0, len(content), len(content) // PLACES):
        path.write_bytes(content[:place] + bytes([content[place] ^ 255]) + content[place + 1 :])
        met = answers(opened(written))
        assert all(found in (None, expected) for found, expected in zip(met, right, strict=True)), place
        noticed += None in met
    assert noticed > PLACES / 2, "the rest is room between the arrays, and what no question needs"


def test_a_file_that_is_cut_while_it_is_open_does_not_end_the_process(written: Path) -> None:
    engine = opened(written)
    assert None not in answers(engine)
    for path in written.rglob("*.arr"):
        path.write_bytes(path.read_bytes()[:100])

    assert answers(engine) == [None] * len(QUESTIONS)
