"""Learners' interest is counted without cookies and without knowing who they are."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from catalogue.domain.search.usage_events import Counts
from catalogue.models import Course, DayInterest, InterestMark
from catalogue.services.interest import (
    InterestRecorder,
    Visitor,
    count_notes,
    interest_per_course,
    interest_per_day,
    median_interest_of_area,
)

TODAY = datetime.now(UTC).date()
SPAN = (TODAY - timedelta(days=1), TODAY + timedelta(days=1))


@pytest.fixture
def slugs(session, courses):
    return dict(session.execute(select(Course.external_id, Course.slug)).all())


@pytest.fixture
def folder(parts):
    return parts.settings.interest_folder


@pytest.fixture
def counts(session, folder):
    """Counts what was noted, and answers the courses' numbers by their own identifiers."""

    def count():
        count_notes(session, folder, datetime.now(UTC) + timedelta(minutes=1))
        names = dict(session.execute(select(Course.id, Course.external_id)).all())
        return {names[key]: value for key, value in interest_per_course(session, "dilna", *SPAN).items()}

    return count


def test_a_visit_from_search_to_the_provider_is_counted_at_each_step(client, session, slugs, counts):
    client.get("/courses?q=hydrogen")
    client.get(f"/courses/{slugs['4']}")
    answer = client.get(f"/out/{slugs['4']}")
    assert (answer.status_code, answer.headers["Location"]) == (302, "https://dilna.example/kurzy/4")
    assert counts()["4"] == Counts(1, 1, 1)
    assert counts()["5"] == Counts()
    assert sum(interest_per_day(session, "dilna", *SPAN).values(), Counts()).followed == 1
    day = session.scalars(select(DayInterest)).one()
    assert (day.searches, day.fruitless, day.opened, day.followed, day.visitors) == (1, 0, 1, 1, 1)


def test_the_course_page_leads_out_by_the_counted_way(client, slugs):
    assert f'href="/out/{slugs["1"]}"' in client.get(f"/courses/{slugs['1']}").get_data(as_text=True)


def test_a_visitor_opens_a_course_once_a_day_however_often_the_page_is_loaded(client, slugs, counts):
    for _time in range(3):
        client.get(f"/courses/{slugs['1']}")
    assert counts()["1"].opened == 1
    client.get(f"/courses/{slugs['1']}")
    assert counts()["1"].opened == 1
    client.get(f"/courses/{slugs['1']}", headers={"User-Agent": "Firefox of somebody else"})
    assert counts()["1"].opened == 2


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"},
        {"User-Agent": "python-requests/2.32"},
        {"User-Agent": ""},
        {"Sec-Purpose": "prefetch;prerender"},
    ],
)
def test_programs_and_pages_fetched_ahead_are_not_interest(client, slugs, counts, headers):
    for address in ("/courses?q=hydrogen", f"/courses/{slugs['4']}", f"/out/{slugs['4']}"):
        client.get(address, headers=headers)
    client.head(f"/courses/{slugs['4']}")
    assert counts()["4"] == Counts()


def test_turning_pages_and_browsing_find_courses_but_are_no_searches(client, session, slugs, counts):
    client.get("/courses")
    client.get("/courses?skill_area=batteries&page=2")
    client.get("/courses?q=zzzzzzzz")
    assert counts()["1"].found == 1
    day = session.scalars(select(DayInterest)).one()
    assert (day.searches, day.fruitless) == (1, 1)


def test_nothing_that_tells_visitors_apart_outlives_the_day(client, session, slugs, folder):
    notes = client.get(f"/courses/{slugs['1']}", headers={"User-Agent": "Firefox of a certain Anna"})
    assert "Set-Cookie" not in notes.headers
    assert len(list(folder.glob("*.salt"))) == 1
    assert "Anna" not in next(folder.glob("*.jsonl")).read_text()
    count_notes(session, folder, datetime.now(UTC) + timedelta(days=1))
    assert list(folder.iterdir()) == []
    assert session.scalar(select(func.count()).select_from(InterestMark)) == 0


def test_a_file_left_behind_by_a_crash_is_not_counted_twice(session, slugs, folder, counts, client):
    client.get("/courses?q=hydrogen")
    file = next(folder.glob("*.jsonl"))
    noted, written = file.read_bytes(), file.stat().st_mtime_ns
    assert counts()["4"].found == 1
    file.write_bytes(noted)
    os.utime(file, ns=(written, written))
    assert counts()["4"].found == 1
    assert not file.exists()


def test_a_line_cut_off_by_a_full_disk_costs_one_visit_only(session, slugs, folder, counts, client):
    client.get("/courses?q=hydrogen")
    file = next(folder.glob("*.jsonl"))
    file.write_bytes(file.read_bytes() + b'{"step": "ope')
    assert counts()["4"].found == 1


def test_a_folder_that_cannot_be_written_never_fails_a_page(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    InterestRecorder(tmp_path / "file" / "interest").opened(Visitor("192.0.2.1", "Firefox"), 1)
    assert "could not be noted" in caplog.text


def test_a_course_deleted_in_between_stays_in_the_days_totals(session, slugs, folder, client, counts):
    InterestRecorder(folder).opened(Visitor("192.0.2.1", "Firefox"), 999_999)
    assert 999_999 not in counts()
    assert session.scalars(select(DayInterest)).one().opened == 1


def test_the_way_out_leads_only_to_courses_on_record(client, session, slugs):
    assert client.get("/out/no-such-course").status_code == 404
    session.scalar(select(Course).where(Course.external_id == "5")).status = "withdrawn"
    session.commit()
    assert client.get(f"/out/{slugs['5']}").headers["Location"] == f"/courses/{slugs['5']}"


def test_the_median_of_an_area_counts_courses_that_nobody_opened(client, session, slugs, counts):
    for number in "12":
        client.get(f"/courses/{slugs[number]}")
    counts()
    assert median_interest_of_area(session, "batteries", *SPAN)[1] == 1
    assert median_interest_of_area(session, "hydrogen", *SPAN) == (0, 0, 0)
    assert median_interest_of_area(session, "hydrogen", date(2020, 1, 1), date(2020, 1, 2)) == (0, 0, 0)
