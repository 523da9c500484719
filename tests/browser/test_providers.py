"""Providers and moderators in a real browser, with and without JavaScript, on a catalogue of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import current_app

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Mail, Provider, Review
from catalogue.services.interest import count_notes
from tests.browser.acting import accessible, press, send, sign_in
from tests.functional.people import PASSWORD, person

HEADER = "id;title;url;description;language;skill_areas;price;currency"


def moderator_in(window, email="moderator@people.example", javascript=True):
    person(Role.MODERATOR, email=email)
    page = window(javascript)
    sign_in(page, email)
    return page


def owner_in(window, javascript=True, trusted=False):
    db.session.add(Provider(key="works", name="Sample Works", url="https://works.example/", trusted=trusted))
    db.session.commit()
    person(Role.PROVIDER_OWNER, "works", email="owner@works.example")
    page = window(javascript)
    sign_in(page, "owner@works.example")
    return page


def latest(kind):
    db.session.expire_all()
    return db.session.query(Review).filter_by(kind=kind).order_by(Review.id.desc()).first()


def write(page, title, checked=lambda page: None):
    press(page, "Write a new listing")
    page.fill("#title", title)
    page.fill("#url", "https://works.example/cells")
    page.select_option("#language", "en")
    page.fill("#summary", "From electrode to cell.")
    if page.javascript:  # while one writes, the list of results is shown beside the form
        page.locator(".writing-preview").get_by_text("From electrode to cell.").wait_for()
    checked(page)
    press(page, "Save and continue")
    page.locator("details.area-choice summary").first.click()
    page.locator("details[open] input[name=skill_areas]").first.check()
    press(page, "Save and preview")
    checked(page)
    return page.url


def hand_in(page):
    send(page, page.locator("form[action$='/hand-in'] button"))


@pytest.mark.parametrize("javascript", [True, False])
def test_from_a_new_account_to_a_published_and_revised_listing(window, javascript):
    author = window(javascript)
    author.goto("/account/sign-up")
    author.fill("#name", "Nova")
    author.fill("#email", "nova@works.example")
    author.fill("#password", PASSWORD)
    press(author, "Create an account")
    mail = db.session.query(Mail).filter_by(recipient="nova@works.example").one()
    author.goto(re.search(r"https?://[^/\s]+(/account/confirm/\S+)", mail.text)[1])
    sign_in(author, "nova@works.example")
    author.goto("/provide/new")
    author.fill("#name", "Sample Works")
    author.fill("#url", "https://works.example/")
    send(author, author.locator("main form button[type=submit]"))
    draft = write(author, "Cell assembly for beginners", accessible)
    hand_in(author)
    moderator = moderator_in(window, javascript=javascript)
    moderator.goto(f"/moderation/{latest('submission').id}")
    accessible(moderator)
    moderator.fill("#reason", "Please say whom it is for.")
    press(moderator, "Ask for changes")
    author.goto(draft.replace("/check", "/content"))
    author.get_by_text("Please say whom it is for.").wait_for()
    author.fill("#audience", "Operators")
    press(author, "Save and preview")
    hand_in(author)
    approve(moderator)
    assert found(author, "assembly") == ["Cell assembly for beginners"]
    author.goto("/providers/sample-works/manage")
    press(author, "Edit Cell assembly for beginners")
    author.fill("#title", "Cell assembly for everybody")
    press(author, "Save and preview")
    hand_in(author)
    moderator.goto(f"/moderation/{latest('revision').id}")
    assert moderator.locator("del").first.inner_text() == "beginners"
    assert moderator.locator("ins").first.inner_text() == "everybody"
    press(moderator, "Approve")
    assert found(author, "assembly") == ["Cell assembly for everybody"]
    author.locator(".card-title a").first.click()
    author.get_by_role("link", name="Go to the provider’s page").wait_for()
    folder = current_app.extensions["catalogue"].settings.interest_folder
    count_notes(db.session(), folder, datetime.now(UTC) + timedelta(minutes=1))  # the worker does it every minute
    author.goto("/providers/sample-works/quality")
    assert figures(author) == {"found": "2", "opened": "1", "followed": "0"}  # both searches found it
    accessible(author)
    author.goto("/providers/sample-works/manage")
    accessible(author)


def figures(page):
    """What the only listing's row says, the medians aside."""
    labels = ("found", "opened", "followed")
    return {one: page.locator(f".standings td[data-label={one}] span").first.inner_text().split()[0] for one in labels}


def approve(moderator):
    """By the key if there are keys."""
    moderator.goto(f"/moderation/{latest('submission').id}")
    if moderator.javascript:
        moderator.keyboard.press("a")
        moderator.get_by_text("is approved").wait_for()
    else:
        press(moderator, "Approve")


def found(page, words):
    page.goto(f"/courses?q={words}")
    return page.locator(".card-title").all_inner_texts()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_file_goes_up_in_part_and_is_taken_back(window, javascript):
    page = owner_in(window, javascript, trusted=True)
    rows = [f"{n};Cell winding {n};https://works.example/{n};How.;en;batteries;120;EUR" for n in range(30)]
    rows[3] = rows[3].replace(";120;", ";a lot;")
    page.goto("/providers/works/uploads")
    accessible(page)
    content = {"name": "cells.csv", "mimeType": "text/csv", "buffer": "\n".join([HEADER, *rows]).encode()}
    page.set_input_files("input[type=file]", content)
    press(page, "Check the file")
    page.get_by_text("G5 · price").wait_for()
    accessible(page)
    page.get_by_label("Select row 2: Cell winding 0").uncheck()
    press(page, "Publish selected rows")
    page.get_by_text("28 listings are in the catalogue.").wait_for()
    assert len(found(page, "winding")) == 20
    page.goto("/providers/works/quality")
    accessible(page)
    page.go_back()
    page.go_back()
    press(page, "Undo the whole upload")
    assert found(page, "winding") == []


def test_of_two_moderators_on_one_item_the_second_is_told(window):
    author = owner_in(window)
    author.goto("/providers/works/manage")
    write(author, "Cell assembly")
    hand_in(author)
    first, second = moderator_in(window), moderator_in(window, "second@people.example")
    for page in (first, second):
        page.goto("/moderation?kind=submission")
    for page in (first, second):
        page.get_by_label("Select Cell assembly").check()
    press(first, "Approve selected")
    first.get_by_text("1 item is decided.").wait_for()
    press(second, "Approve selected")
    second.get_by_text("left: already approved by moderator@people.example").wait_for()
    accessible(second)


def test_handing_in_twice_at_once_queues_once(window):
    page = owner_in(window)
    page.goto("/providers/works/manage")
    write(page, "Cell assembly")
    page.locator("form[action$='/hand-in'] button").dblclick()
    page.get_by_text("A moderator is checking it.").first.wait_for()
    assert db.session.query(Review).filter_by(kind="submission").count() == 1


def test_what_was_typed_while_the_session_was_lost_is_there_after_signing_in(window):
    page = owner_in(window)
    page.goto("/providers/works/manage")
    press(page, "Write a new listing")
    page.context.clear_cookies()
    page.locator("#title").press_sequentially("Cell assembly")
    page.get_by_text("nothing typed here is lost").wait_for()
    draft = page.url
    sign_in(page, "owner@works.example")
    page.goto(draft)
    page.get_by_text("Saved", exact=True).wait_for()
    assert page.input_value("#title") == "Cell assembly"
