"""Signing up, confirming, signing in and out, recovering; nobody learns who has an account."""

import re
from email import message_from_bytes, policy

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.extensions import db
from catalogue.models import Mail, User
from catalogue.services.accounts.mailing import mail_transport, queue_mail, send_due_mails
from catalogue.services.accounts.people import user_by_email
from catalogue.web.guards import equal_timing
from tests.functional.people import PASSWORD, person, post, sign_in


@pytest.fixture
def mailbox(session, tmp_path):
    """Sends what waits in the outbox, to files; the mails, oldest first."""

    def read():
        folder = tmp_path / "mailbox"
        send_due_mails(session, mail_transport("", folder), "catalogue@localhost")
        files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns)
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    return read


def link_in(mail):
    return re.search(r"http://localhost:5000(/\S+)", mail.get_content())[1]


def test_a_learner_signs_up_confirms_and_signs_in(client, mailbox):
    answer = post(client, "/account/sign-up", email="Nova@people.example", password=PASSWORD, name="Nova", locale="cs")
    assert answer.location.endswith("/account/sign-up/sent")
    (mail,) = mailbox()
    assert mail["To"] == "nova@people.example"
    assert client.get(link_in(mail)).status_code == 302
    user = user_by_email(db.session(), "nova@people.example")
    assert (user.name, user.locale) == ("Nova", "cs")
    assert sign_in(client, user).location.endswith("/account/")
    assert "nova@people.example" in client.get("/account/").get_data(as_text=True)


def test_whoever_has_not_confirmed_cannot_sign_in(client):
    post(client, "/account/sign-up", email="nova@people.example", password=PASSWORD, locale="en")
    post(client, "/account/sign-in", email="nova@people.example", password=PASSWORD)
    assert client.get("/account/").status_code == 303


@pytest.mark.parametrize("address", ["/account/sign-up", "/account/recover", "/account/confirm"])
def test_the_answer_is_the_same_whether_there_is_an_account_or_not(client, app, address):
    person(Role.LEARNER, email="known@people.example")
    fields = {"password": PASSWORD, "locale": "en"} if address.endswith("sign-up") else {}
    known = post(app.test_client(), address, email="known@people.example", **fields)
    unknown = post(app.test_client(), address, email="unknown@people.example", **fields)
    strip = re.compile(r"((csrf_token|shown_at)[^>]*value=\"[^\"]*\")|[\w-]+@people.example")
    assert (known.status_code, known.location) == (unknown.status_code, unknown.location)
    assert strip.sub("", known.get_data(as_text=True)) == strip.sub("", unknown.get_data(as_text=True))


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, mailbox):
    user = person(Role.LEARNER)
    post(client, "/account/recover", email=user.email)
    link = link_in(mailbox()[-1])
    post(client, link, password="another few words", password_confirm="another few words")
    assert "account" in sign_in(client, user, "another few words").location
    again = client.get(link)
    assert again.status_code == 302 and "recover" in again.location


def test_a_short_password_is_refused_with_a_reason_and_keeps_what_was_typed(client):
    page = post(client, "/account/sign-up", email="nova@people.example", password="short", name="Nova", locale="en")
    text = page.get_data(as_text=True)
    assert "at least 10 characters" in text.lower()
    assert 'value="nova@people.example"' in text and 'value="Nova"' in text


@pytest.mark.parametrize("password", ["password123", "nova@people.example", "automotive2026"])
def test_a_password_that_is_known_or_made_of_ones_own_name_is_refused_wherever_it_is_chosen(client, mailbox, password):
    refused = "This password is easy to guess."
    page = post(client, "/account/sign-up", email="nova@people.example", password=password, name="Nova", locale="en")
    assert refused in page.text and not mailbox()
    user = person(Role.LEARNER, email="nova@people.example")
    post(client, "/account/recover", email=user.email)
    assert refused in post(client, link_in(mailbox()[-1]), password=password, password_confirm=password).text
    sign_in(client, user)
    changed = post(client, "/account/password", password=PASSWORD, new_password=password, new_password_confirm=password)
    assert refused in changed.text


def test_a_wrong_password_is_refused_without_saying_what_was_wrong(client):
    user = person(Role.LEARNER)
    wrong = sign_in(client, user, "not the password").get_data(as_text=True)
    nobody = post(client, "/account/sign-in", email="no@people.example", password="x").get_data(as_text=True)
    message = "The e-mail address or the password is wrong."
    assert message in wrong and message in nobody


def test_a_moderator_signs_in_with_a_code_only(client):
    user = person(Role.MODERATOR)
    post(client, "/account/sign-in", email=user.email, password=PASSWORD)
    assert client.get("/account/").status_code == 303
    sign_in(client, user)
    assert client.get("/account/").status_code == 200


def test_a_moderator_without_a_second_factor_sets_one_up_first(client):
    user = person(Role.MODERATOR)
    user.tf_primary_method = user.tf_totp_secret = None
    db.session.commit()
    answer = post(client, "/account/sign-in", email=user.email, password=PASSWORD)
    assert "/account/second-factor" in answer.location
    setup = post(client, "/account/second-factor", setup="authenticator").get_data(as_text=True)
    assert "Scan this code" in setup


