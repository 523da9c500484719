"""Spreadsheets as people write them."""

import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Remark, Unreadable
from importers.spreadsheet.columns import match_columns
from importers.spreadsheet.importer import detect, read
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


def test_a_person_is_told_which_header_was_taken_for_which_column():
    (remark,) = [
        each
        for each in read(page("Kurs;Link;Ort;Raumfarbe\nZellen;https://a.example/1;Graz;rot\n"))
        if isinstance(each, Remark)
    ]
    assert str(remark.message) == (
        "Columns were read as follows: “Kurs” = title, “Link” = url, “Ort” = city. Not read: “Raumfarbe”."
    )
    assert not [each for each in read(page(PLAIN)) if isinstance(each, Remark)]


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
    assert list(match.matched.values()) == columns.split()
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


def test_a_row_with_too_few_cells_is_named_and_the_others_are_kept():
    found = list(read(page("title,url,city\nA,https://a.example/1\nCells,https://a.example/2,Cork\n,,\n\n")))
    assert [course.title for course in courses(found)] == ["Cells"]
    assert [(fault.where, fault.truncates) for fault in faults(found)] == [("row 2", True)]


def test_an_open_quotation_mark_lets_nothing_be_taken_for_gone():
    rows = "".join(f"Course {number},https://a.example/{number},Cork\n" for number in range(9))
    found = list(read(page(f'title,url,city\n{rows}"A,https://a.example/a,Cork\n{rows}')))
    assert len(courses(found)) == 9
    assert [(fault.where, fault.truncates) for fault in faults(found)] == [("row 11", True)]


def test_rows_of_one_course_need_not_follow_each_other():
    rows = ["title,url,start_date"]
    rows += [f"{title},https://a.example/{title},2027-0{month}-01" for month in (1, 2, 3) for title in "AB"]
    first, second = courses(read(page("\n".join(rows))))
    assert (first.title, second.title) == ("A", "B")
    assert [run.start for run in first.instances] == ["2027-01-01", "2027-02-01", "2027-03-01"]


def test_an_id_beside_two_titles_stays_two_records():
    text = "id,title,url\n1,A,https://a.example/a\n1,B,https://a.example/b\n"
    assert [(course.external_id, course.title) for course in courses(read(page(text)))] == [("1", "A"), ("1", "B")]


def test_an_instance_may_have_an_address_of_its_own():
    rows = "".join(f"1,A,https://a.example/{n},2027-0{n}-01\n" for n in (1, 2))
    (course,) = courses(read(page(f"id,title,url,start_date\n{rows}")))
    assert (course.url, [run.url for run in course.instances]) == (
        "https://a.example/1",
        ["", "https://a.example/2"],
    )


def test_a_header_may_stand_below_titles_that_hold_other_delimiters():
    titles = "Courses, dates, places and prices, all of them\n\n"
    (course,) = courses(read(page(titles + PLAIN.replace(",", ";"))))
    assert (course.title, course.where) == ("Cells", "row 4")


def test_quotation_marks_around_a_cell_go_and_those_within_stay():
    text = io.StringIO()
    csv.writer(text).writerows([("title", "url"), ('""Cells""', "https://a.example/1"), ('"A" and "B"', "https://b")])
    assert [course.title for course in courses(read(page(text.getvalue())))] == ["Cells", '"A" and "B"']


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Gefährliche Spannung für Prüfer", "windows-1252"),
        ("Élèves, hélice et sécurité", "windows-1252"),
        ("Formación en baterías: ¿qué es?", "windows-1252"),
        ("Säkerhet på förarplats", "windows-1252"),
        ("Výroba baterií a řízení kvality ve středních školách", "windows-1250"),
        ("Bezpieczeństwo pracy z wysokim napięciem, część", "windows-1250"),
        ("Nagyfeszültségű rendszerek képzése", "windows-1250"),
        ("Výroba batérií: ľahké články", "windows-1250"),
        ("Gefährliche Spannung", "utf-16-le"),
        ("Gefährliche Spannung", "utf-16-be"),
    ],
)
def test_an_encoding_that_nobody_names_is_told_by_its_letters(text, encoding):
    (course,) = courses(read(page(f"title;url\n{text};https://a.example/1\n".encode(encoding))))
    assert course.title == text


def test_a_column_headed_online_answers_with_yes_or_no():
    text = "title;url;online\nA;https://a.example/1;Sí\nB;https://a.example/2;nein\n"
    assert [course.delivery_mode for course in courses(read(page(text)))] == ["online", "onsite"]


def test_several_languages_are_those_of_teaching_and_not_of_the_text():
    (course,) = courses(read(page("title;url;language\nA;https://a.example/1;de|en\n")))
    assert (course.language, course.teaching_languages) == ("", ["de", "en"])


def test_the_first_sheet_with_the_columns_is_taken():
    book = openpyxl.Workbook()
    book.active.append(["Notes", "on this file"])
    sheet = book.create_sheet("Courses")
    sheet.append(["title", "url", "start_date"])
    sheet.append(["Cells", "https://a.example/1", datetime(2027, 3, 1, 9, 30)])
    stream = io.BytesIO()
    book.save(stream)
    (course,) = courses(read(page(stream.getvalue())))
    assert (course.title, course.instances[0].start) == ("Cells", "2027-03-01T09:30:00")


def test_a_cell_in_the_last_corner_of_a_sheet_is_refused_before_it_takes_all_memory():
    book = openpyxl.Workbook()
    book.active.append(["title", "url"])
    book.active.cell(1_048_576, 16_384, "far")
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(Unreadable, match=r"rows: 1048576.*save it as CSV"):
        list(read(page(stream.getvalue())))


def test_a_workbook_that_unpacks_to_hundreds_of_megabytes_is_refused():
    stream = io.BytesIO(workbook(["title", "url"]).content)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/x.bin", "w") as member:
        for _ in range(101):
            member.write(bytes(1_000_000))
    with pytest.raises(Unreadable, match="100 MB"):
        list(read(page(stream.getvalue())))


def test_an_old_excel_file_is_refused_with_the_remedy():
    with pytest.raises(Unreadable, match="save it as XLSX"):
        list(read(page(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))))


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
    assert detect(workbook(["title", "url"])) == 0.8
    assert detect(page("Name;Alter\nA;4\n", media_type="text/csv")) == 0.3
    for other in ("<html>a,b</html>", "Dear all, this is a letter.\nSee you, Eve\n", "", "PK\x03\x04 other archive"):
        assert detect(page(other)) == 0.0


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


def test_each_row_of_a_course_keeps_its_own_language():
    rows = (
        "id;title;url;language;start_date;city\n1;Cells;https://a.example/1;de;2030-03-01;Graz\n"
        "1;Cells;https://a.example/1;en|fr;2030-04-01;Brno\n1;Cells;https://a.example/1;cs;2030-05-01;Brno\n"
    )
    (course,) = courses(read(page(rows)))
    assert [run.language for run in course.instances] == ["de", "", "cs"], (
        "of several languages none is the run's alone"
    )
    assert (course.language, course.teaching_languages) == ("de", ["de", "en", "fr", "cs"])
