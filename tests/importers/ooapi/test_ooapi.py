"""The Open Education API: versions, languages, and runs that are lists of their own."""

import json

import pytest
from hypothesis import given, settings

from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import CourseDraft, Fault, Link, LinkKind, Page, Partial, Unreadable
from catalogue.ingestion.crawl import Crawl
from catalogue.ingestion.fetching import FetchFailed
from importers.ooapi.importer import detect, read
from tests.importers.reading import courses, links, mutations, page

LIST = "https://api.example/v5/courses"
COURSE = {
    "courseId": "c1",
    "primaryCode": {"codeType": "identifier", "code": "B1"},
    "name": [{"language": "nl-NL", "value": "Batterijen"}, {"language": "en-GB", "value": "Batteries"}],
    "teachingLanguage": "nld",
    "link": "https://api.example/batteries",
}
OFFERING = {"offeringId": "o1", "offeringType": "course", "startDate": "2027-02-01", "course": "c1", "ects": 5}


def listed(*items, url=LIST, following=False, language=None):
    paging = {"pageSize": 10, "pageNumber": 1, "hasPreviousPage": False, "hasNextPage": following}
    return page(json.dumps(paging | {"items": items}), url, language=language)


def from_file(*items, **known):
    """The courses of a file, where there is nothing to ask for further."""
    return courses(read(listed(*items, url="file:///data/courses.json", **known)))


def walk(answers, **options):
    """Courses and faults of a crawl that begins at the list; an answer that is a text is why there is none."""

    def fetch(url):
        answer = answers[url]
        if isinstance(answer, str):
            raise FetchFailed(answer, f"{url} failed")
        return Page(url=url, content=answer.content)

    seen = [one.found for one in Crawl(pages=[answers[LIST]], fetch=fetch, **options)]
    return courses(seen), [one for one in seen if isinstance(one, Fault)]


def offerings_url(identifier, page_number=""):
    return f"{LIST}/{identifier}/offerings?pageSize=250{page_number}"


def test_runs_are_asked_for_and_joined_to_what_the_list_says_of_their_course():
    runs = listed(OFFERING, {**OFFERING, "offeringId": "o2", "startDate": "2027-09-01"})
    (course,), faults = walk({LIST: listed(COURSE), offerings_url("c1"): runs})
    assert (course.title, course.url) == ("Batterijen", "https://api.example/batteries")
    assert [run.start for run in course.instances] == ["2027-02-01", "2027-09-01"]
    assert faults == []


def test_runs_over_several_pages_are_all_of_one_course():
    second = listed({**OFFERING, "offeringId": "o2"})
    first = listed(OFFERING, following=True)
    (course,), _ = walk(
        {LIST: listed(COURSE), offerings_url("c1"): first, offerings_url("c1", "&pageNumber=2"): second}
    )
    assert [run.external_id for run in course.instances] == ["o1", "o2"]


@pytest.mark.parametrize("answer", ["not-found", "gone", listed()])
def test_a_course_without_runs_is_one_still(answer):
    (course,), faults = walk({LIST: listed(COURSE), offerings_url("c1"): answer})
    assert (course.external_id, course.instances, faults) == ("c1", [], [])


def test_runs_that_cannot_be_had_now_leave_the_course_as_it_was():
    found, faults = walk({LIST: listed(COURSE), offerings_url("c1"): "server-error"})
    assert (found, len(faults)) == ([], 1)


def test_runs_are_read_anew_though_they_are_the_same_as_what_the_list_says_may_not_be():
    known = Contents(importer="ooapi", records=[("mark", "where")])
    answers = {LIST: listed(COURSE), offerings_url("c1"): listed(OFFERING)}
    (course,), _ = walk(answers, recall=lambda page: known if "offerings" in page.url else None)
    assert course.title == "Batterijen"


def test_the_next_page_has_the_next_number_and_keeps_the_rest_of_its_address():
    found = links(read(listed(following=True, url=f"{LIST}?q=a%20b&pageNumber=4&pageSize=50")))
    assert found == [f"{LIST}?q=a+b&pageNumber=2&pageSize=50"]  # what the answer says it is counts


def test_a_file_that_is_one_page_of_many_is_said_to_be_a_part():
    found = list(read(listed(COURSE, following=True, url="file:///data/courses.json")))
    assert [type(one) for one in found] == [CourseDraft, Partial]


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://a.example/v5/organizations/7/courses", "https://a.example/v5/courses/c1/offerings?pageSize=250"),
        ("https://a.example/courses/c1", "https://a.example/courses/c1/offerings?pageSize=250"),
        ("https://a.example/data/export.json", None),
    ],
)
def test_runs_are_asked_for_only_where_the_address_is_one_of_the_api(url, asked):
    (found,) = read(listed(COURSE, url=url))
    assert (found.url if isinstance(found, Link) else None) == asked


