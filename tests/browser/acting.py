"""What people do in a browser, in one line each."""

from __future__ import annotations

from flask import current_app

from catalogue.extensions import db
from catalogue.services.accounts.people import user_by_email
from tests.browser.test_pages import look
from tests.functional.people import PASSWORD


def sign_in(page, email):
    page.goto("/account/sign-in")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    send(page, page.locator("main button[type=submit]").first)
    if "second-factor" in page.url:
        secret = user_by_email(db.session(), email).tf_totp_secret
        page.fill("#code", current_app.extensions["security"].totp_factory.generate_totp_password(secret))
        send(page, page.locator("main button[type=submit]").first)


def press(page, name):
    """Press a button that sends a form, and wait for the page that answers."""
    send(page, page.get_by_role("button", name=name, exact=True))


def send(page, button):
    with page.expect_navigation():
        button.click()


def accessible(page):
    """axe finds nothing, wide and light as well as narrow and dark; axe itself needs JavaScript."""
    if not page.javascript:
        return
    assert look(page) == [], page.url
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
