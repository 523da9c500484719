"""OpenDocument spreadsheets, as office programs other than Excel save them."""

import io
import zipfile

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contract import Unreadable
from importers.spreadsheet.importer import detect, read
from tests.importers.reading import courses, mutations, page

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3"'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
)
HEADERS = "<table:table-row>{}</table:table-row>".format(
    "".join(
        f'<table:table-cell office:value-type="string"><text:p>{name}</text:p></table:table-cell>'
        for name in ("Titel", "Link", "Beginn", "Preis", "Währung")
    )
)
CELL = (
    '<table:table-cell office:value-type="string"><text:p>Zelle &amp; Pack</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p><text:a>https://a.example/1</text:a></text:p>'
    "</table:table-cell>"
    '<table:table-cell office:value-type="date" office:date-value="2027-03-01"><text:p>01.03.27</text:p>'
    "</table:table-cell>"
    '<table:table-cell office:value-type="float" office:value="450"><text:p>450,00</text:p></table:table-cell>'
    '<table:table-cell office:value-type="string"><text:p>EUR</text:p></table:table-cell>'
)
# What is formatted to the end of the sheet but empty is written as one row that repeats.
REST = (
    '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>'
    "</table:table-row>"
)


def document(rows):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        table = f'<table:table table:name="Kurse">{rows}</table:table>'
        archive.writestr("content.xml", f"{HEAD}{table}</office:spreadsheet></office:body></office:document-content>")
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>',
        )
    return page(stream.getvalue())


SHEET = document(f"{HEADERS}<table:table-row>{CELL}</table:table-row>{REST}")


def test_a_sheet_gives_dates_and_numbers_as_they_are_meant():
    (course,) = courses(read(SHEET))
    run = course.instances[0]
    assert (course.title, course.url) == ("Zelle & Pack", "https://a.example/1")
    assert (run.start, run.price, run.currency) == ("2027-03-01", "450", "EUR")


def test_a_sheet_is_told_by_its_first_bytes():
    assert detect(SHEET) == 0.8


def test_a_row_that_repeats_over_the_whole_sheet_is_refused_before_it_is_opened():
    cell = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="3000"')
    with pytest.raises(Unreadable, match=r"rows: 1048576, columns: 15000.*save it as CSV"):
        list(read(document(f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')))


def test_a_sheet_with_broken_xml_is_unreadable_and_says_so():
    with pytest.raises(Unreadable, match="not a workbook that can be read"):
        list(read(document("<table:table-row>")))


@settings(max_examples=60, deadline=None)
@given(mutations(SHEET.content))
def test_no_mutated_sheet_breaks_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)
