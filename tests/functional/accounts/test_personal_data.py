"""One's data can be taken away, and one's account deleted, by oneself alone."""

from catalogue.domain.people.permissions import Actor, Role
from catalogue.extensions import db
from catalogue.models import AuditEntry, Course, Mail, Report, SavedSearch, ShortlistItem, User
from catalogue.services.accounts.audit_trail import record
from catalogue.services.accounts.mailing import queue_mail
from tests.functional.people import PASSWORD, person, post, sign_in


def learner(client):
    user = person(Role.LEARNER)
    sign_in(client, user)
    post(client, "/account/searches/new?q=battery", name="Cells", frequency="daily")
    return user


def test_people_take_away_what_we_keep_of_them_but_no_secret(client, courses):
    user = learner(client)
    answer = client.get("/account/data.json")
    assert answer.json["account"]["email"] == user.email
    assert answer.json["saved_searches"][0]["arguments"] == {"q": ["battery"]}
    text = answer.get_data(as_text=True)
    assert user.password not in text
    assert user.fs_uniquifier not in text


def test_an_account_is_deleted_with_what_belongs_to_it(client, courses):
    user = learner(client)
    queue_mail(db.session(), user.email, "Hello", "Text")
    db.session.commit()
    answer = post(client, "/account/delete", password=PASSWORD)
    assert answer.location.endswith("/account/deleted")
    assert client.get("/account/deleted").status_code == 200
    assert client.get("/account/").status_code == 303, "the session has ended"
    db.session.expire_all()
    assert [db.session.query(one).count() for one in (User, SavedSearch, Mail)] == [0, 0, 0]
    entry = db.session.query(AuditEntry).one()
    assert (entry.actor_id, entry.actor_name, entry.action) == (None, "deleted account", "deleted-account")


def test_what_one_kept_and_reported_is_taken_away_and_the_name_is_forgotten_everywhere(client, courses):
    user = learner(client)
    course = db.session.query(Course).filter_by(title="Hydrogen safety").one()
    client.post(f"/shortlist/{course.id}")
    post(client, f"/courses/{course.slug}/report", problem="other", note="Look.", email=user.email)
    record(db.session(), Actor(user_id=user.id, name="Nova Novak"), "took", "review:1")
    db.session.commit()
    data = client.get("/account/data.json").json
    assert data["shortlist"][0]["course_id"] == course.id
    assert data["reports"][0]["note"] == "Look."
    assert {"uploads", "demand_files", "likeness_decisions"} <= data.keys()
    post(client, "/account/delete", password=PASSWORD)
    db.session.expire_all()
    assert {entry.actor_name for entry in db.session.query(AuditEntry)} == {"deleted account"}
    assert (db.session.query(Report).one().email, db.session.query(ShortlistItem).count()) == ("", 0)


def test_a_wrong_password_deletes_nothing(client, courses):
    learner(client)
    assert "This is not your password." in post(client, "/account/delete", password="x").get_data(as_text=True)
    assert db.session.query(User).count() == 1


def test_the_last_owner_of_a_provider_with_other_members_finds_a_successor_first(client, courses):
    owner = person(Role.PROVIDER_OWNER, "dilna")
    person(Role.PROVIDER_EDITOR, "dilna")
    sign_in(client, owner)
    assert "First make someone else an owner" in post(client, "/account/delete", password=PASSWORD).get_data(True)
    assert db.session.query(User).count() == 2
