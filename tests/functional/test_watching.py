"""What programs are told about the catalogue itself, and which of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network

import pytest

from catalogue.app import create_app
from catalogue.config import SettingError, Settings


@pytest.mark.parametrize(
    ("reader", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("192.0.2.7", 403), ("10.0.0.1", 403), ("", 403)],
)
def test_figures_are_for_this_machine_unless_the_settings_say_otherwise(client, reader, status):
    client.environ_base["REMOTE_ADDR"] = reader
    assert client.get("/metrics").status_code == status


def test_the_settings_name_who_else_may_read_the_figures(app, client):
    app.config["METRICS_NETWORKS"] = Settings(metrics_allow="192.0.2.0/24, 2001:db8::/32").metrics_networks
    answers = {}
    for reader in ("192.0.2.7", "2001:db8::9", "127.0.0.1"):
        client.environ_base["REMOTE_ADDR"] = reader
        answers[reader] = client.get("/metrics").status_code
    assert answers == {"192.0.2.7": 200, "2001:db8::9": 200, "127.0.0.1": 403}


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Via"])
def test_a_proxy_on_this_machine_that_nobody_told_us_of_opens_the_figures_to_nobody(client, header):
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 403


@pytest.mark.parametrize(("reader", "status"), [("192.0.2.7", 403), ("127.0.0.1", 200)])
def test_behind_a_proxy_the_address_counts_that_it_says(parts, reader, status):
    behind = replace(parts.settings, public_url="https://courses.example", trusted_proxies=1)
    client = create_app(behind).test_client()
    headers = {"Host": "courses.example", "X-Forwarded-For": f"127.0.0.1, {reader}"}
    assert client.get("/metrics", headers=headers).status_code == status


@pytest.mark.parametrize("written", ["localhost", "10.0.0.1/8", "10.0.0.0/99", "everyone"])
def test_what_is_no_network_stops_the_start(tmp_path, written):
    with pytest.raises(SettingError, match="CATALOGUE_METRICS_ALLOW"):
        create_app(Settings(instance=tmp_path, metrics_allow=written, search_url="memory://"))


def test_no_network_at_all_is_nobody():
    assert Settings(metrics_allow=" , ").metrics_networks == ()
    assert Settings().metrics_networks == (ip_network("127.0.0.0/8"), ip_network("::1"))


def fields_of(answer):
    assert answer.content_type == "text/plain; charset=utf-8"
    return dict(line.split(": ", 1) for line in answer.text.splitlines())


def test_whoever_finds_a_weakness_learns_whom_to_tell(client):
    told = fields_of(client.get("/.well-known/security.txt"))
    assert list(told) == ["Contact", "Expires", "Preferred-Languages"]
    assert told["Contact"] == "mailto:catalogue@localhost"
    left = datetime.fromisoformat(told["Expires"]) - datetime.now(UTC)
    assert timedelta(days=100) < left < timedelta(days=365)


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ("office@alliance.example", "mailto:office@alliance.example"),
        ("https://a.example/tell", "https://a.example/tell"),
    ],
)
def test_the_contact_and_the_public_address_come_from_the_settings(tmp_path, contact, told):
    settings = Settings(
        instance=tmp_path, contact=contact, public_url="https://courses.example", search_url="memory://"
    )
    answer = create_app(settings).test_client().get("/cs/.well-known/security.txt?lang=de")
    assert fields_of(answer)["Contact"] == told
    assert fields_of(answer)["Canonical"] == "https://courses.example/.well-known/security.txt"
