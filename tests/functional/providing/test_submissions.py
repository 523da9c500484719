"""From an organisation nobody knew to a published, revised and found listing; and whatever can go wrong on the way."""

import re

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import AuditEntry, Course, Mail, Review, Submission
from tests.functional.people import person, post, sign_in
from tests.functional.providing.writing import COURSE, RUN, TOKEN, decide, hand_in, latest_review, write


def test_a_listing_goes_from_draft_by_way_of_changes_to_the_search(author, moderator, client, draft):
    write(author, draft)
    post(author, f"{draft}/dates", page=f"{draft}/dates", **RUN)
    assert hand_in(author, draft).status_code == 303
    assert "Cell assembly" in moderator.get("/moderation").get_data(as_text=True)
    decide(moderator, latest_review(), "sent-back", "Please add who it is for.")
    assert "Please add who it is for." in author.get(f"{draft}/course").get_data(as_text=True)
    post(author, f"{draft}/content", skill_areas="batteries", audience="Operators")
    hand_in(author, draft)
    decide(moderator, latest_review(), "approved")
    found = client.get("/api/v1/courses?q=cell+assembly").json
    assert [item["title"] for item in found["items"]] == ["Cell assembly for beginners"]
    page = client.get(f"/courses/{db.session.query(Course).one().slug}").get_data(as_text=True)
    assert "Operators" in page and "Ostrava" in page
    subjects = [
        mail.subject for mail in db.session.query(Mail).order_by(Mail.id) if mail.recipient == author.user.email
    ]
    assert subjects == ["Changes requested: Cell assembly for beginners", "Approved: Cell assembly for beginners"]


@pytest.fixture
def published(author, moderator, draft):
    write(author, draft)
    hand_in(author, draft)
    decide(moderator, latest_review(), "approved")
    return db.session.query(Course).one()


def test_a_revision_waits_while_the_published_listing_stays(author, moderator, client, published):
    at = post(author, f"/courses/{published.slug}/revise", page="/providers/sample-works/manage").location
    revision = at.removesuffix("/course")
    post(author, f"{revision}/course", **COURSE | {"title": "Cell assembly for everybody"})
    hand_in(author, revision)
    assert "for beginners" in client.get(f"/courses/{published.slug}").get_data(as_text=True)
    shown = moderator.get(f"/moderation/{latest_review().id}").get_data(as_text=True)
    assert "<del>beginners</del><ins>everybody</ins>" in shown
    decide(moderator, latest_review(), "approved")
    assert "for everybody" in client.get(f"/courses/{published.slug}").get_data(as_text=True)
    assert [course.title for course in db.session.query(Course)] == ["Cell assembly for everybody"]


