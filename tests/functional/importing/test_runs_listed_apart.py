"""A source whose courses and their runs are lists apart: what becomes of both, run after run."""

import json

import pytest
from sqlalchemy import select

from catalogue.domain.course.records import ProviderRecord
from catalogue.models import Course
from catalogue.services.sources.registering import add_source
from tests.functional.importing.published_site import HOST


@pytest.fixture
def source(session):
    provider = ProviderRecord(name="Academy", key="academy")
    return add_source(session, address=f"http://{HOST}/courses", provider=provider)


@pytest.fixture
def publish(site):
    """Courses at the API, and of each the runs that begin on these days, or how their list fails."""

    def publish(description="Cells and packs", **days_by_course):
        courses = [
            {
                "courseId": course,
                "primaryCode": {"codeType": "identifier", "code": course},
                "name": [{"language": "en-GB", "value": f"Batteries {course}"}],
                "description": [{"language": "en-GB", "value": description}],
                "link": f"http://{HOST}/{course}",
                "level": "bachelor",
            }
            for course in days_by_course
        ]
        site.pages = {"/courses": listed(courses)}
        for course, days in days_by_course.items():
            path = f"/courses/{course}/offerings?pageSize=250"
            site.pages[path] = days if isinstance(days, tuple) else listed([run(course, day) for day in days])

    return publish


def run(course, day):
    return {"offeringId": f"{course}-{day}", "course": course, "startDate": day}


def listed(items):
    return json.dumps({"pageSize": 10, "pageNumber": 1, "hasPreviousPage": False, "hasNextPage": False, "items": items})


def days(session, course):
    session.expire_all()
    found = session.scalars(select(Course).where(Course.external_id == course)).one()
    return sorted(run.start.isoformat() for run in found.instances)


def test_courses_have_their_runs_and_lose_those_that_are_over(harvest, publish, session):
    publish(a=["2027-03-01", "2027-09-06"], b=["2027-04-05"], c=[])
    report = harvest()
    assert report.counts()["created"] == 3
    assert (days(session, "a"), days(session, "c")) == (["2027-03-01", "2027-09-06"], [])
    publish(a=["2027-09-06"], b=["2027-04-05"], c=["2027-05-03"])
    harvest()
    assert (days(session, "a"), days(session, "c")) == (["2027-09-06"], ["2027-05-03"])


@pytest.mark.parametrize("failed", [(500, {}, "no"), (200, {}, '{"error": "busy"}'), (200, {}, "<html>busy</html>")])
def test_runs_that_cannot_be_had_stay_as_they_were_and_so_does_their_course(harvest, publish, session, failed):
    publish(a=["2027-03-01"], b=["2027-04-05"], c=[])
    harvest()
    publish(a=failed, b=["2027-04-05"], c=[])
    report = harvest()
    assert (report.counts()["withdrawn"], report.counts()["rejected"]) == (0, 1)
    assert days(session, "a") == ["2027-03-01"]


def test_what_the_list_says_anew_is_taken_though_the_runs_are_the_same(harvest, publish, session):
    publish(a=["2027-03-01"], b=["2027-04-05"])
    harvest()
    publish("Cells, packs and their second life", a=["2027-03-01"], b=["2027-04-05"])
    assert harvest().counts()["updated"] == 2
    assert "second life" in session.scalars(select(Course.description)).first()


def test_the_same_again_changes_nothing(harvest, publish):
    publish(a=["2027-03-01"], b=["2027-04-05"])
    harvest()
    assert harvest().counts()["unchanged"] == 2


def test_a_course_that_is_no_longer_listed_is_withdrawn(harvest, publish, session):
    every = {f"c{number}": ["2027-03-01"] for number in range(6)}
    publish(**every)
    harvest()
    del every["c5"]
    every["c0"] = (500, {}, "no")  # which hides its own course, and no other
    publish(**every)
    assert harvest().counts()["withdrawn"] == 1
