"""An account that does too much is stopped wherever it comes from, told when it may go on, and loses nothing."""

import io
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Course, Mail, Provider, Report, Review, Submission
from catalogue.web.guards import quotas_by_account
from catalogue.web.guards.quotas_by_account import time_left
from tests.functional.people import person, post, sign_in

FORMS = {
    "reports": ("/courses/{course}/report", {"problem": "other", "note": "Keep this."}),
    "invitations": ("/providers/dilna/members", {"email": "keep-this@dilna.example", "role": "editor"}),
    "organisations": ("/provide/new", {"name": "Keep this", "url": "https://other.example/"}),
    "claims": ("/providers/other/claim", {"grounds": "Keep this."}),
    "uploads": ("/providers/dilna/uploads", {}),
    "looks at a site": ("/sources/new", {"provider": "dilna", "snippet": "<p>Keep this.</p>"}),
    "sources": ("/sources/new/register", {"provider": "dilna", "url": "https://keep-this.example/"}),
}
BUTTONS = {
    "drafts": "/providers/dilna/submissions",
    "hand-ins": "/submissions/{draft}/hand-in",
}


@pytest.fixture
def once(monkeypatch):
    """Everything may be done once an hour."""
    monkeypatch.setattr(quotas_by_account, "QUOTAS", dict.fromkeys(quotas_by_account.QUOTAS, "1 per hour"))


@pytest.fixture
def owner(app, courses):
    db.session.add(Provider(key="other", name="Other", url="https://elsewhere.example/"))
    db.session.commit()
    browser = app.test_client()
    browser.user = person(Role.PROVIDER_OWNER, "dilna", email="owner@dilna.example")
    sign_in(browser, browser.user)
    return browser


def send(browser, act, **more):
    address, values = FORMS[act]
    slug = db.session.query(Course.slug).filter_by(title="Hydrogen safety").scalar()
    values = values | more
    if act == "uploads":
        values["file"] = (io.BytesIO(b"title;url\nA;https://dilna.example/new"), "new.csv")
    return post(browser, address.format(course=slug), page="/sources/new" if act == "sources" else None, **values)


def test_all_that_is_counted_is_tested_here():
    assert {*FORMS, *BUTTONS} == set(quotas_by_account.QUOTAS)


@pytest.mark.parametrize("act", FORMS)
def test_a_form_sent_too_often_says_when_to_go_on_and_keeps_what_was_typed(owner, once, act):
    assert send(owner, act).status_code in (200, 303)
    answer = send(owner, act)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 429
    assert "You can send it again in 60 minutes." in page
    assert "eep this" in page or "keep-this" in page or act == "uploads"
    wait = parsedate_to_datetime(answer.headers["Retry-After"]) - datetime.now(UTC)
    assert timedelta(0) < wait <= timedelta(hours=1)


def test_what_was_one_too_many_is_not_done(owner, once):
    for act in FORMS:
        send(owner, act)
    before = [db.session.query(model).count() for model in (Report, Mail, Provider, Review)]
    for act in FORMS:
        send(owner, act, name="Another", email="another@dilna.example", url="https://another.example/")
    assert [db.session.query(model).count() for model in (Report, Mail, Provider, Review)] == before


def test_an_account_is_counted_wherever_it_comes_from_and_others_beside_it_go_on(app, owner, once):
    send(owner, "reports")
    owner.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert send(owner, "reports").status_code == 429
    colleague = app.test_client()
    sign_in(colleague, person(Role.PROVIDER_EDITOR, "dilna", email="colleague@dilna.example"))
    assert send(colleague, "reports").status_code == 303


def test_visitors_are_counted_by_address(app, courses, once):
    codes = [send(app.test_client(), "reports").status_code for _ in range(2)]
    assert codes == [303, 429]


def test_mistyping_is_not_counted(owner, once):
    assert send(owner, "reports", problem="").status_code == 200
    assert send(owner, "reports").status_code == 303


@pytest.mark.parametrize("act", BUTTONS)
def test_a_button_pressed_too_often_answers_with_a_way_back_and_drafts_stay(owner, once, monkeypatch, act):
    draft = post(owner, "/providers/dilna/submissions", page="/providers/dilna/manage").location.split("/")[2]
    post(owner, f"/submissions/{draft}/course", title="Keep this", url="https://dilna.example/k", language="en")
    where = BUTTONS[act].format(draft=draft)
    back = f"/submissions/{draft}/check"
    answers = [press(owner, where, back) for _ in range(2)]
    page = answers[-1].get_data(as_text=True)
    assert answers[-1].status_code == 429 and "Retry-After" in answers[-1].headers
    assert "You can do this again in 60 minutes. What you have written so far is saved." in page
    assert f'href="{back}"' in page
    assert db.session.query(Submission).one().content["title"] == "Keep this"


def press(browser, address, page):
    """A button on a page: the browser says where it stood."""
    browser.environ_base["HTTP_REFERER"] = f"http://localhost{page}"
    try:
        return post(browser, address, page=page)
    finally:
        del browser.environ_base["HTTP_REFERER"]


def test_it_is_said_in_the_readers_language(client, courses, once):
    send(client, "reports")
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "cs"
    assert "za 60 minut" in send(client, "reports").get_data(as_text=True)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "in 1 minute"),
        (61, "in 2 minutes"),
        (89 * 60, "in 89 minutes"),
        (91 * 60, "in 2 hours"),
        (86399, "in 24 hours"),
    ],
)
def test_the_wait_is_rounded_up(app, seconds, words):
    with app.test_request_context():
        assert time_left(datetime.now(UTC) + timedelta(seconds=seconds)) == words