def test_what_a_person_changed_in_a_harvested_course_stays_through_the_next_import(
    app, courses, importing, moderator, client
):
    owner = app.test_client()
    sign_in(owner, person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example"))
    course = db.session.query(Course).filter_by(external_id="2").one()
    course.source.address = "https://dilna.example/kurzy.csv"
    db.session.commit()
    slug = course.slug
    revision = post(owner, f"/courses/{slug}/revise", page="/providers/dilna/manage").location.removesuffix("/course")
    content = {**db.session.query(Submission).one().content, "summary": "Ein Satz von uns."}
    values = {name: content[name] for name in ("title", "url", "language", "summary", "description")}
    post(owner, f"{revision}/course", **values)
    hand_in(owner, revision)
    decide(moderator, latest_review(), "approved")
    importing.path(courses, provider="dilna")
    db.session.expire_all()
    course = db.session.query(Course).filter_by(external_id="2").one()
    assert course.summary == "Ein Satz von uns."
    assert course.locked == ["summary"] and course.origins["summary"] == "person"


def test_nothing_that_was_typed_is_lost_when_it_is_wrong(author, draft):
    answer = post(author, f"{draft}/course", **COURSE | {"url": "not an address"})
    text = answer.get_data(as_text=True)
    assert "This is no web address" in text and "Cell assembly for beginners" in text
    again = author.get(f"{draft}/course").get_data(as_text=True)
    assert 'value="not an address"' in again


def test_a_wrong_date_is_kept_and_said_at_the_field_and_in_the_summary(author, draft):
    write(author, draft)
    answer = post(author, f"{draft}/dates", **RUN | {"instances-0-end": "2031-02-01", "instances-0-price": "1.200,5x"})
    text = answer.get_data(as_text=True)
    assert text.count("The last day is before the first.") == 2
    assert 'href="#instances-0-end"' in text and 'value="2031-02-01"' in text and 'value="1.200,5x"' in text
    german = post(
        author, f"{draft}/dates?lang=de", **RUN | {"instances-0-start": "bald", "instances-0-price": "1.200,50"}
    )
    assert "Jahr, Monat und Tag" in german.get_data(as_text=True)
    assert db.session.query(Submission).one().content["instances"][0]["price"] == "1200.5"


def test_dates_are_added_and_removed_without_javascript(author, draft):
    post(author, f"{draft}/dates", add="1")
    post(author, f"{draft}/dates", **RUN, add="1")
    text = author.get(f"{draft}/dates").get_data(as_text=True)
    assert "Date 2" in text and text.count('value="Ostrava"') == 2
    post(author, f"{draft}/dates", **RUN, remove="0")
    assert "Date 1" not in author.get(f"{draft}/dates").get_data(as_text=True)


def test_what_is_missing_is_named_before_handing_in(author, draft):
    text = author.get(f"{draft}/check").get_data(as_text=True)
    assert "a title" in text and "a skill area" in text
    hand_in(author, draft)
    assert db.session.query(Review).filter_by(kind="submission").count() == 0


def test_handing_in_twice_queues_once(author, draft):
    write(author, draft)
    hand_in(author, draft)
    hand_in(author, draft)
    assert db.session.query(Review).filter_by(kind="submission").count() == 1


def test_of_two_moderators_the_second_is_told_what_the_first_decided(app, author, moderator, draft):
    write(author, draft)
    hand_in(author, draft)
    second = app.test_client()
    sign_in(second, person(Role.MODERATOR, email="second@people.example"))
    review = latest_review()
    shown = second.get(f"/moderation/{review.id}").get_data(as_text=True)
    form = {"version": review.version, "csrf_token": TOKEN.search(shown)[1], "verdict": "approved"}
    decide(moderator, review, "rejected", "Not our sector.")
    answer = second.post(f"/moderation/{review.id}", data=form)
    text = second.get(answer.location).get_data(as_text=True)
    assert "Someone else was quicker" in text and "Not our sector." in text
    assert db.session.query(Course).count() == 0


def test_sending_back_or_rejecting_needs_a_reason(author, moderator, draft):
    write(author, draft)
    hand_in(author, draft)
    assert "Give a reason" in decide(moderator, latest_review(), "rejected").get_data(as_text=True)
    assert latest_review().outcome == ""


def test_a_trusted_provider_publishes_at_once(author, client, draft):
    db.session.query(Submission).one().provider.trusted = True
    db.session.commit()
    write(author, draft)
    hand_in(author, draft)
    assert client.get("/api/v1/courses?q=cell+assembly").json["total"] == 1


def test_other_peoples_drafts_are_not_there(app, draft):
    stranger = app.test_client()
    sign_in(stranger, person(Role.LEARNER, email="stranger@people.example"))
    for step in ("course", "check"):
        assert stranger.get(f"{draft}/{step}").status_code == 404
    assert stranger.get("/providers/sample-works/manage").status_code == 403
    assert stranger.get("/providers/sample-works").status_code == 404


def test_a_course_in_the_catalogue_already_is_pointed_out(author, published):
    answer = post(author, "/providers/sample-works/submissions", page="/providers/sample-works/manage")
    draft = answer.location.removesuffix("/course")
    near = COURSE | {"title": "Cell asembly for beginners", "url": ""}
    beside = post(author, f"{draft}/course", **near, autosave="1").json["panels"]
    assert "They are in the catalogue already" in beside["similar"]
    assert "Cell asembly for beginners" in beside["preview"] and "of 100 points" in beside["preview"]
    assert 'value="batteries' in beside["suggested"]
    post(author, f"{draft}/course", **near | {"title": "Cell design"})
    assert "They are in the catalogue already" not in author.get(f"{draft}/content").get_data(as_text=True)


def test_of_two_windows_the_second_sees_what_the_first_saved_and_loses_nothing(author, draft):
    seen = re.search(r'name="seen" value="(\w+)"', author.get(f"{draft}/course").get_data(as_text=True))[1]
    post(author, f"{draft}/course", **COURSE, seen=seen)
    mine = COURSE | {"title": "Cell assembly for experts"}
    assert post(author, f"{draft}/course", **mine, seen=seen, autosave="1").json == {"saved": False, "elsewhere": True}
    both = post(author, f"{draft}/course", **mine, seen=seen).get_data(as_text=True)
    assert "Cell assembly for beginners</dd>" in both and 'value="Cell assembly for experts"' in both
    post(author, f"{draft}/course", **mine, seen=re.search(r'name="seen" value="(\w+)"', both)[1])
    assert db.session.query(Submission).one().content["title"] == "Cell assembly for experts"


def test_a_listing_is_withdrawn_and_restored(author, client, published):
    act = f"/providers/sample-works/courses/{published.slug}"
    post(author, f"{act}/withdraw", page="/providers/sample-works/manage")
    assert client.get(f"/courses/{published.slug}").status_code == 410
    post(author, f"{act}/restore", page="/providers/sample-works/manage")
    assert client.get(f"/courses/{published.slug}").status_code == 200


def test_a_mailbox_at_its_own_site_proves_a_claim_and_another_asks_a_moderator(app, courses, moderator):
    provider = db.session.query(Course).first().provider
    provider.url = "https://www.dilna.example/"
    db.session.commit()
    insider, outsider = app.test_client(), app.test_client()
    sign_in(insider, person(Role.LEARNER, email="eva@dilna.example"))
    sign_in(outsider, person(Role.LEARNER, email="somebody@people.example"))
    assert "manage" in post(insider, "/providers/dilna/claim", grounds="I work there").location
    assert insider.get("/providers/dilna/manage").status_code == 200
    post(outsider, "/providers/dilna/claim", grounds="I lead the school")
    assert outsider.get("/providers/dilna/manage").status_code == 403
    asked = moderator.get(f"/moderation/{latest_review().id}").get_data(as_text=True)
    assert "I lead the school" in asked and "https://www.dilna.example/" in asked and "<ins>" not in asked
    decide(moderator, latest_review(), "approved")
    assert outsider.get("/providers/dilna/manage").status_code == 200


def test_the_audit_trail_cannot_be_edited(author, moderator, draft, session):
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    assert session.query(AuditEntry).count()
    for change in ("UPDATE audit_entry SET actor_name = 'x'", "DELETE FROM audit_entry"):
        with pytest.raises(DatabaseError, match="neither be changed nor deleted"):
            session.execute(text(change))
        session.rollback()
    assert "proposed" in moderator.get("/moderation/audit").get_data(as_text=True)


def test_a_form_that_was_handed_in_elsewhere_says_so(author, draft):
    write(author, draft)
    shown = author.get(f"{draft}/course").get_data(as_text=True)
    hand_in(author, draft)
    answer = author.post(f"{draft}/course", data={"csrf_token": TOKEN.search(shown)[1], **COURSE, "title": "Too late"})
    assert "what you changed now was not saved" in author.get(answer.location).get_data(as_text=True)
