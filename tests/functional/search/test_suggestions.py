"""What the search box suggests while a learner types."""

import pytest

from catalogue.services.search.suggesting import _sources


def suggested(client, text, lang="en"):
    answer = client.get("/api/v1/suggest", query_string={"q": text, "lang": lang})
    assert answer.status_code == 200
    groups = answer.get_json()["groups"]
    return {group["kind"]: [(one["text"], one["url"]) for one in group["suggestions"]] for group in groups}


def test_words_courses_skill_areas_and_providers_are_suggested_with_their_pages(client, courses):
    found = suggested(client, "hydrogen sa")
    assert found["search"] == [("hydrogen safety", "")]
    [(title, address)] = found["course"]
    assert title == "Hydrogen safety"
    assert client.get(address).status_code == 200
    assert ("Hydrogen", "/skill-areas/hydrogen?lang=en") in suggested(client, "hyd")["skill_area"]
    assert ("Battery technician", "/job-roles/battery-technician?lang=en") in suggested(client, "battery te")[
        "job_role"
    ]
    assert suggested(client, "dil")["provider"] == [("dilna", "/providers/dilna?lang=en")]


@pytest.mark.parametrize(("typed", "lang"), [("wasserst", "de"), ("wasserst", "cs"), ("VODIK", "cs"), ("vodí", "de")])
def test_a_skill_area_is_found_by_its_name_in_any_language_and_named_in_the_readers(client, courses, typed, lang):
    label = {"de": "Wasserstoff", "cs": "Vodík"}[lang]
    assert label in [text for text, _ in suggested(client, typed, lang)["skill_area"]]


def test_courses_in_the_readers_language_are_suggested_first(client, courses):
    assert suggested(client, "bat", "en")["course"][0][0] == "Battery cell manufacturing online"
    assert suggested(client, "bat", "de")["course"][0][0] == "Batteriezellfertigung"


@pytest.mark.parametrize("text", ["", " ", "*", '"', "\u0000", "🔋", "x" * 10_000, "zzzz", "%", "<b>"])
def test_nothing_is_suggested_for_what_nothing_begins_like(client, courses, text):
    assert suggested(client, text) == {}


def test_what_has_been_typed_already_is_not_suggested(client, courses):
    assert ("hydrogen", "") not in suggested(client, "Hydrogen").get("search", [])


def test_every_kind_of_suggestion_is_labelled_and_has_a_page_or_is_a_text(app):
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    kinds = [source.KIND for source in _sources()]
    assert {"search", "course", "skill_area", "provider"} <= set(kinds)
    assert all(f"{kind}.page" in endpoints for kind in kinds if kind != "search")
    assert len({source.PLACE for source in _sources()}) == len(kinds)
