"""Four strikes, a week apart, and only for what the site itself says is not there."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from catalogue.domain.people.permissions import Role
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.models import Course, ImportRun, Mail
from catalogue.models.columns import now
from catalogue.services.courses.link_checks import STRIKES_UNTIL_GONE, check_links, page_is_gone
from catalogue.services.sources.importing.alarms import Alarm
from catalogue.services.sources.importing.notify_owners import FAILURES_UNTIL_MAIL, notify_owners
from catalogue.services.sources.registering import source_by_key
from tests.functional.people import person


@pytest.fixture
def course(importing, tmp_path, session):
    path = tmp_path / "courses.csv"
    path.write_text("title;url\nCell assembly;https://a.example/1\nCell design;https://a.example/2\n", "utf-8")
    importing.path(path, provider="academy")
    return session.scalar(select(Course).order_by(Course.id))


def answer(error):
    def look(url):
        if error:
            raise error

    return look


def again(session):
    session.execute(update(Course).values(link_checked_at=None))
    session.commit()


def strike(session, course, error, times):
    for _ in range(times):
        again(session)
        check_links(session, answer(error))
    session.refresh(course)


def test_one_page_of_a_host_is_looked_at_and_not_again_for_a_week(session, course):
    asked = []
    assert check_links(session, asked.append) == 1
    assert check_links(session, asked.append) == 1
    assert check_links(session, asked.append) == 0
    assert sorted(asked) == ["https://a.example/1", "https://a.example/2"]


def test_a_page_is_gone_after_four_looks_and_back_after_one(session, course):
    missing = FetchFailed("not-found", "gone")
    strike(session, course, missing, STRIKES_UNTIL_GONE - 1)
    assert not page_is_gone(course)
    strike(session, course, missing, 1)
    assert page_is_gone(course)
    strike(session, course, None, 1)
    assert not page_is_gone(course)


@pytest.mark.parametrize(
    "error", [FetchFailed("timeout", "slow"), FetchFailed("busy", "b"), FetchRefused("robots", "r")]
)
def test_a_site_that_is_slow_busy_or_closed_to_programs_is_no_strike(session, course, error):
    strike(session, course, error, STRIKES_UNTIL_GONE + 1)
    assert course.link_failures == 0


def test_a_page_that_cannot_even_be_asked_for_has_had_its_turn_and_the_others_have_theirs(session, course):
    asked = []

    def look(url):
        asked.append(url)
        raise UnicodeError("what httpx may raise for an odd redirect")

    assert [check_links(session, look) for _ in range(3)] == [1, 1, 0]
    assert sorted(asked) == ["https://a.example/1", "https://a.example/2"]
    session.refresh(course)
    assert course.link_failures == 0


def test_an_address_that_is_none_keeps_no_other_course_from_its_turn(session, course):
    course.url = "http://["
    session.commit()
    asked = []
    assert check_links(session, asked.append) == 2
    assert sorted(asked) == ["http://[", "https://a.example/2"]


def test_owners_are_told_once_when_a_source_keeps_failing(session, course):
    person(Role.PROVIDER_OWNER, "academy")
    source = source_by_key(session, "upload:academy:csv")
    for failures in range(1, FAILURES_UNTIL_MAIL + 3):
        source.failures = failures
        session.add(ImportRun(source_id=source.id, status="failed", message="It did not answer."))
        session.commit()
        notify_owners(session, source, "https://courses.example")
    (mail,) = session.scalars(select(Mail)).all()
    assert "It did not answer." in mail.text and "https://courses.example/runs/" in mail.text


def test_owners_are_told_of_courses_that_would_vanish_and_not_twice_of_the_same(session, course):
    person(Role.PROVIDER_OWNER, "academy")
    source = source_by_key(session, "upload:academy:csv")
    for _ in range(2):
        session.add(ImportRun(source_id=source.id, status="done", message="9 of 10 courses are no longer there."))
        session.commit()
        notify_owners(session, source, "https://courses.example")
    assert len(session.scalars(select(Mail)).all()) == 1


def test_a_course_that_no_source_has_shown_for_long_says_so_on_its_page(session, course, client):
    course.checked_at = now() - timedelta(days=61)
    course.link_failures = STRIKES_UNTIL_GONE
    session.commit()
    page = client.get(f"/courses/{course.slug}").get_data(as_text=True)
    assert "has not confirmed it for long" in page
    assert "could not be found the last times" in page


def test_owners_are_told_of_an_alarm_in_their_language_and_not_again_while_it_lasts(session, course):
    person(Role.PROVIDER_OWNER, "academy").locale = "de"
    source = source_by_key(session, "upload:academy:csv")
    for now_percent in (0, 0, 4):
        notice = Alarm("price", 96, now_percent).message
        session.add(
            ImportRun(source_id=source.id, status="done", message="x", alarms=["price"], notices=[notice.to_json()])
        )
        session.commit()
        notify_owners(session, source, "https://courses.example")
    (mail,) = session.scalars(select(Mail)).all()
    assert "Preis" in mail.text and "96" in mail.text and "had it" not in mail.text
