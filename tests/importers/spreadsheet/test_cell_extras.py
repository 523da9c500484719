"""Merged cells, addresses behind cells, and several sheets, as office programs save them."""

import io
import zipfile

import openpyxl
import pytest

from catalogue.ingestion.contract import Remark
from importers.spreadsheet import xlsx_links
from importers.spreadsheet.cell_extras import filled_down
from importers.spreadsheet.importer import read
from tests.importers.reading import courses, page
from tests.importers.spreadsheet.test_open_document import HEAD, document
from tests.importers.spreadsheet.workbooks import row, xlsx

HEADERS = ["Titel", "Beginn", "Ort"]


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    return page(stream.getvalue())


def book_of(*rows):
    book = openpyxl.Workbook()
    for each in rows:
        book.active.append(each)
    return book


def test_cells_merged_over_several_runs_stand_in_each_of_them():
    book = book_of(
        ["Titel", "Link", "Beginn", "Preis"],
        ["Zellen", "https://a.example/1", "2027-03-01", "450 €"],
        ["", "", "2027-04-01", ""],
        ["Module", "https://a.example/2", "2027-05-01", "490 €"],
    )
    for column in "ABD":
        book.active.merge_cells(f"{column}2:{column}3")
    first, second = courses(read(saved(book)))
    assert [(run.start, run.price) for run in first.instances] == [("2027-03-01", "450 €"), ("2027-04-01", "450 €")]
    assert len(second.instances) == 1


def test_a_heading_merged_across_columns_is_not_repeated_in_them():
    cells = [["Kurse 2027", "", ""], ["a", "b", "c"]]
    assert list(filled_down(cells, [((0, 0), (0, 2))])) == [["Kurse 2027", "", ""], ["a", "b", "c"]]


def test_the_address_behind_a_title_is_that_of_the_course_wherever_the_table_begins():
    book = openpyxl.Workbook()
    for number, (title, day, town) in enumerate([HEADERS, ["Zellen", "2027-03-01", "Ulm"]], start=3):
        for column, text in zip("BCD", (title, day, town), strict=True):
            book.active[f"{column}{number}"] = text
    book.active["B4"].hyperlink = "https://a.example/kurs?a=1&b=2"
    found = list(read(saved(book)))
    assert [course.url for course in courses(found)] == ["https://a.example/kurs?a=1&b=2"]
    assert any("link behind “Titel”" in str(one.message) for one in found if isinstance(one, Remark))


def test_an_address_behind_a_word_or_in_a_formula_stands_for_the_word():
    book = book_of(["Titel", "Link"], ["Zellen", "Mehr"], ["Module", None])
    book.active["B2"].hyperlink = "https://a.example/1"
    book.active["B3"] = '=HYPERLINK("https://a.example/2","Mehr")'
    assert [course.url for course in courses(read(saved(book)))] == ["https://a.example/1", "https://a.example/2"]


def test_an_address_that_is_written_out_is_not_replaced_by_the_one_behind_it():
    book = book_of(["Titel", "Link"], ["Zellen", "https://a.example/1"])
    book.active["B2"].hyperlink = "https://tracker.example/x"
    assert [course.url for course in courses(read(saved(book)))] == ["https://a.example/1"]


@pytest.mark.parametrize(
    "address", ["mailto:info@a.example", "javascript:alert(1)", "file:///etc/passwd", "#Tabelle2!A1"]
)
def test_what_does_not_lead_to_the_web_is_no_address(address):
    book = book_of(["Titel", "Link"], ["Zellen", "Mehr"])
    book.active["B2"].hyperlink = address
    assert [course.url for course in courses(read(saved(book)))] == ["Mehr"]


def test_addresses_behind_cells_of_an_open_document_are_found_and_merged_cells_too():
    assert "xmlns:text" in HEAD
    link = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href'

    def cell(text, spanned=""):
        return f'<table:table-cell office:value-type="string"{spanned}><text:p>{text}</text:p></table:table-cell>'

    titles = "".join(map(cell, HEADERS))
    spanned = ' table:number-rows-spanned="2" table:number-columns-spanned="1"'
    title = cell(f'<text:a {link}="https://a.example/1">Zellen</text:a>', spanned)
    first = title + cell("2027-03-01") + cell("Ulm")
    second = "<table:covered-table-cell/>" + cell("2027-04-01") + cell("Aalen")
    rows = "".join(f"<table:table-row>{cells}</table:table-row>" for cells in (titles, first, second))
    (course,) = courses(read(document(rows)))
    assert course.url == "https://a.example/1"
    assert [run.start for run in course.instances] == ["2027-03-01", "2027-04-01"]


def test_every_sheet_with_the_columns_is_read_and_the_others_are_named():
    book = book_of(["Titel", "Link", "Beginn"], ["Zellen", "https://a.example/1", "2027-03-01"])
    book.create_sheet("Herbst").append(["Titel", "Link", "Beginn"])
    book["Herbst"].append(["Module", "https://a.example/2", "2027-10-01"])
    book["Herbst"].append(["Zellen", "https://a.example/1", "2027-09-01"])
    book.create_sheet("Preisgruppen").append(["A", "bis 10 Personen"])
    book.create_sheet("Leer")
    hidden = book.create_sheet("Alt")
    hidden.append(["Titel", "Link"])
    hidden.append(["Vergangen", "https://a.example/3"])
    hidden.sheet_state = "hidden"
    found = list(read(saved(book)))
    assert sorted((course.title, len(course.instances)) for course in courses(found)) == [("Module", 1), ("Zellen", 2)]
    assert {course.where for course in courses(found)} == {"row 2", "Herbst, row 2"}
    (left_out,) = [
        str(one.message) for one in found if isinstance(one, Remark) and "Not read, since" in str(one.message)
    ]
    assert "“Preisgruppen”" in left_out and "Leer" not in left_out


@pytest.mark.parametrize(
    "rest", ["", "<hyperlinks>", '<hyperlink ref="A2" id="none"/>', '<hyperlink ref="2A" r:id="rId1">']
)
def test_links_that_lead_nowhere_cost_nothing_but_themselves(rest):
    content = xlsx(row(1, {"A": "title", "B": "url"}) + row(2, {"A": "Cells", "B": "https://a.example/1"}), after=rest)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert xlsx_links.links_by_sheet(archive) == {"S": []}
    assert [course.url for course in courses(read(page(content)))] == ["https://a.example/1"]
