"""Importers are found, not listed, and the surest reads the page."""

import subprocess
import sys
from textwrap import dedent

import pytest

from catalogue.ingestion.contract import Page
from catalogue.ingestion.registry import (
    NoImporter,
    UnknownFormat,
    candidates,
    check_format,
    choose,
    discover,
    importers_in,
)

MODULE = """
    key = {key!r}
    label = "Test"
    def detect(page): return 0.5
    def read(page): yield from ()
"""


def page(content: bytes) -> Page:
    return Page(url="file:///tmp/given", content=content)


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of importers, made from module names and keys."""

    def make(name, **modules):
        folder = tmp_path / name
        (folder / "below").mkdir(parents=True)
        for path, key in {"__init__": "", "below/__init__": "", **modules}.items():
            (folder / f"{path}.py").write_text(dedent(MODULE).format(key=key) if key else "")
        monkeypatch.syspath_prepend(tmp_path)
        return name

    return make


def test_every_module_with_the_attributes_of_an_importer_is_found_at_any_depth(package):
    name = package("found_importers", one="one", plain="", **{"below/two": "two"})
    assert sorted(importers_in(name)) == ["one", "two"]


def test_one_module_is_enough_for_a_format(package):
    assert sorted(importers_in(package("single_importer", lms_csv="lms-csv"))) == ["lms-csv"]


def test_two_importers_with_one_key_are_an_error_that_names_both(package):
    name = package("twin_importers", one="same", other="same")
    with pytest.raises(ValueError, match=r"twin_importers\.other and twin_importers\.one .*'same'"):
        importers_in(name)


def test_the_importers_of_the_product_are_found():
    assert {"csv", "xcri", "sitemap", "schemaorg"} <= set(discover())


def test_looking_for_the_command_line_loads_no_importer():
    code = (
        "import sys, catalogue.ingestion.registry; sys.exit(any(name.startswith('importers') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"title,url\nA,https://a.example/1\n", "csv"),
        (b'<catalog xmlns="http://xcri.org/profiles/1.2/catalog"/>', "xcri"),
        (b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "sitemap"),
        (b"https://a.example/1\nhttps://a.example/2\n", "sitemap"),
    ],
)
def test_the_surest_importer_is_chosen(content, key):
    rated = candidates(page(content))
    assert [one.confidence for one in rated] == sorted((one.confidence for one in rated), reverse=True)
    assert choose(page(content)).key == rated[0].importer.key == key


@pytest.mark.parametrize("name", ["csv", "xlsx", "tsv", "xcri-cap", "mlo"])
def test_a_format_may_be_named_by_key_or_alias_whatever_the_page_looks_like(name):
    check_format(name)
    assert choose(page(b"anything"), name).key in ("csv", "xcri")


def test_an_unknown_format_is_told_the_known_ones():
    with pytest.raises(UnknownFormat, match=r"'docx'.*auto or one of: .*csv.*xcri"):
        choose(page(b""), "docx")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
        (b"PK\x03\x04word/document.xml", "a ZIP archive"),
        (b"<html><body>Welcome</body></html>", "a web page without course markup"),
        (b"<note></note>", "XML of an unknown kind"),
        (b"Dear all,\n", "a text of an unknown kind"),
        (b"\x00\x01\x02\x03\xff", "a binary file"),
    ],
)
def test_what_no_importer_fits_is_described_with_what_could_be_read(content, kind):
    with pytest.raises(NoImporter, match=rf"file:///tmp/given \({kind}.*Spreadsheet \(CSV, XLSX or ODS\)"):
        choose(page(content))
