"""Susa-navet: events that are joined to what is taught in them, and nothing made of terms, weeks and conditions."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contract import CourseDraft, Fault, Link, Page, Partial, Remark, Unreadable
from catalogue.ingestion.crawl import Crawl
from importers.susanavet.importer import detect, read
from tests.importers.reading import courses, links, mutations, page

API = "https://api.example/emil3"
EVENTS, INFOS = f"{API}/educationEvents", f"{API}/educationInfos"


def words(text, lang="swe"):
    return {"strings": [{"lang": lang, "content": text}]}


def event(number=1, education="i.1", **more):
    content = {"identifier": f"e.{number}", "education": education, "execution": {"start": "2027-02-01"}}
    return {"id": f"e.{number}", "content": content | more}


def info(**more):
    content = {"identifier": "i.1", "title": words("Batterier"), "url": {"urls": [{"value": "https://a.example/1"}]}}
    return {"id": "i.1", "content": content | more}


def listed(name, *resources, url="", paging=(0, 1), **more):
    number, total = paging
    answer = {name: resources, "page": {"pageNumber": number, "totalPages": total}, "links": []}
    return page(json.dumps(answer | more), url or f"{API}/{name}")


def from_file(*events):
    return courses(read(listed("educationEvents", *events, url="file:///data/events.json")))


def run(**more):
    (course,) = from_file(event(**more))
    return course.instances[0]


def test_events_are_joined_to_the_info_of_their_education():
    own = listed("educationEvents", event(1), event(2))
    answers = {f"{INFOS}/i.1": json.dumps(info())}
    crawl = Crawl(pages=[own], fetch=lambda url: Page(url=url, content=answers[url].encode()))
    (course,) = courses(one.found for one in crawl)
    assert (course.external_id, course.title, course.url) == ("i.1", "Batterier", "https://a.example/1")
    assert [one.external_id for one in course.instances] == ["e.1", "e.2"]


def test_events_of_a_file_are_told_in_their_own_words():
    (course,) = from_file(event(title=words("Batterier")), event(2))
    assert (course.title, len(course.instances)) == ("Batterier", 2)


def test_infos_alone_are_courses_without_runs():
    (course,) = read(listed("educationInfos", info()))
    assert (course.external_id, course.instances) == ("i.1", [])


@pytest.mark.parametrize(
    ("more", "following"),
    [
        ({"links": [{"rel": "next", "href": f"{EVENTS}?page=1&size=2"}]}, [f"{EVENTS}?page=1&size=2"]),
        ({"paging": (0, 2)}, [f"{EVENTS}?size=2&page=1"]),
        ({"paging": (1, 2)}, []),
    ],
)
def test_the_next_page_is_the_one_named_or_that_of_the_next_number(more, following):
    found = listed("educationEvents", url=f"{EVENTS}?size=2", **more)
    assert links(read(found)) == following


def test_that_runs_may_stand_on_other_pages_is_said():
    assert any(isinstance(one, Remark) for one in read(listed("educationEvents", event(), paging=(0, 2))))


@pytest.mark.parametrize(
    ("distance", "mode"),
    [({}, "online"), ({"noOfMandatorySessions": 0}, "online"), ({"noOfMandatorySessions": 2}, "blended"), (None, "")],
)
def test_distance_with_meetings_is_blended_and_without_a_word_nothing(distance, mode):
    assert run(distance=distance).mode == mode


def test_a_fee_for_some_is_no_price():
    dear, plain = {"totalAmount": 9, "currency": "SEK", "condition": words("utanför EU")}, {"totalAmount": 5}
    assert run(fees=[dear]).price == ""
    assert run(fees=[dear, plain]).price == "5"
    assert run(fees=[plain, {"totalAmount": 6}]).price == ""


def test_a_term_and_a_week_are_no_date():
    term = {"type": "UHEventExtension", "startPeriod": {"week": 35, "period": {"year": "2027", "semester": "ht"}}}
    assert run(execution={"condition": {"code": "3"}}, extensions=[term]).start == ""


@pytest.mark.parametrize(
    ("extent", "workload"),
    [
        ({"length": 40, "unit": {"code": "hours"}}, "PT40H"),
        ({"length": 8, "unit": {"code": "weeks"}}, "P8W"),
        ({"length": 2, "max": 4, "unit": {"code": "days"}}, ""),
        ({"length": 2, "unit": {"code": "semesters"}}, ""),
    ],
)
def test_a_length_is_what_has_one_length_everywhere(extent, workload):
    (course,) = courses(read(listed("educationInfos", info(extent=extent))))
    assert course.workload == workload


def test_schools_for_children_are_left_out_and_counted():
    found = list(read(listed("educationInfos", info(), info(type={"code": "FKLASS"}))))
    assert [type(one) for one in found] == [CourseDraft, Remark]


def test_a_resource_without_content_is_a_fault_that_names_it_and_no_deletion():
    found = list(read(listed("educationInfos", info(), {"id": "i.9", "status": "x", "content": None})))
    assert [one.external_id for one in found if isinstance(one, Fault)] == ["i.9"]


def test_changes_of_a_time_are_a_part():
    assert any(
        isinstance(one, Partial)
        for one in read(listed("educationInfos", info(), url=f"{INFOS}?updatedSince=2027-01-01"))
    )


def test_a_list_is_told_by_its_name_and_other_json_is_not():
    assert detect(listed("educationEvents", event())) > 0.9
    assert detect(page(json.dumps(info()))) >= 0.9
    assert detect(page('{"events": [{"id": "e.1", "content": {"title": "A"}}]}')) == 0


def test_a_list_of_something_else_is_refused():
    with pytest.raises(Unreadable, match="no events and no infos"):
        list(read(page('{"educationProviders": []}')))


@given(mutations(listed("educationEvents", event(title=words("A")), event(2, "i.2")).content))
@settings(deadline=None)
def test_a_damaged_list_is_read_or_refused(content):
    with suppress(Unreadable):
        assert all(isinstance(one, CourseDraft | Link | Fault | Remark) for one in read(page(content, EVENTS)))
