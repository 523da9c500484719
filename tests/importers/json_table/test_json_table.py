"""Lists of records in JSON: where they are, what their names mean, and where they go on."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.registry import choose
from importers.json_table.importer import columns, detect, read
from importers.json_table.next_page import next_page
from tests.importers.reading import courses, faults, links, page

RECORD = {"title": "Cells", "url": "https://a.example/1", "start_date": "2027-03-01"}
OTHER = {"title": "Modules", "url": "https://a.example/2", "start_date": "2027-04-01"}
ADDRESS = "https://academy.example/api/courses"


def document(value, url=ADDRESS, **known):
    return page(json.dumps(value, ensure_ascii=False), url=url, **known)


def titles(value):
    return [course.title for course in courses(read(document(value)))]


@pytest.mark.parametrize(
    "envelope",
    [
        lambda listed: listed,
        lambda listed: {"results": listed, "count": 2},
        lambda listed: {"data": listed, "included": [{"id": 1, "type": "place"}]},
        lambda listed: {"status": "ok", "response": {"courses": {"items": listed}}},
        lambda listed: {"meta": {"sources": [{"title": "Plan", "url": "https://a.example"}]}, "trainings": listed},
        lambda listed: {"data": [{"type": "course", "id": str(n), "attributes": one} for n, one in enumerate(listed)]},
        lambda listed: {"features": [{"type": "Feature", "properties": one} for one in listed]},
    ],
)
def test_the_list_of_courses_is_found_in_any_envelope(envelope):
    assert titles(envelope([RECORD, OTHER])) == ["Cells", "Modules"]


def test_lists_within_groups_are_one_list():
    groups = [{"name": "Batteries", "courses": [RECORD]}, {"name": "Packs", "courses": [OTHER]}]
    assert titles({"categories": groups}) == ["Cells", "Modules"]


def test_what_stands_in_objects_is_understood_by_where_it_stands():
    record = {
        "titulo": {"es": "ignored", "rendered": "Celdas"},
        "enlace": "/cursos/celdas",
        "precio": {"importe": 1, "amount": 450, "currency": "EUR"},
        "organizador": {"nombre": "x", "name": "Academia"},
        "lugar": {"name": "Campus Norte", "ciudad": "Vigo", "pais": "ES"},
        "etiquetas": ["BMS", "seguridad"],
        "autor": {"name": "Nobody", "url": "https://a.example/nobody"},
        "image": {"src": "/c.png"},
    }
    (course,) = courses(read(document([record])))
    (run,) = course.instances
    assert (course.title, course.url) == ("Celdas", "https://academy.example/cursos/celdas")
    assert (run.price, run.currency, course.provider.name) == ("450", "EUR", "Academia")
    assert (run.place.name, run.place.locality, run.place.country) == ("Campus Norte", "Vigo", "ES")
    assert (course.keywords, course.image) == (["BMS", "seguridad"], "https://academy.example/c.png")


def test_the_name_of_a_place_is_its_town_where_no_other_is_named():
    (course,) = courses(read(document([{**RECORD, "ort": {"name": "Ulm"}, "infos": "www.a.example/z"}])))
    assert course.instances[0].place.locality == "Ulm"


def test_a_list_of_runs_within_a_record_is_its_instances():
    runs = [
        {"id": "r1", "title": "Autumn", "start": "2027-09-01", "end": "2027-09-02", "location": {"city": "Ulm"}},
        {"id": "r2", "title": "Winter", "start": "2027-12-01", "end": "2027-12-02", "location": {"city": "Cork"}},
    ]
    (course,) = courses(read(document([{"id": "c", "name": "Cells", "link": "https://a.example/1", "sessions": runs}])))
    assert (course.external_id, course.title) == ("c", "Cells")
    assert [(run.start, run.end, run.place.locality) for run in course.instances] == [
        ("2027-09-01", "2027-09-02", "Ulm"),
        ("2027-12-01", "2027-12-02", "Cork"),
    ]


def test_yes_and_no_are_texts_only_where_a_column_asks():
    (course,) = courses(read(document([{**RECORD, "certificate": False, "online": True, "price": None}])))
    assert (course.credential, course.delivery_mode, course.instances[0].price) == ("", "online", "")


def test_news_are_no_courses_though_they_have_titles_addresses_and_days():
    posts = [
        {
            "title": {"rendered": "We moved"},
            "link": "https://a.example/n",
            "date": "2027-01-01",
            "modified": "2027-01-02",
        }
    ]
    with pytest.raises(Unreadable, match="nothing says that they are courses"):
        list(read(document(posts, url="https://a.example/wp-json/wp/v2/posts")))
    (course,) = courses(read(document(posts, url="https://a.example/wp-json/wp/v2/seminare")))
    assert (course.title, course.instances) == ("We moved", [])
    assert len(courses(read(document(posts, url="https://a.example/posts", columns={"date": "start_date"})))) == 1


def test_a_record_without_a_title_is_named_and_the_others_are_kept():
    found = list(read(document([{"url": "https://a.example/9", "start_date": "2027-01-01"}, RECORD, OTHER])))
    assert [course.title for course in courses(found)] == ["Cells", "Modules"]
    assert [(fault.where, fault.url) for fault in faults(found)] == [("record 1", "https://a.example/9")]


@pytest.mark.parametrize(
    ("envelope", "following"),
    [
        ({"next": f"{ADDRESS}?page=2"}, f"{ADDRESS}?page=2"),
        ({"links": {"next": "/api/courses?p=2"}}, f"{ADDRESS}?p=2"),
        ({"links": {"next": {"href": "?page[offset]=50"}}}, f"{ADDRESS}?page[offset]=50"),
        ({"_links": {"next": {"href": f"{ADDRESS}/2"}}}, f"{ADDRESS}/2"),
        ({"@odata.nextLink": f"{ADDRESS}?$skip=10"}, f"{ADDRESS}?$skip=10"),
        ({"next_cursor": "abc"}, f"{ADDRESS}?cursor=abc"),
        ({"nextPageToken": "abc"}, f"{ADDRESS}?pageToken=abc"),
        ({"page": 1, "total_pages": 3}, f"{ADDRESS}?page=2"),
        ({"meta": {"current_page": 3, "last_page": 3}}, ""),
        ({"page": {"number": 0, "totalPages": 2}}, f"{ADDRESS}?page=1"),
        ({"page": {"number": 1, "totalPages": 2}}, ""),
        ({"next": None}, ""),
        ({"next": ADDRESS}, ""),
        ({"next": "javascript:x"}, ""),
        ([], ""),
    ],
)
def test_the_next_page_is_asked_for_however_it_is_named(envelope, following):
    assert next_page(envelope, document([])) == following


def test_a_page_number_stands_where_the_address_has_it():
    asked = document([], url=f"{ADDRESS}?lang=de&pageNumber=4")
    assert next_page({"page": 4, "pages": 9}, asked) == f"{ADDRESS}?lang=de&pageNumber=5"


def test_an_empty_page_leads_on_and_a_list_without_courses_says_so():
    assert links(read(document({"results": [], "next": f"{ADDRESS}?page=3"}))) == [f"{ADDRESS}?page=3"]
    with pytest.raises(Unreadable, match="no list of records"):
        list(read(document({"answer": 42})))
    with pytest.raises(Unreadable, match="no column for title and url"):
        list(read(document([{"a": 1, "b": 2}])))


def test_a_person_may_say_what_names_mean():
    odd = [{"n": "Cells", "w": "https://a.example/1"}]
    (course,) = courses(read(document(odd, columns={"n": "title", "w": "url"})))
    assert (course.title, course.url) == ("Cells", "https://a.example/1")
    assert [(one.header, one.samples) for one in columns(document(odd))] == [
        ("n", ("Cells",)),
        ("w", ("https://a.example/1",)),
    ]


def test_formats_that_are_known_go_first():
    assert detect(document([RECORD])) == 0.5
    assert detect(document([{"@type": "Course", "name": "Cells"}])) == 0.0
    assert detect(page("<p>[{</p>")) == 0.0
    assert choose(document([RECORD, OTHER])).key == "json"
    assert choose(page(f"{json.dumps(RECORD)}\n{json.dumps(OTHER)}\n")).key == "jsonl"


def test_what_is_nested_without_end_is_read_to_some_depth():
    value = [RECORD]
    for _ in range(300):
        value = {"inner": value, "other": [value] if isinstance(value, dict) and len(value) < 2 else []}
    with pytest.raises(Unreadable):
        list(read(document(value)))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "url", "start", "location", "price", "x", "next", "page"]), inner)
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_no_document_breaks_the_importer(value):
    try:
        list(read(document(value)))
    except Unreadable as error:
        assert str(error)
