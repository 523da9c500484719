"""An author with a draft, and a moderator, each in a browser of their own."""

import pytest

from catalogue.domain.people.permissions import Role
from tests.functional.people import person, post, sign_in


@pytest.fixture
def author(app):
    """Somebody signed in, in a browser of its own."""
    browser = app.test_client()
    browser.user = person(Role.LEARNER, email="author@works.example")
    sign_in(browser, browser.user)
    return browser


@pytest.fixture
def moderator(app):
    browser = app.test_client()
    browser.user = person(Role.MODERATOR, email="moderator@people.example")
    sign_in(browser, browser.user)
    return browser


@pytest.fixture
def draft(author):
    """A draft of a new organisation; the address of its first step."""
    post(author, "/provide/new", name="Sample Works", url="https://works.example/", country="CZ")
    answer = post(author, "/providers/sample-works/submissions", page="/providers/sample-works/manage")
    return answer.location.removesuffix("/course")
