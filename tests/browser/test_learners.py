"""A reader in a real browser: a shortlist that moves into an account, and a report from its form to its settlement."""

from __future__ import annotations

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Course, Mail
from tests.browser.acting import accessible, press, send, sign_in
from tests.functional.people import person

FEED = """title;url;language;skill_areas
Hydrogen safety;https://works.example/1;en;hydrogen
Hydrogen pipes;https://works.example/2;en;hydrogen
Hydrogen pumps;https://works.example/3;en;hydrogen
"""


@pytest.fixture
def courses(importing, tmp_path):
    path = tmp_path / "courses.csv"
    path.write_text(FEED, "utf-8")
    importing.path(path, provider="works")
    person(Role.PROVIDER_OWNER, "works", email="owner@works.example")


def test_a_reader_keeps_courses_reports_one_and_signs_in(window, courses):
    for javascript, course, others in ((True, "Hydrogen safety", ["Hydrogen pumps"]), (False, "Hydrogen pipes", [])):
        reader, moderator = window(javascript), window(javascript)
        keep(reader, course, *others)
        accessible(reader)
        for other in others:
            press(reader, f"Remove {other}")
        report(reader, course)
        settle(moderator, course)
        told = {mail.recipient: mail.text for mail in db.session.query(Mail) if course in mail.text}
        assert "no longer in the catalogue" in told["reader@people.example"]
        assert "A moderator has taken it out of the catalogue" in told["owner@works.example"]
        moves_into_an_account(reader, course)


def keep(reader, *titles):
    reader.goto("/courses?q=hydrogen")
    for title in titles:
        reader.get_by_role("button", name=f"Add to shortlist: {title}").click()
        reader.locator(f"[aria-pressed=true][aria-label$='{title}']").wait_for()
    send(reader, reader.get_by_role("link", name=f"Shortlist {len(titles)}"))


def report(reader, course):
    slug = db.session.query(Course.slug).filter_by(title=course).scalar()
    reader.goto(f"/courses/{slug}")
    send(reader, reader.get_by_role("link", name="Report a problem with this course"))
    reader.get_by_label("The link leads nowhere").check()
    reader.fill("#note", "It answers that there is no such page.")
    reader.fill("#email", "reader@people.example")
    press(reader, "Send the report")
    reader.get_by_text("A moderator will check your report.").wait_for()


def settle(moderator, course):
    """By the key if there are keys."""
    user = person(Role.MODERATOR, email=f"moderator-{len(course)}@people.example")
    sign_in(moderator, user.email)
    moderator.goto("/moderation?kind=report")
    send(moderator, moderator.get_by_role("link", name=course))
    moderator.get_by_text("It answers that there is no such page.").wait_for()
    accessible(moderator)
    press(moderator, "Withdraw the course")
    if moderator.javascript:
        moderator.get_by_role("button", name="Turn off keyboard shortcuts").click()
        moderator.keyboard.press("a")
        moderator.reload()
        assert moderator.locator("[aria-keyshortcuts]").count() == 0, "off on every page from now on"
        moderator.get_by_role("button", name="Turn on keyboard shortcuts").click()
        moderator.keyboard.press("a")
    else:
        press(moderator, "It is fixed")
    moderator.get_by_text(f"The report on “{course}” is closed.").wait_for()


def moves_into_an_account(reader, course):
    user = person(Role.LEARNER, email=f"learner-{len(course)}@people.example")
    sign_in(reader, user.email)
    assert "shortlist" not in [cookie["name"] for cookie in reader.context.cookies()]
    reader.goto("/shortlist")
    assert reader.locator("tbody th a").all_inner_texts() == [course]
    assert reader.get_by_text("no longer offered").is_visible()
