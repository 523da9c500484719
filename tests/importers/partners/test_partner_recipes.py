"""Each partner's recipe against recorded pages of its site, with what must be found on them."""

import json
from pathlib import Path

import pytest

from catalogue.ingestion.contract import LinkKind, Page
from catalogue.ingestion.registry import discover
from importers.scaffolding.expected import shown

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/expected.json"))


@pytest.mark.parametrize("name", CASES)
def test_recorded_pages_give_what_is_expected_of_them(name):
    recorded = json.loads((HERE / name / "expected.json").read_text("utf-8"))["pages"]
    assert recorded
    for each in recorded:
        page = Page(
            url=each["address"],
            content=(HERE / name / each["file"]).read_bytes(),
            charset=each["charset"],
            follows=each["follows"] and LinkKind(each["follows"]),
        )
        assert json.loads(json.dumps([shown(found) for found in discover()[name].read(page)])) == each["found"]


def test_every_partner_with_a_module_has_a_recorded_page():
    modules = {path.stem.replace("_", "-") for path in (HERE.parents[2] / "importers" / "partners").glob("[!_]*.py")}
    assert modules == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_every_selector_of_a_recipe_is_one(name):
    discover()[name].RECIPE.check_selectors()
