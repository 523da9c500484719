"""Whoever guesses is stopped, and learns nothing by it; whoever is attacked is not locked out."""

import re

import pytest
from flask import request

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.domain.people.permissions import Role
from tests.functional.people import PASSWORD, person, post, sign_in


def guess(client, email, **more):
    return [post(client, "/account/sign-in", email=email, password="a wrong guess").status_code for _ in range(6)]


def test_guessing_is_stopped_alike_whether_there_is_an_account_or_not(app):
    person(Role.LEARNER, email="known@people.example")
    outcomes = [guess(app.test_client(), f"{name}@people.example") for name in ("known", "unknown")]
    assert outcomes == [[200] * 5 + [429]] * 2


def test_the_right_password_does_not_help_from_where_guesses_came_but_does_from_elsewhere(app, client):
    user = person(Role.LEARNER, email="known@people.example")
    guess(client, user.email)
    assert sign_in(client, user).status_code == 429
    elsewhere = app.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert sign_in(elsewhere, user).location.endswith("/account/")


def test_signing_in_rightly_is_never_counted(app):
    user = person(Role.LEARNER)
    assert {sign_in(app.test_client(), user).status_code for _ in range(7)} == {302}


def test_whoever_is_stopped_is_told_for_how_long(client):
    guess(client, "known@people.example")
    answer = post(client, "/account/sign-in", email="known@people.example", password="x")
    assert "You can do this again in 5 minutes." in answer.get_data(as_text=True)
    assert "Retry-After" in answer.headers


@pytest.fixture
def half_signed_in(app):
    """A browser whose password was right and whose code is asked for."""

    def browser(user, address):
        found = app.test_client()
        found.environ_base["REMOTE_ADDR"] = address
        post(found, "/account/sign-in", email=user.email, password=PASSWORD)
        return found

    return browser


def codes_tried(browser, *pages):
    return [post(browser, page, code="000000").status_code for page in pages]


def test_codes_of_one_account_cannot_be_guessed_from_ever_new_addresses(half_signed_in):
    attacked, other = person(Role.MODERATOR), person(Role.ADMINISTRATOR)
    pages = ["/account/second-factor/code", "/account/second-factor/recover"]
    tried = [codes_tried(half_signed_in(attacked, f"192.0.2.{number}"), *pages) for number in range(6)]
    assert tried == [[200, 200]] * 5 + [[429, 429]]
    assert codes_tried(half_signed_in(other, "192.0.2.99"), *pages) == [200, 200]


def test_codes_guessed_by_a_program_count_as_well(half_signed_in):
    user = person(Role.MODERATOR)
    codes = [code_tried_by_a_program(half_signed_in(user, f"192.0.2.{number}")) for number in range(11)]
    assert codes == [400] * 10 + [429]


def code_tried_by_a_program(browser):
    page = "/account/second-factor/code"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', browser.get(page).get_data(as_text=True))[1]
    asked = {"code": "000000", "csrf_token": token}
    return browser.post(page, data=asked, headers={"Accept": "application/json"}).status_code


@pytest.mark.parametrize("offices", [1, 11])
def test_right_codes_are_never_counted_from_however_few_addresses(app, offices):
    user = person(Role.MODERATOR)
    for number in range(11):
        browser = app.test_client()
        browser.environ_base["REMOTE_ADDR"] = f"192.0.2.{number % offices}"
        assert sign_in(browser, user).location.endswith("/account/")


def test_mails_cannot_be_ordered_by_the_dozen(client):
    codes = [post(client, "/account/recover", email="known@people.example").status_code for _ in range(11)]
    assert codes[-1] == 429
    assert 429 not in codes[:10]


def test_a_program_that_asks_too_often_is_told_when_to_go_on_and_others_are_answered(app, client):
    app.config["API_ALLOWANCE"] = "2 per minute"
    codes = [client.get("/api/v1/courses").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    refused = client.get("/api/v1/courses")
    assert refused.json["code"] == 429 and "Retry-After" in refused.headers
    client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert client.get("/api/v1/courses").status_code == 200


@pytest.mark.parametrize(("address", "promised"), [("https://courses.example", True), ("http://localhost:5000", False)])
def test_browsers_are_told_to_stay_with_https_where_there_is_https(tmp_path, address, promised):
    app = create_app(Settings(instance=tmp_path, public_url=address, search_url="memory://"))
    headers = app.test_client().get("/static/mark.svg", base_url=address).headers
    assert ("Strict-Transport-Security" in headers) is promised


@pytest.mark.parametrize(("trusted", "address"), [(0, "127.0.0.1"), (1, "198.51.100.9"), (2, "192.0.2.7")])
def test_as_many_proxies_are_believed_as_there_are(tmp_path, trusted, address):
    app = create_app(Settings(instance=tmp_path, trusted_proxies=trusted, search_url="memory://"))
    seen = []
    app.before_request(lambda: seen.append(request.remote_addr))
    app.test_client().get("/static/mark.svg", headers={"X-Forwarded-For": "192.0.2.7, 198.51.100.9"})
    assert seen == [address]
