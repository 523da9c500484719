"""Workbooks that ended the process which opened them: now each is an answer to whoever hands it in."""

import pytest

from catalogue.ingestion.contract import CourseDraft, Page, Unreadable
from catalogue.ingestion.isolation import read_page
from catalogue.ingestion.registry import discover
from catalogue.ingestion.tables import read_sheet, read_tables
from tests.campaign import mutated_workbooks
from tests.importers.spreadsheet.workbooks import COURSE, evil, row, xlsx

EVIL = evil()
NAMES = {"A": "title", "B": "url"}


def page(content: bytes) -> Page:
    return Page(url="file:///courses.xlsx", content=content)


@pytest.mark.parametrize("name", EVIL)
def test_an_evil_workbook_is_refused_with_a_word_and_the_next_one_is_read(name):
    assert len(EVIL[name]) < 20_000
    with pytest.raises(Unreadable, match=r"courses\.xlsx"):
        list(read_page(discover()["csv"], page(EVIL[name])))
    good = page(xlsx(row(1, NAMES) + row(2, COURSE)))
    assert [one.title for one in read_page(discover()["csv"], good) if isinstance(one, CourseDraft)] == [COURSE["A"]]


@pytest.mark.parametrize("name", ["more letters than columns have", "one long text for many cells"])
def test_the_same_holds_for_files_that_are_looked_at_row_by_row(name):
    with pytest.raises(Unreadable):
        read_sheet(page(EVIL[name]), 10, 10)
    with pytest.raises(Unreadable):
        read_tables(page(EVIL[name]), 10)


def test_rows_that_do_not_say_where_they_stand_are_read():
    found = read_sheet(page(xlsx(row(None, NAMES) + row(None, COURSE) * 2)), 10, 10)
    assert [one.numbers for one in found.courses] == [(2, 3)]


def test_formatted_empty_cells_far_outside_take_no_room():
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert len(read_sheet(page(xlsx(row(1, NAMES) + row(2, COURSE) + far)), 10, 10).courses) == 1


@pytest.mark.parametrize(("courses", "rows"), [(2, 10), (10, 2)])
def test_the_first_course_or_row_too_many_ends_the_reading(courses, rows):
    three = "".join(row(at, {"A": f"Course {at}", "B": f"https://dilna.example/{at}"}) for at in (2, 3, 4))
    broken_off = row(1, NAMES) + three
    with pytest.raises(Unreadable, match=f"more than {courses} courses or {rows} rows"):
        read_sheet(page(xlsx(broken_off)), courses, rows)
    csv = "title,url\n" + "".join(f"Course {at},https://dilna.example/{at}\n" for at in (2, 3, 4))
    with pytest.raises(Unreadable, match=f"more than {courses} courses or {rows} rows"):
        read_sheet(page(csv.encode()), courses, rows)


def test_no_damaged_table_ends_or_holds_up_its_reader():
    assert all(figures.clean for figures in mutated_workbooks.run(0.004))