def test_the_text_is_in_the_language_of_the_page_and_else_in_its_first():
    assert [from_file(COURSE, language=code)[0].title for code in (None, "en", "nl", "de")] == [
        "Batterijen",
        "Batteries",
        "Batterijen",
        "Batterijen",
    ]
    assert from_file(COURSE)[0].translations == {"en-GB": {"title": "Batteries", "summary": ""}}


@pytest.mark.parametrize(
    ("level", "eqf"),
    [("bachelor", "6"), ("associate_degree", "5"), ("secondary vocational education 3", "3"), ("undefined", "")],
)
def test_levels_are_those_the_dutch_framework_was_set_against(level, eqf):
    assert from_file({**COURSE, "level": level})[0].eqf_level == eqf


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        (["online"], "online"),
        (["distance-learning", "on campus"], "blended"),
        (["situated"], "onsite"),
        ("work_based", "onsite"),
        (["x-own"], ""),
    ],
)
def test_both_ways_of_teaching_together_are_blended(words, mode):
    assert from_file({**COURSE, "modeOfDelivery": words})[0].delivery_mode == mode


@pytest.mark.parametrize(
    ("unit", "credits", "workload"),
    [("ects", "7 ECTS", ""), ("sp", "7 ECTS", ""), ("hour", "", "PT7H"), ("sbu", "", "PT7H")],
)
def test_a_load_is_credits_or_hours_by_its_unit(unit, credits, workload):
    (course,) = from_file({**COURSE, "studyLoad": [{"studyLoadUnit": unit, "value": 7}]})
    assert (course.credits, course.workload) == (credits, workload)


def test_only_the_whole_price_is_the_price():
    costs = [{"costType": "STAP eligible", "amount": "900"}, {"costType": "total costs", "amount": "1200"}]
    (course,) = from_file({**COURSE, "offerings": [{**OFFERING, "priceInformation": costs}]})
    assert course.instances[0].price == "1200"


def test_the_place_of_the_course_serves_runs_that_state_none_and_post_is_no_place():
    teaching = {"addressType": "teaching", "city": "Delft"}
    own = {**OFFERING, "offeringId": "o2", "addresses": [{"addressType": "visit", "city": "Breda"}]}
    (course,) = from_file({**COURSE, "addresses": [{"addressType": "postal"}, teaching], "offerings": [OFFERING, own]})
    assert [run.place.locality for run in course.instances] == ["Delft", "Breda"]


def test_a_run_that_is_only_planned_is_left_out_and_a_cancelled_one_is_told():
    states = [{**OFFERING, "offeringId": state, "state": state} for state in ("concept", "cancelled", "active")]
    (course,) = from_file({**COURSE, "offerings": states})
    assert [(run.external_id, run.status) for run in course.instances] == [("cancelled", "cancelled"), ("active", "")]


def test_a_list_is_told_by_names_of_its_own_and_other_lists_with_course_ids_are_not():
    assert detect(listed(COURSE)) > 0.9
    assert detect(listed(OFFERING)) > 0.9
    assert detect(page('[{"courseId": 7, "title": "Maths", "teacher": "Smith", "room": "B"}]')) == 0
    assert detect(listed()) == 0


def test_a_list_of_something_else_is_refused():
    with pytest.raises(Unreadable, match="neither courses nor offerings"):
        list(read(listed({"roomId": "r"})))


@given(mutations(listed(COURSE, OFFERING).content))
@settings(deadline=None)
def test_a_damaged_list_is_read_or_refused(content):
    try:
        found = list(read(page(content, LIST)))
    except Unreadable:
        return
    assert all(isinstance(one, CourseDraft | Link | Fault) for one in found)
    assert all(one.kind in LinkKind for one in found if isinstance(one, Link))


@given(mutations(listed(OFFERING, {**OFFERING, "offeringId": "o2"}, following=True).content))
@settings(deadline=None)
def test_a_damaged_list_of_runs_gives_its_one_course_or_is_refused(content):
    known = CourseDraft(where="course c1", title="Batterijen", external_id="c1")
    try:
        (found,) = read(page(content, offerings_url("c1"), known=known))
    except Unreadable:
        return
    assert (found.known if isinstance(found, Link) else found).title == "Batterijen"
