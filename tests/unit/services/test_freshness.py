"""Runs that are over no longer answer for their course, as long as others do."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from catalogue.models import Course, CourseInstance, IndexChange, Provider
from catalogue.services.courses.documents import facet_values
from catalogue.services.courses.freshness import ENDED_RUNS_LOOK_BACK, reindex_ended

TODAY = datetime.now(UTC).date()


def run(days, country, long=0):
    start = TODAY + timedelta(days=days)
    end = start + timedelta(days=long)
    return CourseInstance(start=start, end=end, country=country, status="scheduled")


def course_with(*runs):
    provider = Provider(key="academy", name="Academy", country="DE")
    return Course(title="Cells", provider=provider, instances=list(runs), teaching_languages=[], language="en")


def facets_of(course):
    return facet_values(course, [], TODAY)


def test_a_run_that_is_over_lends_its_course_no_place_while_another_is_ahead():
    assert facets_of(course_with(run(-9, "FR"), run(9, "ES")))["country"] == ["ES"]


def test_a_run_that_has_begun_and_not_ended_counts():
    assert facets_of(course_with(run(-1, "FR", long=1)))["starts"] == [f"{TODAY - timedelta(days=1):%Y-%m}"]


def test_a_course_that_is_over_keeps_its_place_and_has_no_month():
    facets = facets_of(course_with(run(-9, "FR")))
    assert (facets["country"], facets["starts"]) == (["FR"], [])


def test_courses_with_a_run_that_ended_lately_are_looked_at_anew_once_each(importing, tmp_path, session):
    path = tmp_path / "courses.csv"
    lines = ["title;url;start", f"Ended;https://a.example/1;{TODAY - timedelta(days=1)}"]
    lines += [f"Ahead;https://a.example/2;{TODAY + timedelta(days=1)}"]
    lines += [f"Long over;https://a.example/3;{TODAY - ENDED_RUNS_LOOK_BACK - timedelta(days=1)}"]
    path.write_text("\n".join(lines), "utf-8")
    importing.path(path, provider="academy")
    assert reindex_ended(session, TODAY) == 1
    (noted,) = session.scalars(select(Course.title).join(IndexChange, IndexChange.course_id == Course.id))
    assert noted == "Ended"
