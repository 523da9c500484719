"""Importers of installed packages are found by what those register; a broken one stops nobody and is named."""

import logging
import re
import tomllib
from pathlib import Path

import pytest

from catalogue.ingestion.contract import Fault, Page, Unreadable
from catalogue.ingestion.registry import candidates, choose, discover, importers_in, installed
from catalogue.ingestion.rules import rules_mark
from tests.installed_packages import importer_source, installed_in, write_package

ACME = Page(url="https://a.example/export", content=b"ACME\nCells = https://a.example/1\n")
GUIDE = Path(__file__).parents[3] / "docs" / "importers.md"
SHEET = Page(url="https://a.example/sheet", content=b"title,url\nA,https://a.example/1\n")


@pytest.fixture
def site(tmp_path):
    """A folder of installed packages, one of which brings an importer that works."""
    site = tmp_path / "site-packages"
    write_package(site, "acme-lms", {"acme_lms": importer_source("acme-lms")}, {"acme": "acme_lms"})
    return site


def test_an_importer_of_an_installed_package_is_found_and_chosen_like_ours(site):
    with installed_in(site):
        assert list(discover()) == [*importers_in("importers"), "acme-lms"]
        assert installed().refused == []
        importer = choose(ACME)
        assert importer.key == "acme-lms"
        assert [draft.title for draft in importer.read(ACME)] == ["Cells"]
        assert choose(SHEET).key == "csv"
    assert "acme-lms" not in discover()


@pytest.mark.parametrize(
    ("entry", "source", "reason"),
    [
        ("broken_one", "import a_module_that_nobody_has", "cannot be loaded (ModuleNotFoundError: No module named"),
        ("broken_two", "def read(page:", "cannot be loaded (SyntaxError"),
        ("broken_three", "raise SystemExit('I am a program')", "cannot be loaded (SystemExit: I am a program)"),
        ("broken_four", "key = label = 'four'\ndef detect(page): return 0", "broken_four lacks read"),
        ("broken_five:reader", "reader = object()", "broken_five:reader is no module"),
        ("broken_six:absent", "", "cannot be loaded (AttributeError"),
        ("broken_seven", importer_source("Our Format!"), "key must be small letters"),
        ("broken_eight", importer_source("csv"), "another importer has its key 'csv'"),
        ("broken_nine", importer_source("auto"), "another importer has its key 'auto'"),
        ("broken_ten", importer_source("acme-lms"), "another importer has its key 'acme-lms'"),
    ],
)
def test_a_broken_one_is_named_with_the_reason_and_stops_no_other(site, caplog, entry, source, reason):
    write_package(site, "broken-lms", {entry.split(":")[0]: source}, {"lms": entry})
    with installed_in(site), caplog.at_level(logging.WARNING):
        assert set(discover()) == {*importers_in("importers"), "acme-lms"}
        (refused,) = installed().refused
    assert str(refused).startswith("lms of broken-lms 1.2 is not used: ")
    assert reason in refused.reason
    assert str(refused) in caplog.text


@pytest.mark.parametrize("answer", ["1 / 0", "None", "float('nan')", "-1", "'sure'"])
def test_one_that_fails_to_look_at_a_page_leaves_it_to_the_others(site, answer):
    unsure = importer_source("unsure").replace("return 0.95", f"return {answer}")
    write_package(site, "unsure-lms", {"unsure_lms": unsure}, {"lms": "unsure_lms"})
    with installed_in(site):
        assert [one.importer.key for one in candidates(ACME)] == ["acme-lms"]
        assert choose(SHEET).key == "csv"


def test_pages_are_read_anew_once_an_installed_importer_is_another(site):
    marks = [rules_mark()]
    for source in (importer_source("acme-lms"), importer_source("acme-lms") + "# mended\n"):
        (site / "acme_lms.py").write_text(source, "utf-8")
        with installed_in(site):
            marks.append(rules_mark())
    assert len(set(marks)) == 3


def test_what_stands_beside_an_importer_in_its_package_counts_as_its_rules(site):
    modules = {"acme/__init__": "", "acme/importer": importer_source("acme-catalogue"), "acme/words": "WORDS = 1"}
    write_package(site, "acme-catalogue", modules, {"catalogue": "acme.importer"})
    with installed_in(site):
        before = rules_mark()
    Path(site / "acme" / "words.py").write_text("WORDS = 2", "utf-8")
    with installed_in(site):
        assert rules_mark() != before


def test_the_guides_example_works_as_it_stands(tmp_path):
    (source,) = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    (project,) = re.findall(r"^```toml\n(.*?)^```", GUIDE.read_text("utf-8"), re.M | re.S)
    entries = tomllib.loads(project)["project"]["entry-points"]["catalogue.importers"]
    write_package(tmp_path, "acme-lms-importer", dict.fromkeys(entries.values(), source), entries)
    with installed_in(tmp_path):
        importer = choose(ACME)
        assert importer.key == "acme-lms"
        found = list(importer.read(Page(url=ACME.url, content=ACME.content + b"no course\n")))
        assert found[0].title == "Cells" and isinstance(found[1], Fault)
        with pytest.raises(Unreadable, match="holds no course"):
            list(importer.read(Page(url=ACME.url, content=b"ACME\n")))
