"""Columns that nobody foresaw, told from what stands in them, and days however they are stored."""

import pytest

from catalogue.ingestion.contract import Fault, Remark, Unreadable
from importers.spreadsheet.importer import detect, read
from importers.table.days import days_in, in_order, is_day_first, written_day
from tests.importers.reading import courses, faults, page


def rows(*lines, **known):
    return page("\n".join(lines), **known)


def remarks(found):
    return [str(one.message) for one in found if isinstance(one, Remark)]


def test_days_addresses_amounts_and_towns_are_told_from_what_stands_below_any_header():
    found = list(
        read(
            rows(
                "Titel;Ab;Schluss am;Klick;Zu zahlen;Wohin",
                "Zellen;01.03.2027;02.03.2027;https://a.example/1;450 €;Stuttgart",
                "Module;08.03.2027;09.03.2027;https://a.example/2;1.250 €;Ulm",
            )
        )
    )
    first, _ = courses(found)
    (run,) = first.instances
    assert (first.url, run.start, run.end) == ("https://a.example/1", "2027-03-01", "2027-03-02")
    assert (run.price, run.place.locality) == ("450 €", "Stuttgart")
    assert any("Told from what stands in these columns" in each for each in remarks(found))


def test_days_of_another_meaning_are_not_taken_by_force():
    lines = ["Titel;Link;Zuletzt geändert;Raumfarbe", *(f"K{n};https://a.example/{n};0{n}.03.2027;rot" for n in (1, 2))]
    assert [course.instances for course in courses(read(rows(*lines)))] == [[], []]


def test_two_columns_of_addresses_leave_it_to_a_person_which_one_it_is():
    lines = ["Titel;Hier;Dort", *(f"K{n};https://a.example/{n};https://b.example/{n}" for n in (1, 2))]
    with pytest.raises(Unreadable, match=r"no column for url"):
        list(read(rows(*lines)))
    said = {"Dort": "url"}
    first, _ = courses(read(rows(*lines, columns=said)))
    assert first.url == "https://b.example/1"


def test_a_header_that_is_gone_is_named_and_lets_nothing_be_taken_for_gone():
    lost = rows("Titel;Link;Beginn", "K;https://a.example/1;2027-03-01", columns={"Wann": "start_date"})
    found = list(read(lost))
    (fault,) = faults(found)
    assert len(courses(found)) == 1
    assert fault.truncates and "“Wann”" in str(fault.message)


def test_a_row_whose_name_is_left_empty_is_a_run_of_the_course_above():
    first, second = courses(
        read(
            rows(
                "Titel;Link;Beginn;Ort",
                "Zellen;https://a.example/1;2027-03-01;Ulm",
                ";;2027-05-01;Aalen",
                "Zellen;;2027-09-01;Ulm",
                "Module;https://a.example/2;2027-04-01;Ulm",
            )
        )
    )
    assert [run.start for run in first.instances] == ["2027-03-01", "2027-05-01", "2027-09-01"]
    assert len(second.instances) == 1


def test_a_row_without_a_name_after_one_that_cannot_be_read_is_no_run_of_the_course_before():
    found = list(read(rows("title,url,city", "A,https://a.example/1,Cork", "B,b,c,d,e", ",,Ulm")))
    assert [len(course.instances) for course in courses(found)] == [1, 1]
    assert [course.title for course in courses(found)] == ["A", ""]


def test_several_days_in_a_cell_and_in_numbered_columns_are_several_runs():
    (course,) = courses(
        read(
            rows(
                "Titel;Link;Termin 1;Termin 2;Preis",
                '"Zellen";https://a.example/1;"01.03.2027, 08.03.2027 und 15.03.2027";22.03.2027;450 €',
            )
        )
    )
    assert [run.start for run in course.instances] == ["01.03.2027", "08.03.2027", "15.03.2027", "2027-03-22"]
    assert {run.price for run in course.instances} == {"450 €"}


def test_every_row_of_a_course_has_its_own_language_and_mode():
    (course,) = courses(
        read(
            rows(
                "Titel;Link;Beginn;Sprache;Form;Preis",
                "Zellen;https://a.example/1;2027-03-01;de;Präsenz;450 €",
                "Zellen;https://a.example/1;2027-04-01;en;online;390 €",
            )
        )
    )
    assert [(run.mode, run.language, run.price) for run in course.instances] == [
        ("Präsenz", "de", "450 €"),
        ("online", "en", "390 €"),
    ]
    assert (course.delivery_mode, course.teaching_languages) == ("", ["de", "en"])


def test_a_list_without_addresses_leads_to_where_its_provider_is_and_its_courses_are_told_by_title():
    lines = ("Titel;Beginn;Preis", "Zellen;2027-03-01;450 €", "Module;2027-04-01;490 €")
    first, second = courses(read(rows(*lines, home="https://academy.example/")))
    assert {first.url, second.url} == {"https://academy.example/"}
    assert first.external_id != second.external_id
    homeless = list(read(rows(*lines)))
    assert [course.url for course in courses(homeless)] == ["", ""]
    assert any("names no addresses" in each for each in remarks(homeless))


def test_a_table_of_something_else_without_addresses_is_not_one_of_courses():
    talks = rows("Title,Institute,Place,Country", "On cells,Aalto,Espoo,Finland", url="https://a.example/talks.csv")
    with pytest.raises(Unreadable, match="no column for url"):
        list(read(talks))


@pytest.mark.parametrize(
    ("stored", "written"),
    [
        ("46084", "2026-03-03"),
        ("46084.375", "2026-03-03T09:00:00"),
        ("1803978000", "2027-03-02T09:00:00+00:00"),
        ("1803978000000", "2027-03-02T09:00:00+00:00"),
        ("2027030100", "2027030100"),
        ("89073", "89073"),
        ("3. März 2027", "3. März 2027"),
    ],
)
def test_days_stored_as_numbers_are_days(stored, written):
    assert written_day(stored) == written


def test_a_text_is_parted_only_where_each_part_is_a_day():
    assert days_in("2027-03-01 | 2027-04-01") == ["2027-03-01", "2027-04-01"]
    assert days_in("March 3, 2027") == ["March 3, 2027"]
    assert days_in("2027-03-01, every Monday") == ["2027-03-01, every Monday"]


@pytest.mark.parametrize(
    ("cells", "day_first"),
    [
        (["03/04/2027", "25/04/2027"], True),
        (["03/04/2027", "04/25/2027"], False),
        (["03/04/2027"], None),
        (["25/04/2027", "04/25/2027"], None),
    ],
)
def test_the_other_days_of_a_table_show_their_order(cells, day_first):
    assert is_day_first(cells) is day_first


def test_months_first_is_never_written_with_dots():
    assert in_order("05.03.2027", None) == "2027-03-05"
    assert in_order("05/03/2027", None) == "05/03/2027"
    assert in_order("05/03/2027 09:00", True) == "2027-03-05 09:00"


def test_headers_of_one_language_say_how_its_readers_write_days():
    lines = ("Intitulé;Lien;Date de début", "Cellules;https://a.example/1;05/03/2027")
    (course,) = courses(read(rows(*lines)))
    assert course.instances[0].start == "2027-03-05"
    (course,) = courses(read(rows("title;url;start date", *lines[1:])))
    assert course.instances[0].start == "05/03/2027"


def test_a_table_that_lacks_an_address_is_likely_one_all_the_same():
    assert detect(rows("Kursbezeichnung;Beginn;Ort", "Zellen;2027-03-01;Ulm")) == 0.5
    assert not [one for one in read(rows("title,url", "A,https://a.example/1")) if isinstance(one, Fault)]
