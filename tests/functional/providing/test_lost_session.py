"""A form sent after its session ended comes back with all that was typed."""

import re
from html import unescape

from catalogue.extensions import db
from catalogue.models import Submission
from tests.functional.people import sign_in
from tests.functional.providing.writing import COURSE, TOKEN


def send_typed(browser, address, **typed):
    """As a browser sends a form that it has shown: with the page it stands on."""
    return browser.post(address, data=typed, headers={"Origin": "http://localhost"})


def test_what_was_typed_without_javascript_while_the_session_ended_is_sent_again(author, draft):
    token = TOKEN.search(author.get(f"{draft}/course").get_data(as_text=True))[1]
    author.delete_cookie("session")
    typed = COURSE | {"description": "<b>Winding</b>\n\nand more", "csrf_token": token}
    given_back = send_typed(author, f"{draft}/course", **typed)
    page = given_back.get_data(as_text=True)
    assert given_back.status_code == 400 and "Nothing that you wrote is lost" in page
    sign_in(author, author.user)
    held = {
        name: unescape(text) for name, text in re.findall(r'<textarea name="(\w+)"[^>]*>\n(.*?)</textarea>', page, re.S)
    }
    assert send_typed(author, f"{draft}/course", **held, csrf_token=TOKEN.search(page)[1]).status_code == 303
    assert db.session.query(Submission).one().content["description"] == "<b>Winding</b>\n\nand more"


def test_no_page_of_others_and_no_password_is_given_back(author, draft):
    author.delete_cookie("session")
    foreign = author.post(f"{draft}/course", data=COURSE, headers={"Origin": "https://elsewhere.example"})
    assert "Cell assembly" not in foreign.get_data(as_text=True)
    page = send_typed(author, "/account/sign-in", email="a@b.example", password="a secret").get_data(as_text=True)
    assert "a@b.example" in page and "a secret" not in page
