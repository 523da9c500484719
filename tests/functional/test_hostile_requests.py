"""Odd addresses, numbers and forms are answered with words, whoever sends them."""

import pytest
from werkzeug.routing import IntegerConverter

from catalogue.domain.people.permissions import Role
from tests.campaign import hostile_forms, hostile_requests
from tests.campaign.hostile_requests import ODD_PATHS
from tests.functional.people import person, sign_in

SHARE = 0.002
# What a server hands on of bytes that are no text, or of what no browser would ask for.
RAW_PATHS = ("/\xff", "/\xed\xa0\x80", "/courses/\x00", "//", "/../..", "/\xf0\x9f\x9a\x97", "", "x")
BEYOND = (2**63, 2**64, 10**30, int("9" * 400))


@pytest.mark.parametrize("trial", [hostile_requests, hostile_forms])
def test_what_is_sent_at_random_is_answered_with_words(trial):
    for figures in trial.run(SHARE):
        assert figures.clean, figures.note


@pytest.mark.parametrize("where", ["query_string", "data"])
def test_half_an_address_is_none_to_go_to_next(app, client, where):
    sign_in(client, person(Role.LEARNER))
    for page in ("/account/sign-in", "/account/verify", "/account/password"):
        assert client.post(page, **{where: {"next": "https://["}}).status_code == 400


@pytest.mark.parametrize("header", ["Referer", "Origin"])
def test_half_an_address_in_a_header_is_no_fault_of_ours(client, courses, header):
    for page in ("/shortlist", "/account/sign-in", "/shortlist/1"):
        assert client.post(page, data={"back": "//["}, headers={header: "https://["}).status_code < 500


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR])
def test_a_number_that_no_table_holds_leads_nowhere(app, client, role):
    if role:
        sign_in(client, person(role))
    codes = {}
    for rule in app.url_map.iter_rules():
        numbers = [name for name in rule.arguments if isinstance(rule._converters[name], IntegerConverter)]
        for number in BEYOND if numbers else ():
            address = rule.rule
            for name in rule.arguments:
                kind = f"<int:{name}>" if name in numbers else f"<{name}>"
                address = address.replace(kind, str(number))
            for method in rule.methods - {"OPTIONS", "HEAD"}:
                codes[method, address] = client.open(address, method=method).status_code
    assert len(codes) > 40
    assert {code for code in codes.values() if code >= 500 or code < 300} == set()
    assert codes["GET", f"/api/v1/courses/{2**63}"] == 404


def test_odd_paths_lead_nowhere_or_somewhere_harmless(client):
    codes = {path: client.get(path).status_code for path in ODD_PATHS}
    codes |= {raw: client.get("/", environ_overrides={"PATH_INFO": raw}).status_code for raw in RAW_PATHS}
    assert {path: code for path, code in codes.items() if code >= 500} == {}


def test_odd_values_in_an_address_are_no_fault_of_ours(client, courses):
    client.application.config["API_ALLOWANCE"] = "10000 per minute"
    codes = {
        (page, name, value): client.get(page, query_string=[(name, value), (name, "x"), ("q", "cell")]).status_code
        for page in ("/courses", "/indicators/interest.csv", "/indicators/declarations.csv", "/api/v1/courses")
        for name in ("page", "per_page", "sort", "lang", "exact", "month", "year", "_external", "_scheme", "_method")
        for value in ("0", "-1", "9" * 5_000, str(2**64), "\x00", "0000", "99999", "9999-12", "é", "")
    }
    assert {asked: code for asked, code in codes.items() if code not in (200, 422)} == {}


def test_json_is_no_form(client):
    for body in ("5", "[1]", "{}", '{"email": [1]}', "null", '"\\ud800"'):
        answer = client.post("/account/sign-in", data=body, content_type="application/json")
        assert answer.status_code in (400, 415)
