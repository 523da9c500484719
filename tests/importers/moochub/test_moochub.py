"""MOOChub feeds of all versions: pages that follow, workloads that are certain, records that are not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Link, LinkKind, Unreadable
from importers.moochub.importer import detect, read
from tests.importers.reading import courses, faults, file_page, mutations, page


def feed(*attributes, **envelope):
    records = [{"type": "Course", "id": str(n), "attributes": each} for n, each in enumerate(attributes)]
    return page(json.dumps({"data": records, **envelope}), url="https://academy.example/api/")


def first(**attributes):
    return courses(read(feed({"name": "Cells", "url": "https://academy.example/cells", **attributes})))[0]


@pytest.mark.parametrize(
    ("links", "address"),
    [
        ({"next": "?page=2"}, "https://academy.example/api/?page=2"),
        ({"next": {"href": "https://academy.example/api/?page=2"}}, "https://academy.example/api/?page=2"),
        ({"next": "https://academy.example/api/"}, None),
        ({"next": None}, None),
        ({"next": {"href": None}}, None),
        ([], None),
        (None, None),
    ],
)
def test_the_next_page_is_followed_until_there_is_none(links, address):
    following = [found for found in read(feed({"name": "Cells"}, links=links)) if isinstance(found, Link)]
    assert following == ([Link(url=address, kind=LinkKind.NEXT)] if address else [])


@pytest.mark.parametrize(
    ("workload", "duration", "expected"),
    [
        ({"timeValue": 4, "timeUnit": "h/week"}, "P6W", "PT24H"),
        (3, "P4W", "PT12H"),
        ({"timeValue": 4, "timeUnit": "h/month"}, "P6W", "P6W"),
        ({"timeValue": 4, "timeUnit": "h/week"}, "P1M", "P1M"),
        ({"timeValue": 4, "timeUnit": "h/week"}, "", ""),
        ({"lowerBound": 3, "upperBound": 8}, "P8W", "P8W"),
        (None, "P8W", "P8W"),
    ],
)
def test_hours_a_week_become_a_workload_only_where_the_weeks_are_known(workload, duration, expected):
    assert first(workload=workload, duration=duration).workload == expected


@pytest.mark.parametrize(
    ("modes", "mode", "pace"),
    [
        (["online", "asynchronous"], "online", "self-paced"),
        (["onsite", "online", "blended"], "blended", ""),
        (["online", "synchronous", "asynchronous"], "online", "scheduled"),
        ("MOOC", "mooc", ""),
        (None, "", ""),
    ],
)
def test_a_course_mode_says_how_and_when(modes, mode, pace):
    found = first(courseMode=modes)
    assert (found.delivery_mode, found.pace) == (mode, pace)


@pytest.mark.parametrize(
    ("values", "price"),
    [
        ({"offer": [{"price": 9, "priceCurrency": "EUR", "paymentFrequency": "one-time", "category": "course"}]}, "9"),
        ({"offer": [{"price": 9, "priceCurrency": "EUR", "paymentFrequency": "monthly", "category": "course"}]}, ""),
        (
            {
                "offer": [
                    {"price": 9, "priceCurrency": "EUR", "paymentFrequency": "one-time", "category": "certificate"}
                ]
            },
            "",
        ),
        ({"access": ["free"]}, "free"),
        ({"access": ["free", "paid"]}, ""),
    ],
)
def test_only_what_the_whole_course_costs_once_is_its_price(values, price):
    runs = first(**values).instances
    assert (runs[0].price if runs else "") == price


def test_a_label_in_the_language_of_the_course_is_preferred():
    names = [{"inLanguage": code, "name": code} for code in ("en", "fr")]
    assert first(inLanguage=["fr"], teaches=[{"name": names}]).learning_outcomes == ["fr"]
    assert first(inLanguage=["pt"], teaches=[{"name": names}]).learning_outcomes == ["en"]


def test_a_record_without_attributes_costs_only_itself_and_names_its_id():
    document = {"data": [{"type": "courses", "id": "7"}, {"type": "courses", "id": "8", "attributes": {"name": "A"}}]}
    found = list(read(page(json.dumps(document))))
    assert [fault.external_id for fault in faults(found)] == ["7"]
    assert [course.external_id for course in courses(found)] == ["8"]


def test_the_recorded_first_form_is_told_and_read(shared_data):
    recorded = file_page(shared_data / "moochub" / "sample-course-2017.json")
    (course,) = courses(read(recorded))
    assert detect(recorded) == 0.7
    assert (course.title, course.provider.name) == ("Sicherheit im Internet", "openHPI")


@pytest.mark.parametrize("content", ["[]", "{}", "{", "", '{"data": 3', "[1, 2]"])
def test_what_is_no_such_feed_is_unreadable_and_says_so(content):
    with pytest.raises(Unreadable, match=r"academy\.example"):
        list(read(page(content)))


SAMPLE = feed(
    {"name": "Cells", "courseMode": ["online"], "offer": [{"price": 1}], "workload": 3}, links={"next": "?p=2"}
)


@settings(max_examples=100, deadline=None)
@given(mutations(SAMPLE.content) | st.binary())
def test_no_bytes_break_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)


@settings(max_examples=60, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=2)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "name",
                        "url",
                        "license",
                        "offer",
                        "teaches",
                        "courseMode",
                        "publisher",
                        "workload",
                        "startDate",
                        "contentLocation",
                        "address",
                        "price",
                        "image",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
    )
)
def test_attributes_of_any_shape_are_taken(attributes):
    found = list(read(feed(attributes)))
    assert len(found) == 1


def test_of_several_prices_of_the_whole_course_all_are_named():
    offers = [{"price": 90, "priceCurrency": "EUR"}, {"price": 150, "priceCurrency": "EUR"}]
    assert first(offer=offers).instances[0].price == "90 EUR; 150 EUR"
    assert first(offer=offers[:1] * 2).instances[0].price == "90"


def test_an_answer_is_no_text():
    course = first(abstract=False, description=True, image=[{"url": False}], inLanguage=[False, "de"])
    assert (course.summary, course.description, course.image, course.language) == ("", "", "", "de")
