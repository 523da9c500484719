"""A sign-in ends when somebody signs out, whoever has copied the cookies, and a moderator's is renewed with a code."""

from datetime import timedelta

import pytest
from flask import current_app

from catalogue.access import REMEMBER_COOKIE
from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import SignIn
from catalogue.services.accounts.sign_ins import MAX_SIGN_IN_AGE
from tests.functional.people import PASSWORD, person, post, sign_in

SESSION = "session"


def sign_in_remembered(client, user):
    """Sign in with the box ticked; with the code if one is asked for."""
    answer = post(client, "/account/sign-in", email=user.email, password=PASSWORD, remember="y")
    if "/second-factor" in answer.location:
        give_code(client, user)


def give_code(client, user, page=None):
    code = current_app.extensions["security"].totp_factory.generate_totp_password(user.tf_totp_secret)
    return post(client, page or "/account/second-factor/code", code=code)


def browser_with(app, cookies):
    """Another browser with copies of cookies."""
    browser = app.test_client()
    for name, value in cookies.items():
        browser.set_cookie(name, value)
    return browser


def cookies_of(client, *names):
    return {name: cookie.value for name in names if (cookie := client.get_cookie(name))}


def is_in(browser):
    return browser.get("/account/").status_code == 200


@pytest.mark.parametrize("copied", [[SESSION], [REMEMBER_COOKIE], [SESSION, REMEMBER_COOKIE]])
def test_a_copied_cookie_is_worth_nothing_once_its_owner_has_signed_out(app, client, copied):
    user = person(Role.LEARNER)
    sign_in_remembered(client, user)
    thief = browser_with(app, copy := cookies_of(client, *copied))
    assert len(copy) == len(copied) and is_in(thief)
    post(client, "/account/sign-out", page="/account/")
    assert not is_in(thief)
    assert not is_in(browser_with(app, copy))


def test_signing_out_here_does_not_sign_out_elsewhere(app, client):
    user, other = person(Role.LEARNER), app.test_client()
    sign_in(client, user)
    sign_in(other, user)
    post(client, "/account/sign-out", page="/account/")
    assert is_in(other) and not is_in(client)


def test_a_new_password_ends_every_sign_in_but_this_one(app, client):
    user, other = person(Role.LEARNER), app.test_client()
    for browser in (client, other):
        sign_in_remembered(browser, user)
    new = "four other words now"
    post(client, "/account/password", password=PASSWORD, new_password=new, new_password_confirm=new)
    assert is_in(client) and not is_in(other)


def test_a_session_that_somebody_prepared_is_not_the_one_that_is_signed_in(app, client):
    user = person(Role.LEARNER)
    client.get("/account/sign-in")
    prepared = cookies_of(client, SESSION)
    sign_in(client, user)
    assert is_in(client) and not is_in(browser_with(app, prepared))


def test_a_learner_is_remembered_when_the_browser_is_opened_again(app, client):
    sign_in_remembered(client, person(Role.LEARNER))
    assert is_in(browser_with(app, cookies_of(client, REMEMBER_COOKIE)))


def test_a_remembered_moderator_gives_the_code_again_and_is_led_on(app, client):
    user = person(Role.MODERATOR)
    sign_in_remembered(client, user)
    opened_again = browser_with(app, cookies_of(client, REMEMBER_COOKIE))
    assert "/moderation" not in opened_again.get("/courses").text, "a visitor until the code is given"
    for _ in range(2):
        asked = opened_again.get("/moderation")
        assert asked.status_code in (302, 303) and "/account/second-factor/code" in asked.location
    assert "/moderation" in give_code(opened_again, user, asked.location).location
    assert opened_again.get("/moderation").status_code == 200


def test_giving_the_code_again_replaces_the_sign_in_that_was_remembered(app, client):
    user = person(Role.MODERATOR)
    sign_in_remembered(client, user)
    before = cookies_of(client, REMEMBER_COOKIE)
    opened_again = browser_with(app, before)
    give_code(opened_again, user, opened_again.get("/moderation").location)
    assert db.session.query(SignIn).count() == 1
    assert "/account/sign-in" in browser_with(app, before).get("/moderation").location


def test_a_wrong_code_leaves_a_remembered_moderator_outside(app, client):
    user = person(Role.MODERATOR)
    sign_in_remembered(client, user)
    opened_again = browser_with(app, cookies_of(client, REMEMBER_COOKIE))
    post(opened_again, opened_again.get("/moderation").location, code="000000")
    assert opened_again.get("/moderation").status_code in (302, 303)


def test_no_sign_in_lasts_longer_than_browsers_remember(client):
    user = person(Role.LEARNER)
    sign_in(client, user)
    for one in db.session.query(SignIn):
        one.began_at -= MAX_SIGN_IN_AGE + timedelta(days=1)
    db.session.commit()
    assert not is_in(client)
    sign_in(client, user)
    assert is_in(client) and db.session.query(SignIn).count() == 1
