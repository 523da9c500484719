"""A provider's own space: finding one's organisation, its picture, its people, and all its listings on one page."""

import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from catalogue.domain.people.permissions import Actor, Role
from catalogue.extensions import db
from catalogue.models import Mail, Provider, ProviderMember, Review
from catalogue.services.providers.logos import UnreadableLogo, drawn_anew
from catalogue.services.providers.membership import NotYetApproved, invite
from tests.functional.people import person, post, sign_in


@pytest.fixture
def owner(app, courses):
    browser = app.test_client()
    sign_in(browser, person(Role.PROVIDER_OWNER, "dilna", email="owner@people.example"))
    return browser


def picture(kind="PNG", size=(1200, 300), **more):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **more)
    return out.getvalue()


def provider():
    db.session.expire_all()
    return db.session.query(Provider).filter_by(key="dilna").one()


def profile(browser, content, name="logo.png", **more):
    file = {"logo": (BytesIO(content), name)} if content else {}
    return post(browser, "/providers/dilna/profile", name="Dílna", url="https://dilna.example/", **file, **more)


def test_a_logo_is_drawn_small_and_bare_and_stands_on_page_and_cards(owner, client):
    exif = Image.Exif()
    exif[0x010E] = "taken at a secret place"
    profile(owner, picture("JPEG", exif=exif))
    address = f"/providers/dilna/logo-{provider().logo}.webp"
    answer = client.get(address)
    drawn = Image.open(BytesIO(answer.data))
    assert (answer.mimetype, drawn.format, drawn.size) == ("image/webp", "WEBP", (480, 120))
    assert "immutable" in answer.headers["Cache-Control"] and b"secret" not in answer.data
    assert address in client.get("/providers/dilna").get_data(as_text=True)
    assert address in client.get("/courses?q=hydrogen").get_data(as_text=True)
    profile(owner, b"", remove_logo="y")
    assert provider().logo == "" and client.get(address).status_code == 404


@pytest.mark.parametrize("content", [b"<svg onload='alert(1)'/>", b"", picture()[:60], b"\0" * 5_000_001])
def test_what_is_no_picture_is_no_logo(content):
    with pytest.raises(UnreadableLogo, match=r"picture|5 MB"):
        drawn_anew(content)


def test_a_wrong_logo_is_said_at_its_field_and_changes_nothing(owner):
    text = profile(owner, b"no picture", name="logo.svg").get_data(as_text=True)
    assert 'href="#logo"' in text and "This is no picture that can be read" in text
    assert provider().logo == "" and provider().name != "Dílna"


def test_listings_their_state_sources_and_runs_stand_on_one_page(owner):
    text = owner.get("/providers/dilna/manage").get_data(as_text=True)
    assert "5 listings" in text and "published ·" in text and "Read from your site" in text


def test_an_organisation_is_found_by_a_part_of_its_name_and_claimed_from_there(app, owner):
    stranger = app.test_client()
    sign_in(stranger, person(Role.LEARNER, email="nova@dilna.example"))
    db.session.query(Provider).filter_by(key="dilna").one().url = "https://www.dilna.example/"
    db.session.commit()
    assert "/providers/dilna/claim" in stranger.get("/provide?name=ILNA").get_data(as_text=True)
    assert "No organisation of this name" in stranger.get("/provide?name=unheard-of").get_data(as_text=True)
    # It has an owner already, so that a mailbox at its site alone makes nobody a second one.
    post(stranger, "/providers/dilna/claim", grounds="I teach there.")
    assert db.session.query(Review).filter_by(kind="claim").count() == 1
    assert db.session.query(ProviderMember).filter_by(role="owner").count() == 1


def link_in_the_latest_mail():
    return re.search(r"/provide/join/\S+", db.session.scalars(select(Mail).order_by(Mail.id.desc())).first().text)[0]


def colleague(app):
    browser = app.test_client()
    sign_in(browser, person(Role.LEARNER, email="colleague@people.example"))
    return browser


def members():
    db.session.expire_all()
    return {member.user.email: member.role for member in db.session.query(ProviderMember)}


def test_an_invitation_is_read_before_it_is_taken_and_is_for_its_mailbox_alone(app, owner):
    post(owner, "/providers/dilna/members", email="Colleague@people.example", role="editor")
    link, invited, stranger = link_in_the_latest_mail(), colleague(app), app.test_client()
    sign_in(stranger, person(Role.LEARNER, email="stranger@people.example"))
    assert post(stranger, link, page="/provide/new").location == "/provide" and stranger.get(link).status_code == 303
    assert "Invitation to dilna" in invited.get(link).get_data(as_text=True)
    assert members().keys() == {"owner@people.example"}
    assert post(invited, link).location == "/providers/dilna/manage"
    assert members()["colleague@people.example"] == "editor"
    assert invited.get("/providers/dilna/members").status_code == 403


def test_nobody_gets_mail_in_the_name_of_an_organisation_that_no_moderator_has_seen(owner):
    provider().proposed = True
    db.session.commit()
    page = post(owner, "/providers/dilna/members", email="stranger@people.example", role="editor")
    assert "as soon as a moderator has approved your organisation" in page.text
    assert 'name="email"' not in page.text
    assert db.session.query(Mail).count() == 0
    with pytest.raises(NotYetApproved):
        invite(db.session(), provider(), Actor(), "stranger@people.example", "editor", secret="s", address="a")
    provider().proposed = False
    db.session.commit()
    post(owner, "/providers/dilna/members", email="stranger@people.example", role="editor")
    assert db.session.query(Mail).one().recipient == "stranger@people.example"


def test_whoever_was_removed_does_not_come_back_by_an_old_invitation(app, owner):
    post(owner, "/providers/dilna/members", email="colleague@people.example", role="editor")
    link, invited = link_in_the_latest_mail(), colleague(app)
    post(invited, link)
    user = db.session.query(ProviderMember).filter_by(role="editor").one().user_id
    post(owner, f"/providers/dilna/members/{user}/remove", page="/providers/dilna/members")
    assert members().keys() == {"owner@people.example"}
    post(invited, link, page="/provide/new")
    assert members().keys() == {"owner@people.example"}
    post(owner, "/providers/dilna/members", email="colleague@people.example", role="owner")
    post(invited, link_in_the_latest_mail())
    assert members()["colleague@people.example"] == "owner"
