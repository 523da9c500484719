"""A learner says conditions in words, sees what was understood, and takes it away."""

from __future__ import annotations

import re
from html import unescape

import pytest

from catalogue.extensions import db
from catalogue.models import SavedSearch
from catalogue.services.learning.saved_searches.news import matching_ids

QUESTIONS = {
    "en": ("battery cells in Ostrava", "near", "Ostrava", "Ostrava, 50 km"),
    "de": ("Batteriezellen bis 1000 € in Ulm", "max_price", "1000 EUR", "Bis 1.000\N{NO-BREAK SPACE}€"),
    "cs": ("výroba baterií v Česku", "country", "CZ", "Česko"),
    "fr": ("batterie gratuit en ligne", "price", "free", "Gratuit"),
    "pl": ("ogniwa po niemiecku", "language", "de", "niemiecki"),
}


def api(client, text, **more):
    answer = client.get("/api/v1/courses", query_string={"q": text, **more})
    assert answer.status_code == 200
    return answer.get_json()


def page(client, text, **more):
    answer = client.get("/courses", query_string={"q": text, **more})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def chips(html):
    return [unescape(found).strip() for found in re.findall(r'class="chip chip-understood"[^>]*>\s*(.*?) <span', html)]


@pytest.mark.parametrize("language", QUESTIONS)
def test_page_and_api_say_what_was_understood(client, courses, language):
    text, facet, value, label = QUESTIONS[language]
    [condition] = [each for each in api(client, text, lang=language)["understood"] if each["facet"] == facet]
    assert (condition["value"], condition["label"]) == (value, label)
    assert condition["words"] in text
    assert label in chips(page(client, text, lang=language))


def test_conditions_are_filters_with_counts_that_agree(client, courses):
    found = api(client, "free battery course online")
    assert [item["title"] for item in found["items"]] == ["Battery cell manufacturing online"]
    modes = {value["value"]: value for value in found["facets"]["delivery_mode"]}
    assert modes["online"]["selected"] and modes["online"]["count"] == found["total"] == 1
    assert found["total"] == api(client, "battery", price="free", delivery_mode="online")["total"]


def test_understood_0_takes_all_words_as_words(client, courses):
    found = api(client, "free battery course online", understood="0")
    assert found["understood"] == []
    assert "Search for all words as typed" not in page(client, "free battery course online", understood="0")


def test_a_chip_takes_its_condition_away_and_its_words_can_be_words_again(client, courses):
    html = page(client, "battery cells in Ostrava")
    without = unescape(re.search(r'class="chip chip-understood" href="([^"]+)"', html)[1])
    assert "without=in+Ostrava" in without
    left = client.get(without).get_data(as_text=True)
    assert chips(left) == [] and "Left out: Ostrava, 50 km." in left and "Batteriezellfertigung" in left
    again = unescape(re.search(r'href="([^"]*words=in\+Ostrava[^"]*)"', left)[1])
    assert "without" not in again
    assert api(client, "battery cells in Ostrava", words="in Ostrava")["understood"] == []


def test_an_explicit_filter_of_the_kind_wins(client, courses):
    found = api(client, "battery in Germany", country="CZ")
    assert found["understood"] == [] and [item["title"] for item in found["items"]] == ["Výroba baterií"]
    nearer = api(client, "battery in Ostrava", near="Ulm")
    assert [item["title"] for item in nearer["items"]] == ["Batteriezellfertigung"]


def test_a_tick_that_a_question_set_can_be_taken_away_in_the_form(client, courses):
    html = page(client, "free battery course")
    assert '<input type="hidden" name="shown" value="price:free">' in html
    unticked = api(client, "free battery course", shown="price:free")
    assert unticked["understood"] == [] and [each["words"] for each in unticked["left_out"]] == ["free"]
    ticked = api(client, "free battery course", shown="price:free", price="free")
    assert [each["words"] for each in ticked["understood"]] == ["free"]


def test_where_the_place_lets_nothing_through_the_nearest_and_online_are_offered(client, courses):
    found = api(client, "battery in Brno")
    assert found["total"] == 0
    assert found["elsewhere"]["nearest"]["town"] == "Ostrava"
    assert 120 < found["elsewhere"]["nearest"]["kilometres"] < 160
    assert found["elsewhere"]["online"] == 1
    assert {"without": ["near"], "total": 3} in found["relaxations"]
    html = page(client, "battery in Brno")
    address = unescape(re.search(r'<a href="([^"]+)">Ostrava, \d+ km away</a>', html)[1])
    assert "Výroba baterií" in client.get(address).get_data(as_text=True)
    online = unescape(re.search(r'<a href="([^"]+)">Online</a>\s*<span class="count">', html)[1])
    assert "Battery cell manufacturing online" in client.get(online).get_data(as_text=True)


@pytest.mark.parametrize(
    ("text", "language", "kind", "label"),
    [
        ("battery technician", "en", "job_role", "Battery technician"),
        ("battery technicians course", "en", "job_role", "Battery technician"),
        ("Bayern", "de", "region", "Bayern"),
        ("Baterie", "cs", "skill_area", "Baterie"),
    ],
)
def test_a_name_is_answered_with_what_it_names(client, courses, text, language, kind, label):
    best = api(client, text, lang=language)["best"]
    assert (kind, label) in {(each["kind"], each["label"]) for each in best}
    assert client.get(best[0]["page"]).status_code == 200
    assert label in page(client, text, lang=language)


def test_a_provider_is_answered_by_its_name(client, courses):
    [provider] = [item["provider"] for item in api(client, "")["items"][:1]]
    best = api(client, provider["name"])["best"]
    assert (best[0]["kind"], best[0]["key"]) == ("provider", provider["key"])


def test_a_correction_keeps_the_conditions(client, courses):
    found = api(client, "hydrogne safety in Ireland")
    assert found["corrected"] == "hydrogen safety in Ireland"
    assert [item["title"] for item in found["items"]] == ["Hydrogen safety"]


def test_a_saved_search_finds_what_its_words_mean(app, courses, client):
    search = SavedSearch(arguments={"q": ["free battery course online"]})
    with app.app_context():
        ids = matching_ids(db.session(), app.extensions["catalogue"].engine, search, "en")
    assert list(ids) == [item["id"] for item in api(client, "free battery course online")["items"]]
