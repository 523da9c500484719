"""The tables of docs/formats.md hold: each field is one of ours, each element is one that the importer knows."""

import json
import re
from dataclasses import fields
from pathlib import Path

import pytest

from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft, ProviderDraft
from catalogue.ingestion.registry import discover

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"^## [^\n]* \(([\w-]+)\)\n(.*?)(?=^## |\Z)", re.M | re.S)
ROW = re.compile(r"^\| (`[^|]*) \|([^|]*)\|", re.M)
TABLES = dict(SECTION.findall((ROOT / "docs/formats.md").read_text("utf-8")))
DRAFTS = {"": CourseDraft, "instances.": InstanceDraft, "place.": PlaceDraft, "provider.": ProviderDraft}
KNOWN = {f"{prefix}{field.name}" for prefix, draft in DRAFTS.items() for field in fields(draft)}


def rows(key):
    return [
        (re.findall(r"`([\w.]+)`", ours), re.findall(r"[@\w-]+", theirs)) for ours, theirs in ROW.findall(TABLES[key])
    ]


def source_of(key):
    folder = Path(discover()[key].__file__).parent
    return "".join(path.read_text("utf-8") for path in folder.glob("*.py"))


def recorded_fields(key):
    """The fields that hold something in what was found in the recorded documents of a format."""
    for path in (ROOT / "tests/importers/recorded" / key).glob("*.expected.json"):
        for found in json.loads(path.read_text("utf-8"))["found"]:
            yield from _filled(found.get("CourseDraft") or found.get("known") or {})


def _filled(draft):
    yield from (name for name in draft if name not in ("where", "provider"))
    yield from (f"provider.{name}" for name in draft.get("provider") or {})
    for run in draft.get("instances", ()):
        yield from (f"instances.{name}" for name in run if name != "place")
        yield from (f"place.{name}" for name in run.get("place") or {})


def test_each_national_format_has_its_table():
    assert set(TABLES) == {"lheo", "openqcat", "ooapi", "edudex", "susa-navet"}


@pytest.mark.parametrize("key", TABLES)
def test_each_field_of_a_table_is_one_of_ours_and_stands_there_once(key):
    named = [field for ours, _ in rows(key) for field in ours]
    assert set(named) <= KNOWN
    assert len(named) == len(set(named))


@pytest.mark.parametrize("key", TABLES)
def test_each_element_of_a_table_is_known_to_the_importer(key):
    source = source_of(key)
    elements = {element.lstrip("@") for _, theirs in rows(key) for element in theirs}
    assert [element for element in sorted(elements) if element not in source] == []


@pytest.mark.parametrize("key", TABLES)
def test_each_field_that_the_importer_fills_stands_in_the_table_and_no_other(key):
    named = {field for ours, _ in rows(key) for field in ours}
    assert named == set(recorded_fields(key))
