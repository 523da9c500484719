"""Courses, their runs and references across the blocks of one page."""

import json

import pytest

from catalogue.ingestion.contract import LinkKind
from importers.schema_org.importer import read
from tests.importers.reading import courses, faults, links, page

CONTEXT = "https://schema.org"
COURSE = {"@context": CONTEXT, "@type": "Course", "name": "Cells", "url": "/cells"}
RUN = {"@context": CONTEXT, "@type": "CourseInstance", "startDate": "2027-01-11"}
EVENT = {"@context": CONTEXT, "@type": "EducationEvent", "name": "Cells", "startDate": "2027-01-11", "url": "/cells"}


def html(*nodes, before="", body="", **known):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return page(f"<!doctype html><html><head>{before}{scripts}</head><body>{body}</body></html>", **known)


def only(*nodes, **known):
    (course,) = courses(read(html(*nodes, **known)))
    return course


def starts(course):
    return [run.start for run in course.instances]


@pytest.mark.parametrize(
    "nodes",
    [
        (COURSE | {"@id": "#c"}, RUN | {"instanceOf": {"@id": "#c"}}),
        (RUN | {"instanceOf": {"@id": "#c"}}, COURSE | {"@id": "#c"}),
        (RUN | {"instanceOf": COURSE},),
        (COURSE | {"hasCourseInstance": {"@id": "#r"}}, RUN | {"@id": "#r"}),
        (COURSE, EVENT),
        (COURSE | {"hasCourseInstance": RUN}, EVENT),
        (COURSE, EVENT | {"name": "First day", "about": COURSE | {"@id": "/cells#c"}, "url": "/day"}),
        (EVENT,),
    ],
)
def test_a_course_and_its_run_are_one_course_however_they_are_tied(nodes):
    course = only(*nodes)
    assert (course.title, course.url, starts(course)) == ("Cells", "https://academy.example/cells", ["2027-01-11"])


def test_one_event_on_several_dates_is_one_course_with_as_many_runs():
    later = EVENT | {"startDate": "2027-03-01", "@id": "#later"}
    course = only(EVENT | {"@id": "#first"}, later)
    assert starts(course) == ["2027-01-11", "2027-03-01"]
    assert course.external_id is None


def test_the_programme_of_one_event_is_not_taken_for_its_dates():
    talk = {"@type": "Event", "name": "Talk", "startDate": "2027-01-11T10:00"}
    assert starts(only(EVENT | {"subEvent": [talk]})) == ["2027-01-11"]


@pytest.mark.parametrize(
    ("node_id", "external_id"),
    [("#course", "https://academy.example/courses/#course"), ("_:b0", None), ("urn:x", None)],
)
def test_an_id_counts_only_where_it_means_the_same_on_every_page(node_id, external_id):
    assert only(COURSE | {"@id": node_id}).external_id == external_id


def test_one_id_given_to_several_courses_does_not_melt_them_together():
    found = courses(read(html(COURSE | {"@id": "#c"}, COURSE | {"@id": "#c", "name": "Packs", "url": "/packs"})))
    assert [course.title for course in found] == ["Cells", "Packs"]


def test_what_several_blocks_say_of_one_node_is_brought_together():
    provider = {"@context": CONTEXT, "@id": "#us", "@type": "Organization", "name": "Academy", "url": "/about"}
    course = only(COURSE | {"provider": {"@id": "#us", "name": "Academy"}}, provider)
    assert (course.provider.name, course.provider.url) == ("Academy", "https://academy.example/about")


@pytest.mark.parametrize(
    "node",
    [
        {"@context": {"s": "http://schema.org/"}, "@type": "s:Course", "s:name": "Cells", "s:url": "/cells"},
        {"@context": {"@vocab": "https://schema.org/"}, "@type": "Course", "name": "Cells", "url": "/cells"},
        {"@context": CONTEXT, "type": ["Course"], "name": ["Cells"], "url": {"@id": "/cells"}},
        {"@context": [CONTEXT, {"titel": "schema:name"}], "@type": "Course", "titel": "Cells", "url": "/cells"},
        {"@type": "http://schema.org/Course", "http://schema.org/name": [{"@value": "Cells"}],
         "http://schema.org/url": "/cells"},
        {"@graph": [{"@type": "WebPage", "mainEntity": COURSE}]},
        {"@type": "Organization", "hasOfferCatalog": {"itemListElement": [{"itemOffered": COURSE}]}},
    ],
)  # fmt: skip
def test_names_are_understood_in_every_spelling(node):
    course = only(node)
    assert (course.title, course.url) == ("Cells", "https://academy.example/cells")


def test_texts_in_several_languages_give_the_title_and_its_translations():
    name = [{"@value": "Zellen", "@language": "de"}, {"@value": "Cellules", "@language": "fr"}]
    course = only(COURSE | {"@context": [CONTEXT, {"@language": "fr"}], "name": name})
    assert (course.title, course.page_language) == ("Cellules", "fr")
    assert course.translations == {"de": {"title": "Zellen", "summary": ""}}


@pytest.mark.parametrize(
    ("offers", "price", "currency"),
    [
        ({"price": 450, "priceCurrency": "EUR"}, "450", "EUR"),
        ({"priceSpecification": {"price": "450", "priceCurrency": "EUR"}}, "450", "EUR"),
        ([{"price": 450, "priceCurrency": "EUR"}, {"price": 300, "priceCurrency": "EUR"}], "450 EUR; 300 EUR", ""),
        ({"lowPrice": 300, "highPrice": 450, "priceCurrency": "EUR"}, "300–450", "EUR"),
        ({"category": "Free"}, "free", ""),
        ("on request", "on request", ""),
    ],
)
def test_a_price_is_what_the_offers_say_and_never_one_picked_among_several(offers, price, currency):
    (run,) = only(COURSE | {"offers": offers}).instances
    assert (run.price, run.currency) == (price, currency)


