"""Open edX course lists."""

import json

import pytest

from catalogue.ingestion.contract import Unreadable
from importers.openedx.importer import detect, read
from tests.importers.reading import courses, faults, links, page
from tests.importers.test_recorded_feeds import RECORDED

LIST = (RECORDED / "openedx" / "courses.json").read_bytes()


def read_list():
    return list(read(page(LIST, url="https://mooc.example/api/courses/v1/courses/")))


def test_runs_of_one_course_are_its_instances_and_the_latest_speaks_for_it():
    course = courses(read_list())[0]
    assert (course.external_id, course.summary, course.pace) == (
        "BAT+CELL1",
        "From slurry to formed cell.",
        "self-paced",
    )
    assert [run.start for run in course.instances] == ["2026-02-01T00:00:00Z", "2027-02-01T00:00:00Z"]
    assert course.url == "https://mooc.example/courses/course-v1:BAT+CELL1+2027/about"


def test_a_date_nobody_set_is_no_date():
    assert [run.start for run in courses(read_list())[1].instances] == [""]


def test_hidden_courses_are_left_out_and_nameless_ones_reported():
    assert "Not for the public" not in [course.title for course in courses(read_list())]
    assert [fault.where for fault in faults(read_list())] == ["result 5"]


def test_the_next_page_is_followed():
    assert links(read_list()) == ["https://mooc.example/api/courses/v1/courses/?page=2"]


@pytest.mark.parametrize(
    "value", [{"results": []}, {"results": None}, {"results": "x"}, [], {"results": [{"name": {}}]}]
)
def test_any_shape_is_taken(value):
    assert courses(read(page(json.dumps(value)))) == []
    assert detect(page(json.dumps(value))) == 0.0


@pytest.mark.parametrize("content", ["{", '{"resutls": []}'])
def test_what_is_no_json_or_no_list_is_unreadable(content):
    with pytest.raises(Unreadable):
        list(read(page(content)))
