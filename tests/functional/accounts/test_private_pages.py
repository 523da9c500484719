"""What is made for one account is kept by no cache; what is for everyone still is."""

import pytest

from catalogue.domain.people.permissions import Role
from tests.functional.people import person, sign_in

OPEN = ["/", "/courses?q=battery", "/help", "/skills", "/sitemap.xml", "/robots.txt", "/api/v1/courses"]
OF_ACCOUNTS = ["/account/sign-in", "/account/recover", "/account/sign-up", "/account/recover/abc", "/provide/join/abc"]


def caching(answer):
    return answer.headers.get("Cache-Control", "")


def test_every_address_behind_a_sign_in_says_that_nothing_of_it_may_be_kept(app, client):
    guarded = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if getattr(getattr(app.view_functions[rule.endpoint], "access", None), "act", None)
        and "GET" in rule.methods
        and not rule.arguments
    ]
    assert len(guarded) >= 15
    sign_in(client, person(Role.MODERATOR))
    for browser in (app.test_client(), client):
        for endpoint in guarded:
            with app.test_request_context():
                address = app.url_for(endpoint)
            assert caching(browser.get(address)) == "no-store", address


@pytest.mark.parametrize("address", OPEN)
def test_visitors_pages_may_be_kept(client, courses, address):
    assert "no-store" not in caching(client.get(address))


@pytest.mark.parametrize("address", ["/", "/courses?q=battery", "/help"])
def test_the_same_pages_are_not_kept_of_somebody_who_is_signed_in(client, courses, address):
    sign_in(client, person(Role.LEARNER))
    assert caching(client.get(address)) == "no-store"


@pytest.mark.parametrize("address", OF_ACCOUNTS)
def test_forms_with_passwords_and_pages_of_secret_links_are_not_kept(client, address):
    assert caching(client.get(address)) == "no-store"


def test_the_cookies_of_a_site_with_https_are_sent_by_https_only_and_seen_by_no_script(client, app):
    app.config.update(SESSION_COOKIE_SECURE=True, REMEMBER_COOKIE_SECURE=True)
    answer = client.get("/account/sign-in", base_url="https://localhost")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(cookie.split("; "))
    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