def test_an_offer_says_until_when_one_can_enrol_and_that_a_run_is_full():
    offer = {"price": 0, "validThrough": "2026-12-20", "availability": "https://schema.org/SoldOut"}
    (run,) = only(COURSE | {"hasCourseInstance": RUN | {"offers": offer}}).instances
    assert (run.enrolment_deadline, run.status) == ("2026-12-20", "SoldOut")


@pytest.mark.parametrize(
    ("location", "mode", "place"),
    [
        ({"@type": "VirtualLocation", "url": "https://a.example"}, "online", None),
        ([{"@type": "VirtualLocation"}, {"@type": "Place", "name": "Ulm"}], "MixedEventAttendanceMode", "Ulm"),
        ("Online", "online", None),
        ("Ulm, Germany", "", "Ulm, Germany"),
        ([{"@type": "Place", "@value": "Ulm, Germany"}], "", "Ulm, Germany"),
    ],
)
def test_a_location_is_a_place_or_online_or_both(location, mode, place):
    (run,) = only(EVENT | {"location": location}).instances
    assert (run.mode, run.place.name if run.place else None) == (mode, place)


def test_words_are_split_at_commas_and_terms_are_not():
    course = only(
        COURSE
        | {
            "keywords": "BMS, cells",
            "about": [{"@type": "DefinedTerm", "name": "Safety, testing"}],
            "educationalLevel": "Beginner",
            "audience": {"@type": "Audience", "audienceType": ["Technicians", "Engineers"]},
        }
    )
    assert (course.keywords, course.skill_areas) == (["BMS", "cells"], ["Safety, testing"])
    assert (course.audience, course.eqf_level) == ("Technicians, Engineers", "")


def test_the_courses_own_address_is_the_pages_only_where_it_is_alone_and_not_a_file():
    nameless = {name: value for name, value in COURSE.items() if name != "url"}
    assert only(nameless, before='<base href="/static/">').url == "https://academy.example/courses/"
    assert only(nameless, url="file:///tmp/course.html").url == ""
    assert [course.url for course in courses(read(html(nameless, nameless | {"name": "Packs"})))] == ["", ""]


def test_a_file_has_the_address_its_page_gives_as_its_own_or_none():
    canonical = '<link rel="canonical" href="https://academy.example/list/1">'
    assert only(COURSE, before=canonical, url="file:///tmp/a.html").url == "https://academy.example/cells"
    assert only(COURSE, url="file:///tmp/a.html").url == ""


def test_links_lead_to_the_web_and_away_from_the_page():
    entries = ["/cells", {"@type": "ListItem", "item": "/packs"}, {"@type": "ListItem", "item": {"@id": "/bms"}}]
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "item": "/home"}]}
    anchors = [{"@type": "ListItem", "url": "#here"}, {"@type": "ListItem", "url": "javascript:void(0)"}]
    found = read(html({"@type": "ItemList", "itemListElement": [*entries, *anchors]}, crumbs))
    assert links(found) == [f"https://academy.example/{name}" for name in ("packs", "bms", "cells")]


def test_a_course_page_does_not_lead_on_to_the_next_course():
    following = html(COURSE, body='<a rel="next" href="/packs">')
    assert links(read(following)) == ["https://academy.example/packs"]
    assert links(read(html(COURSE, body='<a rel="next" href="/packs">', follows=LinkKind.DETAIL))) == []


def test_a_block_that_is_commented_out_is_not_read():
    old = f'<!-- <script type="application/ld+json">{json.dumps(COURSE | {"name": "Old"})}</script> -->'
    assert only(COURSE, before=old).title == "Cells"


def test_a_page_cut_off_inside_a_block_says_that_not_all_was_seen():
    whole = html(COURSE).content
    (fault,) = faults(read(page(whole[: whole.index(b"Cells")])))
    assert fault.truncates
    assert "line 1" in fault.where


def test_events_of_one_title_with_a_page_each_are_one_course_with_as_many_runs():
    page_of = "https://academy.example/events/{}"
    events = [
        EVENT | {"url": page_of.format(number), "startDate": f"2027-0{number}-11", "organizer": {"name": "A"}}
        for number in (1, 2, 3)
    ]
    events[0]["offers"] = {"@type": "Offer", "price": "90", "priceCurrency": "EUR"}
    course = only(*events)
    assert [run.url for run in course.instances] == [page_of.format(number) for number in (1, 2, 3)]
    assert (course.external_id, course.url) == ("cells", page_of.format(1))
    assert [run.price for run in course.instances] == ["90", "", ""]


def test_events_of_one_title_by_two_organisers_stay_two_courses():
    events = [
        EVENT | {"url": f"https://academy.example/{name}", "startDate": start, "organizer": {"name": name}}
        for name, start in (("A", "2027-01-11"), ("B", "2027-02-11"))
    ]
    assert len(courses(read(html(*events)))) == 2


def test_a_programme_says_how_it_is_taught():
    course = only({"@type": "EducationalOccupationalProgram", "name": "P", "educationalProgramMode": "Presencial"})
    assert course.delivery_mode == "Presencial"
