"""No link leads where a forged header says, and nobody but this machine is answered before there is an address."""

import re
from dataclasses import replace

import pytest

from catalogue.app import create_app
from catalogue.config import SettingError, Settings
from catalogue.domain.people.permissions import Role
from catalogue.models import Mail
from tests.functional.people import person, post

LOOPBACK = ("localhost", "localhost:5000", "127.0.0.1:8080", "[::1]", "[::1]:5000")
PUBLIC = "https://courses.example"


@pytest.fixture(scope="module")
def public_app(tmp_path_factory):
    settings = Settings(instance=tmp_path_factory.mktemp("public"), public_url=PUBLIC, search_url="memory://")
    return create_app(settings)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "[::2]", "127.0.0.2", "a b", "local_host"])
def test_without_a_public_address_only_this_machine_is_answered(client, host):
    refused = client.get("/account/recover?lang=cs", headers={"Host": host})
    assert refused.status_code == 400
    assert 'lang="cs"' in refused.text and host not in refused.text


@pytest.mark.parametrize("host", LOOPBACK)
def test_this_machine_is_answered_by_whichever_of_its_names_it_asks(client, host):
    assert client.get("/account/recover", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["127.0.0.1:666", "localhost:1", "[::1]:8080"])
def test_a_mail_with_a_secret_link_leads_to_our_own_address_whatever_the_host_header_said(client, session, host):
    user = person(Role.LEARNER)
    page = client.get("/account/recover", base_url=f"http://{host}").text
    hidden = dict(re.findall(r'name="(csrf_token|shown_at)"[^>]*value="([^"]+)"', page))
    client.post("/account/recover", data={"email": user.email, **hidden}, base_url=f"http://{host}")
    (mail,) = session.query(Mail)
    assert re.findall(r"https?://[^/\s]+", mail.text) == ["http://localhost:5000"]


def test_a_forwarded_host_is_not_believed_where_there_is_no_proxy(client, session):
    user = person(Role.LEARNER)
    client.environ_base["HTTP_X_FORWARDED_HOST"] = "evil.example"
    post(client, "/account/recover", email=user.email)
    assert "evil.example" not in session.query(Mail).one().text


@pytest.mark.parametrize(("forwarded", "status"), [("courses.example", 200), ("evil.example", 400)])
def test_a_host_that_a_proxy_forwards_must_be_ours(parts, forwarded, status):
    behind = replace(parts.settings, public_url=PUBLIC, trusted_proxies=1, search_url="memory://")
    answer = create_app(behind).test_client().get("/healthz", headers={"X-Forwarded-Host": forwarded})
    assert answer.status_code == status


@pytest.mark.parametrize("host", ["courses.example", "localhost:5000", "127.0.0.1"])
def test_absolute_links_begin_with_the_public_address_whichever_name_was_asked_by(public_app, host):
    with public_app.test_request_context("/", headers={"Host": host}):
        assert public_app.url_for("home.page", _external=True) == f"{PUBLIC}/"
    said = public_app.test_client().get("/robots.txt", headers={"Host": host}).text
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in said


@pytest.mark.parametrize("written", ["courses.example", "ftp://courses.example", "https://", "//courses.example"])
def test_a_public_address_that_is_none_stops_the_start(tmp_path, written):
    with pytest.raises(SettingError, match="CATALOGUE_PUBLIC_URL"):
        create_app(Settings(instance=tmp_path, public_url=written, search_url="memory://"))


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"host": "0.0.0.0"}, "CATALOGUE_HOST"),
        ({"host": "::"}, "CATALOGUE_HOST"),
        ({"host": "courses.example"}, "CATALOGUE_HOST"),
        ({"trusted_proxies": 1}, "CATALOGUE_TRUSTED_PROXIES"),
    ],
)
def test_whoever_lets_other_machines_ask_must_name_the_public_address(values, named):
    with pytest.raises(SettingError, match=f"{named}.*CATALOGUE_PUBLIC_URL"):
        Settings(**values).require_public_address()
    Settings(**values, public_url=PUBLIC).require_public_address()


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_on_this_machine_alone_no_address_is_needed(host):
    Settings(host=host).require_public_address()


def test_serve_does_not_start_for_other_machines_without_a_public_address(tmp_path):
    app = create_app(Settings(instance=tmp_path, host="0.0.0.0", search_url="memory://"))
    refused = app.test_cli_runner().invoke(app.cli, ["serve"])
    assert refused.exit_code == 2
    assert "CATALOGUE_PUBLIC_URL" in refused.stderr
    assert not (tmp_path / "catalogue.sqlite").exists(), "refused before anything is made"
