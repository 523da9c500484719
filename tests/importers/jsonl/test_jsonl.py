"""JSON Lines in schema.org's words and in those of a spreadsheet."""

import pytest

from catalogue.ingestion.contract import Unreadable
from importers.jsonl.importer import detect, read
from tests.importers.reading import courses, faults, page

FLAT = '{"name": "A", "link": "https://a.example/1"}\n'
MARKED = '{"@context": "https://schema.org", "@type": "Course", "name": "B"}\n'


def test_both_ways_to_say_it_may_stand_in_one_file():
    assert [course.title for course in courses(read(page(FLAT + MARKED)))] == ["A", "B"]


def test_headers_are_matched_as_in_a_spreadsheet_and_lists_are_taken():
    (course,) = courses(read(page('{"Titel": "A", "Tags": ["x", "y"], "Umfang": 3}\n')))
    assert (course.title, course.keywords, course.workload) == ("A", ["x", "y"], "3")


def test_a_bad_line_costs_only_itself_and_may_hide_a_course():
    found = list(read(page(FLAT + '{"name": "cut\n' + MARKED)))
    assert len(courses(found)) == 2
    assert [(fault.where, fault.truncates) for fault in faults(found)] == [("line 2", True)]


@pytest.mark.parametrize(
    ("content", "confidence"),
    [(FLAT * 2, 0.9), (FLAT + MARKED, 0.9), (FLAT, 0.0), ('{\n"a": 1}\n', 0.0), ("title,url\nA,b\n", 0.0), ("", 0.0)],
)
def test_two_objects_a_line_each_are_told_from_one_document(content, confidence):
    assert detect(page(content)) == confidence


@pytest.mark.parametrize("content", ["", "[1]\n[2]\n", "nothing", "{"])
def test_a_file_without_an_object_is_unreadable(content):
    with pytest.raises(Unreadable):
        list(read(page(content)))


def test_an_answer_is_no_text_but_to_whether_it_is_online():
    (course,) = courses(
        read(page('{"title": "A", "url": "https://a.example/1", "description": false, "online": true}\n'))
    )
    assert (course.description, course.delivery_mode) == ("", "online")
