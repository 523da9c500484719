"""Addresses of pages with a slash at their end."""

import pytest


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/help/", "/help"),
        ("/courses/", "/courses"),
        ("/help/learners//", "/help/learners"),
        ("/courses/?q=battery&country=DE&country=CZ", "/courses?q=battery&country=DE&country=CZ"),
        ("/courses/?q=v%C3%BDroba+bateri%C3%AD", "/courses?q=v%C3%BDroba+bateri%C3%AD"),
        ("/de/help/?a=b", "/de/help?a=b"),
    ],
)
def test_a_page_is_found_with_a_slash_too_many_and_the_query_is_kept(client, asked, led):
    answer = client.get(asked)
    assert (answer.status_code, answer.headers["Location"]) == (308, led)


@pytest.mark.parametrize(
    "address",
    ["/api/v1/courses/", "/api/v1/courses/?q=battery", "/nowhere/", "/%5Cevil/"],
)
def test_what_is_no_page_leads_nowhere(client, address):
    assert client.get(address).status_code == 404


def test_a_form_is_not_sent_on(client):
    assert client.post("/help/").status_code == 404


def test_the_first_page_and_its_languages_stay_where_they_are(client):
    assert [client.get(address).status_code for address in ("/", "/de/")] == [200, 200]


@pytest.mark.parametrize("address", ["//evil.example/", "//evil.example//", "//evil.example/courses/"])
def test_nobody_is_led_to_another_site(client, address):
    answer = client.get(address)
    assert answer.status_code >= 400
    assert "Location" not in answer.headers
