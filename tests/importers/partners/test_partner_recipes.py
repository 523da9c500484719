"""Each partner's recipe against a recorded list and course page of its site, with the drafts expected of them."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from catalogue.ingestion.contract import CourseDraft, Link, LinkKind, Page
from catalogue.ingestion.registry import discover

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/expected.json"))


def stated(draft):
    """What a draft says, without what it leaves empty."""
    return {name: value for name, value in asdict(draft).items() if value not in ("", None, [], {})}


@pytest.mark.parametrize("name", CASES)
def test_a_recorded_page_gives_the_expected_draft(name):
    expected = json.loads((HERE / name / "expected.json").read_text("utf-8"))
    importer = discover()[name]
    listing = Page(url=expected["list_url"], content=(HERE / name / "list.html").read_bytes(), charset="utf-8")
    links = [found for found in importer.read(listing) if isinstance(found, Link)]
    assert [link.url for link in links if link.kind is LinkKind.DETAIL] == expected["links"]
    assert [link.url for link in links if link.kind is LinkKind.NEXT] == expected["next"]
    page = Page(
        url=expected["draft"]["url"],
        content=(HERE / name / "detail.html").read_bytes(),
        charset="utf-8",
        follows=LinkKind.DETAIL,
    )
    (draft,) = importer.read(page)
    assert isinstance(draft, CourseDraft)
    assert json.loads(json.dumps(stated(draft))) == expected["draft"]


def test_every_partner_with_a_module_has_a_recorded_page():
    modules = {path.stem.replace("_", "-") for path in (HERE.parents[2] / "importers" / "partners").glob("[!_]*.py")}
    assert modules == set(CASES)


@pytest.mark.parametrize("name", CASES)
def test_every_selector_of_a_recipe_is_one(name):
    discover()[name].RECIPE.check_selectors()
