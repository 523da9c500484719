"""What a provider is told of its listings."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Course, CourseInterest
from tests.functional.people import person, sign_in

AT = "/providers/dilna/quality"


@pytest.fixture
def owner(app, courses):
    browser = app.test_client()
    sign_in(browser, person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example"))
    return browser


def table(browser, at=f"{AT}.csv"):
    return {row["title"]: row for row in csv.DictReader(io.StringIO(browser.get(at).data.decode("utf-8-sig")))}


def test_each_listing_says_what_to_add(owner):
    told = table(owner)
    assert "start" not in told["Výroba baterií"]["to_add"].split("|")
    assert "start" in told["Old diagnostics"]["to_add"].split("|")
    assert int(told["Výroba baterií"]["completeness"]) > int(told["Old diagnostics"]["completeness"])
    page = owner.get(AT).get_data(as_text=True)
    assert "things to add" in page


def test_interest_stands_beside_the_median_of_the_skill_area(owner):
    courses = {course.title: course.id for course in db.session.query(Course)}
    for title, opened in (("Výroba baterií", 9), ("Batteriezellfertigung", 4)):
        row = CourseInterest(course_id=courses[title], day=datetime.now(UTC).date(), found=20, opened=opened)
        db.session.add(row)
    db.session.commit()
    told = table(owner)
    assert told["Výroba baterií"]["opened"] == "9"
    assert told["Výroba baterií"]["median_opened"] == "4"  # of 9, 4 and 0
    assert 'aria-label="Interest, week by week"' in owner.get(AT).get_data(as_text=True)
    slug = db.session.get(Course, courses["Výroba baterií"]).slug
    week = owner.get(f"{AT}/{slug}").get_data(as_text=True)
    assert re.search(r'<th scope="row">\d+ [A-Z][a-z]+ \d{4}</th>', week), "a date as Americans write it"
    assert re.search(r'9\s+<span class="quiet">\(4\)</span>', week) and "median of the skill area" in week


def test_a_page_that_does_not_answer_is_named_first(owner):
    broken = db.session.query(Course).filter_by(title="Výroba baterií").one()
    broken.link_failures = 3
    db.session.commit()
    assert next(iter(table(owner))) == "Výroba baterií"
    assert "Its page does not answer" in owner.get(AT).get_data(as_text=True)


def test_only_its_own_people_read_it(app, owner):
    stranger = app.test_client()
    sign_in(stranger, person(Role.LEARNER, email="stranger@people.example"))
    assert stranger.get(AT).status_code == 403 and stranger.get(f"{AT}.csv").status_code == 403


def test_the_help_names_every_weight(client):
    page = client.get("/help/providers").get_data(as_text=True)
    assert "A date to come" in page and "<td>18</td>" in page