def test_signing_out_ends_the_session(client):
    user = person(Role.LEARNER)
    sign_in(client, user)
    post(client, "/account/sign-out", page="/account/")
    assert client.get("/account/").status_code == 303


def test_all_other_sessions_end_and_this_one_goes_on(app, client):
    user, lost = person(Role.LEARNER), app.test_client()
    sign_in(client, user)
    sign_in(lost, user)
    post(client, "/account/sign-out-elsewhere", page="/account/")
    assert lost.get("/account/").status_code == 303
    assert "signed out on all other devices" in client.get("/account/").get_data(as_text=True)


def test_signing_in_leads_back_to_where_one_was_but_never_to_another_host(client):
    user = person(Role.LEARNER)
    assert "next=/account/" in client.get("/account/").location
    back = client.post("/account/sign-in?next=/courses", data=_credentials(client, user))
    assert back.location == "/courses"


def test_whoever_wanted_something_before_there_was_an_account_comes_to_it_once_there_is_one(client, mailbox, courses):
    wanted = "/account/searches/new?q=battery&skill_area=batteries&skill_area=hydrogen"
    client.get(wanted)
    post(client, "/account/sign-up", email="nova@people.example", password=PASSWORD, locale="en")
    client.get(link_in(mailbox()[-1]))
    first = client.get(sign_in(client, user_by_email(db.session(), "nova@people.example")).location)
    assert first.location == wanted
    assert client.get("/account/").status_code == 200, "led there once"


@pytest.mark.parametrize("address", ["sign-up", "recover", "confirm"])
def test_the_time_an_answer_takes_does_not_say_whether_there_is_an_account(client, app, monkeypatch, address):
    """They leave at the end of a whole step, whatever there was to do."""
    clock, slept = iter([10.0, 10.75, 20.0, 20.25]), []
    monkeypatch.setattr(equal_timing, "monotonic", lambda: next(clock))
    monkeypatch.setattr(equal_timing, "sleep", slept.append)
    person(Role.LEARNER, email="known@people.example")
    app.config["ALIKE_SECONDS"] = 1
    for name in ("known", "unknown"):
        post(client, f"/account/{address}", email=f"{name}@people.example", password="four plain words", locale="en")
    assert slept == [0.25, 0.75]


@pytest.mark.parametrize("away", ["//evil.example", "https:evil.example", "http:///evil.example", "/\t/evil.example"])
def test_no_spelling_of_another_host_is_followed(client, away):
    user = person(Role.LEARNER)
    answer = client.post("/account/sign-in", query_string={"next": away}, data=_credentials(client, user))
    assert answer.location is None


def test_a_redirect_to_another_host_is_not_followed(client):
    user = person(Role.LEARNER)
    away = client.post("/account/sign-in?next=https://evil.example/", data=_credentials(client, user))
    assert "evil.example" not in (away.location or "")


def _credentials(client, user):
    token = re.search(
        r'csrf_token" type="hidden" value="([^"]+)"', client.get("/account/sign-in").get_data(as_text=True)
    )
    return {"csrf_token": token[1], "email": user.email, "password": PASSWORD}


def test_a_form_without_its_token_is_refused(client):
    user = person(Role.LEARNER)
    client.post("/account/sign-in", data={"email": user.email, "password": PASSWORD})
    assert client.get("/account/").status_code == 303


def test_a_visitor_gets_no_cookie(client, courses):
    for address in ("/", "/courses?q=baterie", "/help", "/api/v1/courses"):
        assert "Set-Cookie" not in client.get(address).headers


def test_no_password_and_no_link_stays_where_it_can_be_read(client, mailbox, session):
    post(client, "/account/sign-up", email="nova@people.example", password=PASSWORD, locale="en")
    mailbox()
    session.expire_all()
    assert [mail.text for mail in session.query(Mail)] == [""]
    assert PASSWORD not in session.query(User).one().password


def test_a_mail_server_that_is_down_loses_no_mail(session, client):
    session.add(Mail(recipient="a@people.example", subject="s", text="t", headers={}))
    session.commit()

    def down(message):
        raise ConnectionRefusedError("no server")

    assert send_due_mails(session, down, "catalogue@localhost") == 0
    mail = session.query(Mail).one()
    assert (mail.attempts, mail.text, mail.sent_at) == (1, "t", None)
    assert "is not answering at the moment" in client.get("/account/sign-up/sent").get_data(as_text=True)
    mail.due_at = mail.created_at
    session.commit()
    assert send_due_mails(session, lambda message: None, "catalogue@localhost") == 1
    assert send_due_mails(session, lambda message: None, "catalogue@localhost") == 0
    assert "is not answering" not in client.get("/account/sign-up/sent").get_data(as_text=True)


def test_a_line_break_in_an_address_makes_no_header(session):
    queue_mail(session, "a@people.example\nBcc: b@people.example", "Hello\r\nX: y", "text")
    session.commit()
    sent = []
    send_due_mails(session, sent.append, "catalogue@localhost")
    assert "Bcc" not in sent[0] and "X" not in sent[0]
