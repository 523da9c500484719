"""Spreadsheets as people write them."""

import io
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Unreadable
from importers.sheet.columns import match_columns
from importers.spreadsheet import detect, read
from tests.importers.reading import courses, faults, mutations, page

USUAL = "title url description start_date price city country"
PLAIN = "title,url\nCells,https://a.example/1\n"


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return page(stream.getvalue())


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        ("Titel;Link;Beschreibung;Beginn;Preis;Ort;Land", USUAL),
        ("Intitulé;Lien;Descriptif;Date de début;Tarif;Ville;Pays", USUAL),
        ("Título;Enlace;Descripción;Fecha de inicio;Precio;Ciudad;País", USUAL),
        ("Název kurzu;Odkaz;Popis;Začátek;Cena;Místo konání;Země", USUAL),
        ("Nazwa kursu;Adres strony;Opis;Data rozpoczęcia;Cena;Miasto;Państwo", USUAL),
        ("EQF-Level;Course Title;URL;Workload (hours)", "eqf_level title url workload"),
    ],
)
def test_headers_are_matched_in_the_providers_language(headers, columns):
    match = match_columns(headers.split(";"))
    assert list(match.matched) == columns.split()
    assert (list(match.ignored), list(match.missing)) == ([], [])


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_understood(delimiter):
    (course,) = courses(read(page(PLAIN.replace(",", delimiter))))
    assert (course.title, course.url) == ("Cells", "https://a.example/1")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_any_usual_encoding_is_understood(encoding):
    (course,) = courses(read(page("title;url\nGefährliche Spannung;https://a.example/1\n".encode(encoding))))
    assert course.title == "Gefährliche Spannung"


def test_a_workbook_gives_dates_and_numbers_as_they_are_meant():
    (course,) = courses(
        read(
            workbook(
                ["Kursprogramm 2027"],
                ["Titel", "Link", "Beginn", "Preis", "Währung", "EQF"],
                ["Zelle", "https://a.example/1", date(2027, 3, 1), 450.0, "EUR", 4],
            )
        )
    )
    assert (course.instances[0].start, course.instances[0].price, course.eqf_level) == ("2027-03-01", "450", "4")


def test_rows_of_one_course_are_its_instances():
    text = "id;title;url;start_date\n7;Cells;https://a.example/1;2027-01-01\n7;Cells;https://a.example/1;2027-02-01\n"
    (course,) = courses(read(page(text)))
    assert [run.start for run in course.instances] == ["2027-01-01", "2027-02-01"]


def test_a_row_with_too_many_cells_is_named_and_the_others_are_kept():
    found = list(read(page("title,url\nA, b,https://a.example/1\nCells,https://a.example/2\n")))
    assert [course.title for course in courses(found)] == ["Cells"]
    assert [fault.where for fault in faults(found)] == ["row 2"]


def test_missing_columns_are_named_with_what_to_rename():
    with pytest.raises(Unreadable, match=r"url.*'Titel'.*'Lnik'.*rename 'Lnik' to url"):
        list(read(page("Titel;Lnik\nA;B\n")))


def test_lists_are_separated_by_bars():
    (course,) = courses(read(page("title;url;keywords\nA;https://a.example/1;BMS|cells | safety\n")))
    assert course.keywords == ["BMS", "cells", "safety"]


def test_formulas_are_only_text():
    (course,) = courses(read(page('title,url\n"=cmd|calc",https://a.example/1\n')))
    assert course.title == "=cmd|calc"


@pytest.mark.parametrize("content", [b"\x00\x01\x02binary", b"PK\x03\x04not really", b"one line"])
def test_what_is_no_spreadsheet_is_unreadable_and_says_so(content):
    with pytest.raises(Unreadable, match=r"academy\.example"):
        list(read(page(content)))


def test_detection_knows_a_header_row():
    assert detect(page(PLAIN)) == 0.9
    assert detect(page("<html>a,b</html>")) == 0.0


@settings(max_examples=150, deadline=None)
@given(mutations(PLAIN.encode()) | st.binary(max_size=300))
def test_no_bytes_break_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)


@settings(max_examples=60, deadline=None)
@given(mutations(workbook(["title", "url"], ["A", "https://a.example/1"]).content))
def test_no_mutated_workbook_breaks_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)
