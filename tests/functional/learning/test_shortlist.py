"""Courses are kept to be compared: in the browser without an account, with one on every device."""

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Course, ShortlistItem
from catalogue.services.learning import shortlist
from tests.functional.people import person, post, sign_in


@pytest.fixture
def ids(courses):
    return {course.title: course.id for course in db.session.query(Course)}


@pytest.fixture
def safety(ids):
    return ids["Hydrogen safety"]


def kept(browser):
    return browser.get("/shortlist").get_data(as_text=True)


def test_a_visitor_keeps_a_course_compares_it_and_takes_it_off(client, safety):
    assert f'action="/shortlist/{safety}"' in client.get("/courses?q=hydrogen").get_data(as_text=True)
    answer = client.post(f"/shortlist/{safety}", data={"back": "/courses?q=hydrogen"})
    assert (answer.status_code, answer.location) == (303, f"/courses?q=hydrogen#keep-{safety}")
    assert 'aria-pressed="true"' in client.get("/courses?q=hydrogen").get_data(as_text=True)
    page = kept(client)
    assert "Hydrogen safety" in page and "€300" in page and "EQF 6" in page
    client.post(f"/shortlist/{safety}", data={"act": "drop"})
    assert "Hydrogen safety" not in kept(client)
    assert client.get_cookie("shortlist") is None


def test_no_cookie_is_set_before_somebody_asks_for_one(client, ids):
    for address in ("/", "/courses", "/shortlist", "/courses?q=battery"):
        assert "Set-Cookie" not in client.get(address).headers


@pytest.mark.parametrize("address", ["/courses?q=hydrogen", "/cs/courses?q=hydrogen", "/shortlist"])
def test_no_shared_cache_may_give_a_shortlist_to_another(client, safety, address):
    assert "Cookie" in client.get(address).headers["Vary"]
    client.post(f"/shortlist/{safety}")
    assert "private" in client.get(address).headers["Cache-Control"]


def test_a_list_can_be_sent_to_somebody_who_makes_it_their_own(app, client, ids, safety):
    both = f"{safety}.{ids['Batteriezellfertigung']}"
    shared = client.get(f"/shortlist?courses={both}").get_data(as_text=True)
    assert shared.index("Hydrogen safety") < shared.index("Batteriezellfertigung")
    assert "Hydrogen safety" not in kept(client), "looking keeps nothing"
    client.post("/shortlist", data={"courses": both, "act": "keep"})
    assert "Hydrogen safety" in kept(client)
    client.post("/shortlist", data={"courses": both, "act": "drop"})
    assert "Hydrogen safety" not in kept(client)


def test_who_signs_in_finds_what_the_browser_kept_and_finds_it_elsewhere_too(app, client, ids, safety):
    user = person(Role.LEARNER)
    shortlist.add_courses(db.session(), user.id, [ids["Batteriezellfertigung"]])
    client.post(f"/shortlist/{safety}")
    sign_in(client, user)
    assert client.get_cookie("shortlist") is None
    elsewhere = app.test_client()
    sign_in(elsewhere, user)
    page = kept(elsewhere)
    assert page.index("Batteriezellfertigung") < page.index("Hydrogen safety")
    elsewhere.post(f"/shortlist/{safety}", data={"act": "drop"})
    assert "Hydrogen safety" not in kept(client)
    post(client, "/account/sign-out", page="/account/")
    assert "Batteriezellfertigung" not in kept(client)


def test_a_course_withdrawn_before_its_reader_signs_in_moves_along(client, safety):
    client.post(f"/shortlist/{safety}")
    db.session.get(Course, safety).status = "withdrawn"
    db.session.commit()
    sign_in(client, person(Role.LEARNER))
    assert "no longer offered" in kept(client)


def test_a_course_that_is_withdrawn_stays_and_says_so(client, safety):
    client.post(f"/shortlist/{safety}")
    db.session.get(Course, safety).status = "withdrawn"
    db.session.commit()
    assert "no longer offered" in kept(client)


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://other.example"}]
)
def test_no_other_site_changes_a_list(client, safety, headers):
    assert client.post(f"/shortlist/{safety}", headers=headers).status_code == 400


@pytest.mark.parametrize("back", ["https://other.example/", "//other.example/", "javascript:alert(1)", ""])
def test_nobody_is_sent_to_another_site(client, safety, back):
    assert client.post(f"/shortlist/{safety}", data={"back": back}).location == "/shortlist"


@pytest.mark.parametrize("cookie", ["x", "1.x.99999999999999999999", "-1", "0", "1" * 3000])
def test_a_cookie_that_is_not_ours_does_no_harm(client, ids, cookie):
    client.set_cookie("shortlist", cookie)
    assert client.get("/shortlist").status_code == 200


def test_a_full_list_says_so_and_changes_nothing(client, ids, safety, monkeypatch):
    monkeypatch.setattr(shortlist, "MAX_SHORTLISTED_COURSES", 1)
    client.post(f"/shortlist/{safety}")
    answer = client.post(f"/shortlist/{ids['Batteriezellfertigung']}")
    assert answer.status_code == 409 and "A shortlist holds 1 course;" in answer.get_data(as_text=True)
    assert "Batteriezellfertigung" not in kept(client)


def test_what_is_not_there_cannot_be_kept(client, ids):
    assert client.post("/shortlist/999999").status_code == 404
    assert db.session.query(ShortlistItem).count() == 0
