"""Deciding over several items at once: each by itself, none twice, none silently left."""

import re

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import AuditEntry, Course, Mail, Review
from catalogue.services.accounts.people import user_by_email
from tests.functional.people import person, post, sign_in


@pytest.fixture
def author(app):
    browser = app.test_client()
    sign_in(browser, person(Role.LEARNER, email="author@works.example"))
    post(browser, "/provide/new", name="Sample Works", url="https://works.example/", country="CZ")
    for number in (1, 2, 3):
        home = "/providers/sample-works/manage"
        draft = post(browser, "/providers/sample-works/submissions", page=home).location.removesuffix("/course")
        url = f"https://works.example/{number}"
        post(browser, f"{draft}/course", title=f"Cell course {number}", url=url, language="en", summary="Cells.")
        post(browser, f"{draft}/content", skill_areas="batteries")
        post(browser, f"{draft}/hand-in", page=f"{draft}/check")
    return browser


@pytest.fixture
def moderator(app, author):
    browser = app.test_client()
    sign_in(browser, person(Role.MODERATOR, email="moderator@people.example"))
    return browser


def waiting():
    db.session.expire_all()
    return db.session.query(Review).filter_by(kind="submission", outcome="").order_by(Review.id).all()


def seen():
    """Ids and versions, as a queue shows them."""
    return [(one.id, one.version) for one in waiting()]


def decide(browser, chosen, verdict, reason=""):
    versions = {f"version-{review}": version for review, version in chosen}
    ids, page = [review for review, _ in chosen], "/moderation?kind=submission"
    return post(
        browser, "/moderation/decide", page, item=ids, kind="submission", verdict=verdict, reason=reason, **versions
    )


def test_the_chosen_are_published_and_found_and_the_others_wait(moderator, client):
    text = decide(moderator, seen()[:2], "approved").get_data(as_text=True)
    assert "2 items are decided." in text
    assert [one.title for one in waiting()] == ["Cell course 3"]
    assert client.get("/api/v1/courses?q=cell+course").json["total"] == 2


def test_all_are_rejected_with_one_reason_which_each_is_told(moderator):
    assert "Give a reason" in decide(moderator, seen(), "rejected").get_data(as_text=True)
    assert len(waiting()) == 3
    decide(moderator, seen(), "rejected", "Not our sector.")
    told = [mail for mail in db.session.query(Mail) if "Not our sector." in mail.text]
    assert waiting() == [] and len(told) == 3


def test_what_somebody_else_decided_meanwhile_is_left_and_named(app, moderator):
    looked_at, second = seen(), app.test_client()
    sign_in(second, person(Role.MODERATOR, email="second@people.example"))
    decide(second, looked_at[:1], "rejected", "Twice in the catalogue.")
    text = decide(moderator, looked_at, "approved").get_data(as_text=True)
    assert "2 items are decided." in text and "already rejected by second@people.example" in text
    assert db.session.query(Course).count() == 2


def test_items_of_another_kind_are_passed_over(moderator):
    provider = db.session.query(Review).filter_by(kind="provider").one()
    decide(moderator, [(provider.id, provider.version)], "approved")
    db.session.refresh(provider)
    assert provider.outcome == ""


def test_the_queue_is_narrowed_to_a_provider_and_to_what_nobody_has_taken(moderator):
    first = waiting()[0]
    post(moderator, f"/moderation/{first.id}/assign", f"/moderation/{first.id}")
    text = moderator.get("/moderation?provider=sample-works&unassigned=1").get_data(as_text=True)
    assert "Cell course 1" not in text and "Cell course 2" in text
    assert "Cell course" not in moderator.get("/moderation?provider=other").get_data(as_text=True)


def assign(browser, chosen, to, view="kind=submission"):
    address = f"/moderation/assign?{view}"
    return post(browser, address, "/moderation?kind=submission", item=[one for one, _ in chosen], to=to)


def test_chosen_items_are_given_to_a_colleague_and_back_to_all(moderator):
    colleague = person(Role.ADMINISTRATOR, email="colleague@people.example")
    answer = assign(moderator, seen()[:2], colleague.id)
    assert answer.location == "/moderation?kind=submission"
    assert [one.assigned_to_id for one in waiting()] == [colleague.id, colleague.id, None]
    page = moderator.get(answer.location).get_data(as_text=True)
    assert "2 items have changed hands." in page and "colleague@people.example" in page
    assign(moderator, seen()[1:], "")
    assert [one.assigned_to_id for one in waiting()] == [colleague.id, None, None]


def test_after_a_decision_comes_the_next_of_its_kind_that_nobody_else_has(moderator):
    colleague = person(Role.MODERATOR, email="colleague@people.example")
    first, second, third = seen()
    assign(moderator, [second], colleague.id)
    page = f"/moderation/{first[0]}"
    answer = post(moderator, page, version=first[1], verdict="approved")
    assert answer.location == f"/moderation/{third[0]}"


def test_only_who_may_decide_is_given_items_and_only_what_waits_changes_hands(moderator):
    learner = person(Role.LEARNER, email="learner@people.example")
    assert assign(moderator, seen(), learner.id).status_code == 400
    first, *others = seen()
    decide(moderator, [first], "approved")
    assign(moderator, [first, *others], "")
    assert "Select at least one item" in assign(moderator, [], "").get_data(as_text=True)
    assert [one.assigned_to_id for one in db.session.query(Review).filter_by(kind="submission")] == [None] * 3


def test_every_item_that_changes_hands_is_on_record(moderator):
    colleague = person(Role.MODERATOR, email="colleague@people.example")
    assign(moderator, seen(), colleague.id)
    entries = db.session.query(AuditEntry).filter_by(action="assigned").all()
    assert [entry.after for entry in entries] == [{"assigned": colleague.id}] * 3


def test_a_reason_that_comes_up_again_and_again_is_read_in_the_language_of_whoever_is_told(moderator):
    author = user_by_email(db.session(), "author@works.example")
    author.locale = "de"
    db.session.commit()
    czech = {"Accept-Language": "cs"}
    page = moderator.get(f"/moderation/{seen()[0][0]}", headers=czech).get_data(as_text=True)
    known = next(one for one in re.findall(r"data-reason>([^<]+)<", page) if "již" in one or "katalog" in one)
    moderator.environ_base["HTTP_ACCEPT_LANGUAGE"] = "cs"
    decide(moderator, seen()[:1], "rejected", f"{known}\nAhoj.")
    text = db.session.query(Mail).order_by(Mail.id.desc()).first().text
    assert known not in text and "Ahoj." in text and "im Katalog" in text


def test_the_audit_trail_says_what_was_changed_in_words(moderator):
    decide(moderator, seen()[:1], "rejected", "Not our <sector>.")
    page = moderator.get("/moderation/audit").get_data(as_text=True)
    assert "<ins>Cell course 1</ins>" in page and "<ins>Not our &lt;sector&gt;.</ins>" in page
