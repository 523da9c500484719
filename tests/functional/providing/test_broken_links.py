"""A course whose page stays away comes to the moderators once, with what was tried, and leaves when it is back."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.ingestion.fetching import FetchFailed
from catalogue.models import AuditEntry, Course, DeadLink, Mail, Review
from catalogue.services.courses.link_check_review_kind import TIME_TO_ANSWER
from catalogue.services.courses.link_checks import MAX_FAILED_LOOKS, STRIKES_UNTIL_GONE, check_links
from catalogue.services.moderating import queue_upkeep
from catalogue.services.moderating.queue_upkeep import refresh_queue
from tests.functional.people import person, post, sign_in


@pytest.fixture
def course(courses):
    return db.session.query(Course).filter_by(title="Hydrogen safety").one()


@pytest.fixture
def moderator(app):
    browser = app.test_client()
    sign_in(browser, person(Role.MODERATOR))
    return browser


def look_again(session, gone=(), code="not-found", times=1):
    def look(url):
        if url in gone:
            raise FetchFailed(code, "not there")

    for _ in range(times):
        for _ in range(5):  # one page of each host at a time
            check_links(session, look)
        session.execute(update(Course).values(link_checked_at=None))
        session.commit()


def strike(session, *courses, times=STRIKES_UNTIL_GONE):
    look_again(session, {course.url for course in courses}, times=times)


def waiting(session):
    session.expire_all()
    return session.query(Review).filter_by(kind="link", outcome="").order_by(Review.id).all()


def decide(moderator, review, verdict, reason=""):
    page = f"/moderation/{review.id}"
    return post(moderator, page, version=review.version, verdict=verdict, reason=reason)


def test_a_page_that_is_gone_is_brought_once_with_what_was_tried(session, course, moderator):
    strike(session, course, times=STRIKES_UNTIL_GONE - 1)
    assert (refresh_queue(session).opened, waiting(session)) == (0, [])
    look_again(session, {course.url}, code="gone")
    assert [refresh_queue(session).opened for _ in range(2)] == [1, 0]
    (review,) = waiting(session)
    page = moderator.get(f"/moderation/{review.id}").get_data(as_text=True)
    assert page.count("there is no such page.") == STRIKES_UNTIL_GONE - 1 and page.count("taken away for good.") == 1
    assert course.url in page and "Keep the course" in page and "Ask the provider" not in page


def test_a_page_that_is_back_closes_its_item_by_itself(session, course, moderator):
    strike(session, course)
    refresh_queue(session)
    (review,) = waiting(session)
    look_again(session)
    assert refresh_queue(session).closed == 1 and waiting(session) == []
    assert "closed, as the reason is gone" in moderator.get(f"/moderation/{review.id}").get_data(as_text=True)
    assert session.query(AuditEntry).filter_by(action="lapsed", actor_id=None).count() == 1
    assert session.query(DeadLink).count() == 0


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"url": "https://dilna.example/new"}])
def test_a_course_that_is_withdrawn_or_has_moved_closes_its_item(session, course, change):
    strike(session, course)
    refresh_queue(session)
    session.execute(update(Course).where(Course.id == course.id).values(**change))
    assert (refresh_queue(session).closed, refresh_queue(session).opened, waiting(session)) == (1, 0, [])


def test_the_first_look_at_another_address_begins_anew(session, course):
    strike(session, course)
    course.url = "https://dilna.example/new"
    session.commit()
    strike(session, course, times=1)
    assert (course.link_failures, session.query(DeadLink).count()) == (1, 1)


def test_what_was_kept_is_not_asked_again_until_the_page_was_back(session, course, moderator):
    strike(session, course)
    refresh_queue(session)
    decide(moderator, waiting(session)[0], "rejected")
    strike(session, course, times=1)
    assert refresh_queue(session).opened == 0
    look_again(session)
    strike(session, course)
    assert refresh_queue(session).opened == 1


def test_withdrawing_takes_the_course_away_and_tells_its_provider(session, course, client, moderator):
    person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example")
    strike(session, course)
    refresh_queue(session)
    (review,) = waiting(session)
    decide(moderator, review, "approved")
    assert client.get(f"/courses/{course.slug}").status_code == 410
    assert "Hydrogen safety" not in client.get("/courses?q=hydrogen").get_data(as_text=True)
    mail = session.query(Mail).one()
    assert mail.recipient == "owner@dilna.example" and "no longer in the catalogue" in mail.text
    shown = moderator.get(f"/moderation/{review.id}").get_data(as_text=True)
    assert "withdrawn" in shown and shown.count("there is no such page.") == STRIKES_UNTIL_GONE


def test_a_provider_that_was_asked_and_does_not_mend_its_page_is_brought_again_after_four_weeks(
    session, course, moderator
):
    person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example")
    strike(session, course)
    refresh_queue(session)
    (review,) = waiting(session)
    decide(moderator, review, "sent-back", "It moved, I think.")
    mail = session.query(Mail).one()
    assert course.url in mail.text and "Please repair the page" in mail.text and "It moved, I think." in mail.text
    assert refresh_queue(session).opened == 0
    review.closed_at -= TIME_TO_ANSWER + timedelta(hours=1)
    session.commit()
    assert refresh_queue(session).opened == 1


def test_a_site_that_vanishes_does_not_flood_the_queue(session, courses, monkeypatch):
    monkeypatch.setattr(queue_upkeep, "MAX_OPENED_PER_RUN", 2)
    monkeypatch.setattr(queue_upkeep, "MAX_WAITING_PER_KIND", 3)
    strike(session, *session.query(Course).all())
    assert [refresh_queue(session).opened for _ in range(3)] == [2, 1, 0]


def test_of_many_looks_the_first_and_the_latest_are_kept(session, course):
    strike(session, course, times=1)
    first = session.query(DeadLink.id).scalar()
    strike(session, course, times=MAX_FAILED_LOOKS + 3)
    kept = [one.id for one in session.query(DeadLink).order_by(DeadLink.id)]
    assert (len(kept), kept[0], course.link_failures) == (MAX_FAILED_LOOKS, first, MAX_FAILED_LOOKS + 4)
