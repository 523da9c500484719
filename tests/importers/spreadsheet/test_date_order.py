"""Which of two numbers is the month, where a table's own dates or headers tell."""

import pytest

from importers.spreadsheet.importer import read, sheet
from tests.importers.reading import courses, page


def table(header, *dates):
    rows = (f"Cells {at};https://academy.example/{at};{day}" for at, day in enumerate(dates))
    return page("\n".join([header, *rows]), media_type="text/csv")


@pytest.mark.parametrize(
    ("header", "dates", "order"),
    [
        ("title;url;start_date", ("03/04/2027", "14/04/2027"), "day-first"),
        ("title;url;start_date", ("03/04/2027", "04/14/2027"), "month-first"),
        ("title;url;start_date", ("14/04/2027", "04/14/2027"), ""),
        ("title;url;start_date", ("03/04/2027", "2027-04-14"), ""),
        ("Título;Enlace;Fecha de inicio", ("03/04/2027",), "day-first"),
        ("Titel;Link;Beginn", ("03/04/2027",), "day-first"),
        ("Title;Link;Start", ("03/04/2027",), ""),
    ],
)
def test_other_dates_and_the_headers_language_show_the_order(header, dates, order):
    found = courses(read(table(header, *dates)))
    assert [run.date_order for course in found for run in course.instances] == [order] * len(dates)


def test_an_uploaded_sheet_shows_it_too():
    found = sheet(table("title;url;start_date", "03/04/2027", "14/04/2027"), 10, 10)
    assert {run.date_order for row in found.courses for run in row.draft.instances} == {"day-first"}
