"""A learner's way from a word to a course, with and without JavaScript."""

import re

import pytest


def test_filters_apply_without_a_full_reload_and_keep_the_address_right(visit):
    page = visit("/courses?q=batterie")
    page.evaluate("window.stayed = true")
    box = page.locator("input[name=country][value=DE]")
    box.check()
    page.wait_for_url(re.compile("country=DE"))
    assert page.evaluate("window.stayed") is True
    assert page.locator("input[name=country][value=DE]").is_checked()
    assert page.evaluate("document.activeElement.value") == "DE"
    assert page.locator(".chosen .chip").count() == 1
    page.go_back()
    page.wait_for_url(re.compile(r"q=batterie$"))
    page.locator("input[name=country][value=DE]:not(:checked)").wait_for()
    assert page.errors == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_learner_searches_narrows_and_reads_a_course(visit, javascript):
    page = visit("/", javascript=javascript)
    page.get_by_label("What do you want to learn?").fill("Batterie")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(re.compile("q=Batterie"))
    before = page.locator("h1").inner_text()
    page.locator("input[name=country][value=DE]").check()
    if not javascript:
        page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url(re.compile("country=DE"))
    assert page.locator("h1").inner_text() != before
    title = page.locator(".card-title").first.inner_text()
    page.locator(".card-title a").first.click()
    assert page.locator("h1").inner_text() == title
    assert page.get_by_text("last checked").is_visible()
    page.get_by_role("link", name="Go to the provider’s page").click()
    assert title in page.content() or page.locator("h1").count()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_learner_asks_where_and_for_how_much_and_takes_it_back(visit, javascript):
    page = visit("/courses", javascript=javascript)
    page.locator("summary", has_text="Dates, price, distance").click()
    page.get_by_label("Near a town").fill("ostrava")
    page.get_by_label("Price up to").fill("1000")
    page.get_by_role("button", name="Apply", exact=True).click()
    page.wait_for_url(re.compile("near=ostrava.*max_price=1000"))
    page.locator(".chosen .chip", has_text="Ostrava, 50 km").wait_for()
    assert page.get_by_label("Near a town").input_value() == "Ostrava"
    assert ("currency=" in page.url) is not javascript
    assert "0 km" in page.locator(".card .facts").first.inner_text()
    page.locator(".chosen .chip", has_text="Ostrava").click()
    page.wait_for_url(re.compile(r"\?max_price=1000$"))
    assert page.errors == []


@pytest.mark.parametrize("javascript", [True, False])
def test_a_learner_sees_what_words_mean_and_takes_a_tick_away(visit, javascript):
    page = visit("/courses?q=Batterie+in+Deutschland&lang=en", javascript=javascript)
    page.locator(".chosen .chip", has_text="Germany").wait_for()
    box = page.locator("input[name=country][value=DE]")
    assert box.is_checked()
    box.uncheck()
    if not javascript:
        page.get_by_role("button", name="Apply filters").click()
    page.get_by_text("Left out: Germany.").wait_for()
    assert not page.locator("input[name=country][value=DE]").is_checked()
    page.get_by_role("link", name="Search for “in Deutschland” as words").click()
    page.wait_for_url(re.compile("words=in"))
    assert page.locator(".chosen").count() == 0
    assert page.errors == []


def test_on_the_phone_the_filters_are_a_sheet_that_opens(visit):
    page = visit("/courses", width=390)
    assert not page.locator("input[name=country]").first.is_visible()
    page.locator(".facet-sheet > summary").click()
    assert page.locator("input[name=country]").first.is_visible()


def test_everything_can_be_reached_by_keyboard(visit):
    page = visit("/courses")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.locator("main:focus").wait_for()
