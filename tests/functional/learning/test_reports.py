"""Readers report what is wrong with a course; a moderator settles it, and the reader hears of it."""

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Course, Mail, Report, Review
from catalogue.services.accounts.mailing import send_due_mails
from tests.functional.people import person, post, sign_in


@pytest.fixture
def course(courses):
    return db.session.query(Course).filter_by(title="Hydrogen safety").one()


@pytest.fixture
def moderator(app):
    browser = app.test_client()
    sign_in(browser, person(Role.MODERATOR))
    return browser


def tell(client, course, **values):
    return post(client, f"/courses/{course.slug}/report", **{"problem": "dead-link", **values})


def settle(moderator, verdict, reason=""):
    review = db.session.query(Review).filter_by(outcome="").one()
    page = f"/moderation/{review.id}"
    return post(moderator, page, version=review.version, verdict=verdict, reason=reason)


def test_a_report_needs_no_account_and_is_one_item_however_many_tell_of_it(client, course, moderator):
    assert f"/courses/{course.slug}/report" in client.get(f"/courses/{course.slug}").get_data(as_text=True)
    answer = tell(client, course, note="The page is <gone>.", email="reader@people.example")
    assert client.get(answer.location).status_code == 200
    tell(client, course, problem="dates-past")
    review = db.session.query(Review).one()
    assert (review.kind, review.payload) == ("report", {"reports": 2})
    shown = moderator.get(f"/moderation/{review.id}").get_data(as_text=True)
    assert "The link leads nowhere" in shown and "The page is &lt;gone&gt;." in shown and "All dates are past" in shown
    assert "reader@people.example" not in shown
    assert "It is fixed" in shown and "There is no problem" in shown and "https://dilna.example/kurzy/4" in shown


@pytest.mark.parametrize(
    ("verdict", "reason", "says"),
    [("approved", "", "has been corrected"), ("rejected", "The link works here.", "The link works here.")],
)
def test_the_reader_hears_of_the_outcome_and_the_address_is_forgotten(
    client, course, moderator, session, verdict, reason, says
):
    tell(client, course, email="reader@people.example")
    settle(moderator, verdict, reason)
    db.session.expire_all()
    mail = db.session.query(Mail).one()
    assert mail.recipient == "reader@people.example"
    assert says in mail.text and f"/courses/{course.slug}" in mail.text
    send_due_mails(session, lambda message: None, "catalogue@people.example")
    assert (db.session.query(Report).one().email, mail.recipient) == ("", "")


def test_the_provider_is_asked_by_name_of_the_problem_and_the_reader_hears_that(client, course, moderator):
    person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example").locale = "cs"
    db.session.commit()
    tell(client, course, problem="dates-past", note="Ask Eva.", email="reader@people.example")
    settle(moderator, "sent-back", "Please add the dates of the spring.")
    mails = {mail.recipient: mail for mail in db.session.query(Mail)}
    asked = mails["owner@dilna.example"]
    assert "Hydrogen safety" in asked.subject and "Všechny termíny už proběhly" in asked.text
    assert "Please add the dates of the spring." in asked.text and "/providers/dilna/manage" in asked.text
    assert "Eva" not in asked.text and "reader@people.example" not in asked.text
    assert "We have asked the provider" in mails["reader@people.example"].text


def test_a_provider_without_people_cannot_be_asked(client, course, moderator):
    tell(client, course)
    review = db.session.query(Review).one()
    assert "Ask the provider" not in moderator.get(f"/moderation/{review.id}").get_data(as_text=True)
    assert "who could be asked" in settle(moderator, "sent-back", "Please look.").get_data(as_text=True)
    db.session.expire_all()
    assert (review.outcome, db.session.query(Mail).count()) == ("", 0)


def test_the_provider_hears_what_a_moderator_mended_but_not_of_reports_without_a_fault(client, course, moderator):
    person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example")
    tell(client, course)
    settle(moderator, "rejected", "The link works here.")
    assert db.session.query(Mail).count() == 0
    tell(client, course)
    settle(moderator, "approved")
    assert "A moderator has corrected it" in db.session.query(Mail).one().text


def test_a_moderator_withdraws_the_course_and_settles_the_report(client, course, moderator):
    tell(client, course, problem="no-course", email="reader@people.example")
    review = db.session.query(Review).one()
    withdraw = f"/providers/dilna/courses/{course.slug}/withdraw"
    answer = post(moderator, withdraw, page=f"/moderation/{review.id}", review=review.id)
    assert answer.location.endswith(f"/moderation/{review.id}")
    assert client.get(f"/courses/{course.slug}").status_code == 410
    settle(moderator, "approved")
    assert "no longer in the catalogue" in db.session.query(Mail).one().text


def test_a_report_that_came_meanwhile_is_looked_at_before_anything_is_decided(client, course, moderator):
    tell(client, course)
    review = db.session.query(Review).one()
    seen = review.version
    tell(client, course, problem="other", note="And more.")
    post(moderator, f"/moderation/{review.id}", version=seen, verdict="approved")
    db.session.expire_all()
    assert review.outcome == ""


def test_what_was_typed_stays_when_something_is_missing(client, course):
    page = tell(client, course, problem="", note="Keep this.", email="no address").get_data(as_text=True)
    assert "Please choose what is wrong." in page and "This is no e-mail address" in page
    assert "Keep this." in page and 'value="no address"' in page
    assert db.session.query(Review).count() == 0


@pytest.mark.parametrize(
    "values", [{"nickname": "https://spam.example"}, {"shown_at": ""}, {"shown_at": "form.AAAA.forged"}]
)
def test_programs_are_not_heard_and_people_lose_nothing(client, course, values):
    page = tell(client, course, note="Keep this.", **values)
    assert page.status_code == 200 and "Keep this." in page.get_data(as_text=True)
    assert db.session.query(Review).count() == 0


@pytest.mark.parametrize("address", ["/account/sign-up", "/account/recover"])
def test_what_is_quicker_than_a_person_gets_the_form_again_whether_there_is_an_account_or_not(app, address):
    person(Role.LEARNER, email="known@people.example")
    app.config["TRAP_SECONDS"] = 3600
    for name in ("known", "unknown"):
        answer = post(
            app.test_client(), address, email=f"{name}@people.example", password="four plain words", locale="en"
        )
        assert answer.status_code == 200 and "That was very quick." in answer.get_data(as_text=True)
    assert db.session.query(Mail).count() == 0


def test_reports_cannot_be_sent_by_the_dozen(client, course):
    codes = [tell(client, course).status_code for _ in range(11)]
    assert codes == [303] * 10 + [429]


def test_a_course_that_is_not_there_has_no_report(client, course):
    assert client.get("/courses/nothing-of-the-kind/report").status_code == 404
