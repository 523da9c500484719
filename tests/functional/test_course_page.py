"""A learner reads a course; its address never breaks."""

import json
import re

import pytest
from sqlalchemy import select

from catalogue.models import Course, CourseSlug
from catalogue.services.courses.index_changes import note_change
from catalogue.services.search.indexing import bring_index_up_to_date


@pytest.fixture
def course(session, courses):
    """Finds a stored course by its own identifier."""
    return lambda external_id: session.scalar(select(Course).where(Course.external_id == external_id))


def text(client, address):
    return client.get(address).get_data(as_text=True)


def test_a_course_shows_what_when_where_for_how_much_and_from_where(client, course):
    page = text(client, f"/courses/{course('1').slug}")
    for fact in (
        "Výroba baterií",
        "3–5 Mar 2031",
        "Ostrava, Czechia",
        "CZK",
        "12,000",
        "EQF 4",
        "24 hours",
        "Certificate",
    ):
        assert fact in page, fact
    assert "From dilna.example, last checked" in page
    assert 'href="https://dilna.example/kurzy/1"' in page


def test_dangerous_markup_of_a_source_never_reaches_a_reader(client, course):
    page = text(client, f"/courses/{course('4').slug}")
    assert "<b>hydrogen</b>" in page
    assert "alert(1)" not in page


def test_the_page_carries_schema_org(client, course):
    page = text(client, f"/courses/{course('2').slug}")
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    assert (data["@type"], data["name"], data["inLanguage"]) == ("Course", "Batteriezellfertigung", "de")
    assert data["hasCourseInstance"][0]["startDate"] == "2031-04-01"
    assert data["hasCourseInstance"][0]["offers"] == {"@type": "Offer", "price": "900.00", "priceCurrency": "EUR"}


def test_what_we_read_from_a_description_is_marked(client, session, course):
    read = course("4")
    read.workload, read.origins = "P2D", {**read.origins, "workload": "detected", "price": "detected"}
    session.commit()
    page = text(client, f"/courses/{read.slug}")
    assert "Read by us from the provider’s own description: Workload, Price." in page


def test_what_is_over_stands_apart(client, course):
    page = text(client, f"/courses/{course('5').slug}")
    assert "No further dates announced." in page
    assert "1 past date" in page


def test_a_former_address_redirects(client, session, course):
    session.add(CourseSlug(slug="old-name", course_id=course("1").id))
    session.commit()
    answer = client.get("/courses/old-name")
    assert (answer.status_code, answer.location) == (301, f"/courses/{course('1').slug}")


def test_a_withdrawn_course_answers_410_and_names_what_replaced_it(client, session, parts, course):
    old, new = course("1"), course("2")
    old.status, old.replaced_by_id = "withdrawn", new.id
    note_change(session, [old.id])
    session.commit()
    bring_index_up_to_date(session, parts.engine)
    answer = client.get(f"/courses/{old.slug}")
    assert answer.status_code == 410
    assert "Batteriezellfertigung" in answer.get_data(as_text=True)
    assert "Výroba baterií" not in text(client, "/courses?q=baterie")
    assert client.get(f"/api/v1/courses/{old.id}").status_code == 410


@pytest.mark.parametrize("address", ["/courses/none", "/nowhere", "/providers/none", "/skill-areas/none", "/help/none"])
def test_an_address_of_nothing_answers_404_with_a_search_box(client, courses, address):
    answer = client.get(address)
    assert answer.status_code == 404
    assert 'name="q"' in answer.get_data(as_text=True)


def test_providers_and_skill_areas_have_pages(client, courses):
    assert "5 courses" in text(client, "/providers/dilna")
    assert "Hydrogen safety" in text(client, "/skill-areas/hydrogen")
    assert "Wasserstoff" in text(client, "/skill-areas?lang=de")


def test_every_answer_carries_the_headers_that_protect_readers(client, courses):
    for address in ("/", "/courses", "/nowhere", "/api/v1/courses"):
        headers = client.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in headers


def test_a_postponed_run_is_shown_as_such_and_as_one_of_no_day(client, session, course):
    found = course("2")
    (run,) = found.instances
    run.status, run.start, run.end, run.start_time = "postponed", None, None, None
    session.commit()
    page = text(client, f"/courses/{found.slug}")
    assert "Postponed" in page and "Any time" not in page
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S).group(1))
    assert data["hasCourseInstance"][0]["eventStatus"] == "https://schema.org/EventPostponed"
    assert "startDate" not in data["hasCourseInstance"][0]
