"""The search box as a combobox: by keyboard, by pointer, and for those who listen."""

import re

import pytest

from tests.browser.test_pages import violations

ADDRESSES = ["/", "/courses"]


def type_into(page, text):
    box = page.get_by_role("combobox", name="What do you want to learn?")
    box.press_sequentially(text)
    page.locator(".suggestions [role=option]").first.wait_for()
    return box


def marked(page):
    """The text of the option that a screen reader is told of, None if it is the box itself."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? null"
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_options_are_marked_by_arrows_home_and_end_while_the_box_keeps_the_focus(visit, address):
    page = visit(address)
    box = type_into(page, "batt")
    options = page.locator(".suggestions [role=option]").all_inner_texts()
    assert len(options) > 3
    assert (box.get_attribute("aria-expanded"), marked(page)) == ("true", None)
    for key, place in [("ArrowDown", 0), ("ArrowDown", 1), ("End", -1), ("Home", 0), ("ArrowUp", None),
                       ("ArrowUp", -1), ("ArrowDown", None)]:  # fmt: skip
        page.keyboard.press(key)
        assert marked(page) == (None if place is None else options[place]), key
        assert page.locator(".suggestions [aria-selected=true]").count() == (place is not None)
    assert page.evaluate("document.activeElement.id") == "q"
    assert page.get_by_role("status").filter(has_text=f"Suggestions: {len(options)}").count() == 1
    assert page.errors == []


def test_escape_closes_the_list_and_keeps_the_text_and_an_arrow_opens_it_again(visit):
    page = visit("/")
    box = type_into(page, "batt")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert (box.get_attribute("aria-expanded"), box.input_value(), marked(page)) == ("false", "batt", None)
    assert not page.get_by_role("listbox").is_visible()
    page.keyboard.press("ArrowDown")
    page.locator(".suggestions [role=option]").first.wait_for()


def test_enter_opens_the_marked_course_and_without_a_mark_searches_for_what_was_typed(visit):
    page = visit("/")
    type_into(page, "batt")
    title = page.locator(".suggestion-course").first.inner_text()
    while marked(page) != title:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/courses/"))
    assert page.locator("h1").inner_text() == title
    page.goto(re.sub(r"/courses/.*", "/", page.url))
    type_into(page, "batt")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/courses\?q=batt$"))


def test_a_completed_text_is_searched_for_without_losing_the_filters(visit):
    page = visit("/courses?country=DE")
    page.evaluate("window.stayed = true")
    type_into(page, "batt")
    text = page.locator(".suggestion-search").first.inner_text()
    page.locator(".suggestion-search").first.click()
    page.wait_for_url(re.compile(f"q={text}&country=DE"))
    assert page.evaluate("window.stayed") is True
    assert page.locator("#q").input_value() == text
    assert not page.get_by_role("listbox").is_visible()


def test_an_answer_that_comes_late_does_not_replace_a_later_one(visit):
    page = visit("/courses")
    held = []
    page.route(re.compile("suggest.*q=hy$"), lambda route: held.append(route))
    box = page.locator("#q")
    with page.expect_request(re.compile("q=hy$")):
        box.press_sequentially("hy")
    box.fill("batt")
    page.locator(".suggestions [role=option]").first.wait_for()
    shown = page.locator(".suggestions [role=option]").all_inner_texts()
    held[0].continue_()
    page.wait_for_timeout(300)
    assert page.locator(".suggestions [role=option]").all_inner_texts() == shown


def test_nothing_moves_when_the_list_opens(visit):
    page = visit("/courses")
    before = page.locator("#results").bounding_box()
    type_into(page, "batt")
    assert page.locator("#results").bounding_box() == before


@pytest.mark.parametrize(("address", "width", "dark"), [(ADDRESSES[0], 390, True), (ADDRESSES[-1], 1280, False)])
def test_axe_finds_nothing_in_the_open_list(visit, address, width, dark):
    page = visit(address, width=width, dark=dark)
    type_into(page, "batt")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_box_is_an_ordinary_one(visit):
    page = visit("/", javascript=False)
    assert page.locator("#q[role]").count() == 0
    assert page.locator(".suggestions").count() == 0
