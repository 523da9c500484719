"""Where a record stands is told in the reader's words, whatever importer wrote it down."""

import json
from pathlib import Path

import pytest

from catalogue.domain.sources.positions import position_message

RECORDED = Path(__file__).parents[3] / "importers"


def upside_down(text):
    """A translation in which every message is another one."""
    return text if text.startswith("%(item") else f"⟨{text}⟩"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        ("row 7", "⟨row 7⟩"),
        ("JSON-LD block 2, line 14", "⟨JSON-LD block 2⟩, ⟨line 14⟩"),
        ("microdata, line 3", "⟨microdata⟩, ⟨line 3⟩"),
        ("the page", "⟨the page⟩"),
        ("event a, b@academy.example", "⟨event a, b@academy.example⟩"),
        ("selector a[href], li", "⟨selector a[href], li⟩"),
        ("https://academy.example/row 7", "⟨https://academy.example/row 7⟩"),
        ("", "⟨⟩"),
    ],
)
def test_places_are_told(where, told):
    assert position_message(where).translated(upside_down) == told
    assert str(position_message(where)) == where


def places(value):
    """Every ``where`` in an expected answer of an importer."""
    if isinstance(value, dict):
        yield from ([value["where"]] if isinstance(value.get("where"), str) else [])
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from places(inner)


def test_every_place_that_an_importer_writes_down_can_be_told():
    expected = (json.loads(file.read_text("utf-8")) for file in RECORDED.rglob("*.expected.json"))
    written = {place for value in expected for place in places(value)}
    known_to_all = {"microdata", "RDFa"}  # names of formats
    untold = {
        place
        for place in written
        if place
        and place.split(",")[0] not in known_to_all
        and str(position_message(place).to_json()["text"]) == "%(text)s"
    }
    assert len(written) > 30 and not untold
