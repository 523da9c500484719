"""Saving a search, and being told of what is new in it: once, in one's language, and never of nothing."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalogue.domain.people.permissions import Role
from catalogue.models import Course, Mail, SavedSearch
from catalogue.models.columns import now
from catalogue.services.accounts.mailing import write_mail as post_mail
from catalogue.services.courses.index_changes import note_change
from catalogue.services.learning.saved_searches import notifications
from catalogue.services.learning.saved_searches.notifications import notify_subscribers, stop_token
from catalogue.services.search.indexing import bring_index_up_to_date
from tests.functional.people import person, post, sign_in

ADDRESS = "https://courses.example"


@pytest.fixture
def learner(client, courses):
    user = person(Role.LEARNER)
    sign_in(client, user)
    return user


@pytest.fixture
def tell(session, parts):
    """Lets the worker look, some days from now; the mails that wait."""

    def look(days=8):
        session.expire_all()
        notify_subscribers(session, parts.engine, ADDRESS, parts.settings.secret_key, now() + timedelta(days=days))
        return session.scalars(select(Mail).order_by(Mail.id)).all()

    return look


def save(client, query, **values):
    address = f"/account/searches/new?{query}"
    return post(client, address, **({"name": "Mine", "frequency": "weekly"} | values))


def touch(session, parts, title, **values):
    course = session.scalar(select(Course).where(Course.title == title))
    for name, value in ({"updated_at": now() + timedelta(hours=1)} | values).items():
        setattr(course, name, value)
    note_change(session, [course.id])
    session.commit()
    bring_index_up_to_date(session, parts.engine)
    return course


def test_any_search_can_be_saved_from_its_page_with_text_and_facets(client, learner):
    page = client.get("/courses?q=battery&skill_area=batteries&page=1").get_data(as_text=True)
    link = re.search(r'href="(/account/searches/new\?[^"]+)"', page)[1].replace("&amp;", "&")
    assert "battery" in client.get(link).get_data(as_text=True)
    assert post(client, link, name="Cells", frequency="daily").status_code == 303
    listed = client.get("/account/searches/").get_data(as_text=True)
    assert "Cells" in listed
    assert "/courses?skill_area=batteries&amp;q=battery" in listed


def test_a_visitor_who_saves_a_search_is_asked_to_sign_in_and_comes_back_to_it(client, courses):
    answer = client.get("/account/searches/new?q=battery")
    assert "next=/account/searches/new?q%3Dbattery" in answer.location


def test_nothing_new_means_no_mail(client, learner, tell):
    save(client, "skill_area=batteries")
    assert tell() == []


def test_new_changed_cancelled_and_withdrawn_courses_come_in_one_mail(client, learner, tell, session, parts):
    save(client, "skill_area=batteries", name="Batteries")
    save(client, "q=hydrogen", name="Hydrogen")
    touch(session, parts, "Battery cell manufacturing online")
    cancelled = touch(session, parts, "Batteriezellfertigung")
    cancelled.instances[0].status = "cancelled"
    touch(session, parts, "Výroba baterií", status="withdrawn")
    known = session.scalar(select(SavedSearch).where(SavedSearch.name == "Hydrogen"))
    known.known = []
    session.commit()
    (mail,) = tell()
    wanted = "Changed.*cell manufacturing online.*cancelled.*Batteriezellfertigung.*No longer.*Výroba.*New.*Hydrogen"
    assert re.search(wanted, mail.text, re.DOTALL)
    assert len(tell(days=16)) == 1, "the same news is not told twice"


def test_the_mail_is_in_the_language_of_the_person(client, learner, tell, session, monkeypatch):
    written = []
    monkeypatch.setattr(
        notifications, "write_mail", lambda *given, **values: written.append(given[3]) or post_mail(*given, **values)
    )
    learner.locale = "de"
    session.commit()
    save(client, "q=hydrogen")
    session.scalar(select(SavedSearch)).known = []
    session.commit()
    assert len(tell()) == 1
    assert written == ["de"]


def test_mail_programs_are_told_how_to_stop_the_mails(client, learner, tell, session):
    save(client, "q=hydrogen")
    session.scalar(select(SavedSearch)).known = []
    session.commit()
    (mail,) = tell()
    assert mail.headers["List-Unsubscribe"].startswith(f"<{ADDRESS}/saved-searches/stop/")
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize(
    ("frequency", "days", "mails"), [("daily", 1, 1), ("weekly", 1, 0), ("weekly", 7, 1), ("never", 30, 0)]
)
def test_people_are_told_as_often_as_they_wish(client, learner, tell, session, frequency, days, mails):
    save(client, "q=hydrogen", frequency=frequency)
    session.scalar(select(SavedSearch)).known = []
    session.commit()
    assert len(tell(days)) == mails


def test_mails_are_stopped_without_signing_in_but_not_by_following_the_link(app, client, learner, parts, session):
    save(client, "q=hydrogen")
    address = f"/saved-searches/stop/{stop_token(parts.settings.secret_key, learner.id)}"
    stranger = app.test_client()
    assert "Stop the e-mails" in stranger.get(address).get_data(as_text=True)
    assert session.scalar(select(SavedSearch.frequency)) == "weekly"
    assert stranger.post(address, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    session.expire_all()
    assert session.scalar(select(SavedSearch.frequency)) == "never"
    assert stranger.post(f"{address}x").status_code == 404


def test_feed_and_calendar_are_read_by_whoever_knows_the_secret_address_until_it_is_renewed(app, client, learner):
    save(client, "skill_area=batteries")
    listed = client.get("/account/searches/").get_data(as_text=True)
    stranger = app.test_client()
    atom, calendar = (
        re.search(rf"http://localhost(/saved-searches/[^\"]+\.{kind})", listed)[1] for kind in ("atom", "ics")
    )
    assert "Batteriezellfertigung" in stranger.get(atom).get_data(as_text=True)
    assert "BEGIN:VEVENT" in stranger.get(calendar).get_data(as_text=True)
    post(client, "/account/searches/1/renew", page="/account/searches/1")
    assert stranger.get(atom).status_code == 404


def test_a_search_is_renamed_and_deleted_by_its_owner_alone(app, client, learner):
    save(client, "q=hydrogen")
    other = app.test_client()
    sign_in(other, person(Role.LEARNER, email="other@people.example"))
    assert other.get("/account/searches/1").status_code == 404
    assert post(other, "/account/searches/1/delete", page="/account/searches/new").status_code == 404
    post(client, "/account/searches/1", name="Gas", frequency="never")
    assert "Gas" in client.get("/account/searches/").get_data(as_text=True)
    post(client, "/account/searches/1/delete", page="/account/searches/")
    assert "Gas" not in client.get("/account/searches/").get_data(as_text=True)


def test_a_saved_search_keeps_its_limits(client, session, learner):
    query = "near=Ostrava&radius=100&max_price=500&start_from=2031-01-01&sort=distance"
    assert save(client, query).status_code == 303
    saved = session.scalars(select(SavedSearch)).one()
    assert saved.arguments == {
        "near": ["Ostrava"],
        "radius": ["100"],
        "max_price": ["500"],
        "start_from": ["2031-01-01"],
    }
    listed = client.get("/account/searches/").get_data(as_text=True)
    assert "Ostrava, 100 km" in listed and "From 1 Jan 2031" in listed
