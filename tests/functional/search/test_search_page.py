"""A learner searches and narrows."""

import re

import pytest

from catalogue.search.address import MAX_QUERY_CHARACTERS

HOSTILE = [
    "", " ", "*", '"', "'", "AND OR (", "NOT", "-", "--", "a:b:c", "title:", "🔋", "\u0000", "\u202e", "%", "\\",
    "x" * 10_000, "battery " * 500, "(" * 200, '"' * 99, "<script>alert(1)</script>", "quantum", "baterie",
    "Wasserstoff", "[1 TO", "~~", "^3", "the of and",
]  # fmt: skip


def get(client, address, **arguments):
    answer = client.get(address, query_string=arguments)
    assert answer.status_code == 200, answer.status
    return answer.get_data(as_text=True).replace("<mark>", "").replace("</mark>", "")


def test_a_word_in_one_language_finds_courses_of_that_skill_area_in_all(client, courses):
    page = get(client, "/courses", q="výroba baterií", lang="cs")
    assert page.index("Výroba baterií") < page.index("Batteriezellfertigung")
    assert "Hydrogen safety" not in page


def test_filters_are_or_within_a_facet_and_and_across(client, courses):
    titles = {"Výroba baterií", "Batteriezellfertigung", "Battery cell manufacturing online", "Hydrogen safety"}

    def shown(**arguments):
        page = get(client, "/courses", **arguments)
        cards = page.split('<div class="cards">')[1]  # an area may bear the title of a course
        return {title for title in titles if title in cards}

    assert shown(country=["CZ", "DE"]) == {"Výroba baterií", "Batteriezellfertigung"}
    assert shown(country=["CZ", "DE"], language="de") == {"Batteriezellfertigung"}
    assert shown(country="online") == {"Battery cell manufacturing online"}, "blended courses take place somewhere too"
    assert shown(price="free") == {"Battery cell manufacturing online"}
    assert shown(skill_area="manufacturing") == {"Batteriezellfertigung"}
    assert shown(level=["5", "6"]) == {"Batteriezellfertigung", "Hydrogen safety"}
    assert shown(region="CZ08") == {"Výroba baterií"}
    assert shown(starts="2031-05") == {"Hydrogen safety"}
    assert shown(credential="badge") == {"Battery cell manufacturing online"}
    assert shown(delivery_mode="blended") == {"Hydrogen safety"}


def test_every_chosen_filter_can_be_taken_away_by_a_link(client, courses):
    page = get(client, "/courses", q="battery", country="CZ", language="cs")
    assert 'aria-label="Remove Czechia"' in page
    assert 'href="/courses?country=CZ&amp;q=battery"' in page


@pytest.mark.parametrize("text", HOSTILE)
def test_any_query_gives_a_page(client, courses, text):
    page = get(client, "/courses", q=text)
    assert "<script>alert(1)</script>" not in page
    answer = client.get("/api/v1/courses", query_string={"q": text})
    assert answer.status_code == 200 or (answer.status_code == 422 and len(text) > MAX_QUERY_CHARACTERS)


@pytest.mark.parametrize(
    "arguments",
    [{"page": "0"}, {"page": "-1"}, {"page": "x"}, {"page": "99999999"}, {"per_page": "0"}, {"per_page": "9999"},
     {"sort": "oops"}, {"country": ""}, {"country": "<b>"}, {"nonsense": "1"}, {"lang": "xx"}, {"starts": "2031-99"},
     {"level": "99"}, {"region": "'"}],
)  # fmt: skip
def test_arguments_that_do_not_fit_give_a_page(client, courses, arguments):
    assert "<h1" in get(client, "/courses", **arguments)


def test_labels_come_in_the_readers_language(client, courses):
    german = get(client, "/courses", lang="de")
    assert "Tschechien" in german
    assert "Wasserstoff" in german
    assert '<html lang="de">' in german
    by_browser = client.get("/courses", headers={"Accept-Language": "fr-BE,fr;q=0.9"})
    assert "Tchéquie" in by_browser.get_data(as_text=True)
    assert "Accept-Language" in by_browser.headers["Vary"]


def test_a_chosen_language_stays_in_every_link(client, courses):
    page = get(client, "/courses", lang="de", q="Batterie")
    assert "lang=de" in page.split('class="card-title"')[1].split(">")[1]


def test_nothing_found_says_what_to_do(client, courses):
    page = get(client, "/courses", q="hydrogen", country="CZ")
    assert "Nothing found" in page
    assert "clear them all" in page


def test_filters_that_let_nothing_through_can_be_dropped_by_a_link(client, courses):
    page = get(client, "/courses", q="hydrogen", country="CZ", level="6")
    dropped = r'href="/courses\?level=6&amp;q=hydrogen">Czechia</a>\s+<span class="count">1 course</span>'
    assert re.search(dropped, page)
    both = get(client, "/courses", q="hydrogen", country="CZ", level="5", lang="en")
    assert "Czechia and EQF 5</a>" in both


def test_a_slip_is_corrected_and_the_page_says_so(client, courses):
    page = get(client, "/courses", q="hydrogne")
    assert "1 course for “hydrogen”" in page
    assert "Hydrogen safety" in page
    assert 'href="/courses?q=hydrogne&amp;exact=hydrogne">Search for exactly “hydrogne”</a>' in page
    assert 'value="hydrogne"' in page


def test_a_text_taken_exactly_is_not_corrected_but_the_next_one_is(client, courses):
    exact = get(client, "/courses", q="hydrogne", exact="hydrogne")
    assert "These are for" not in exact and ("Nothing found" in exact or "Close in meaning" in exact)
    assert "Did you mean" in exact
    assert 'name="exact" value="hydrogne"' in exact
    assert "1 course for “hydrogen”" in get(client, "/courses", q="hydrogn", exact="hydrogne")


def test_an_over_specified_text_shows_the_nearest_courses_and_says_so(client, courses):
    page = get(client, "/courses", q="hydrogen xylophone")
    assert "Hydrogen safety" in page
    assert "No course has all of these words" in page
    assert "No course has all" not in get(client, "/courses", q="hydrogen safety")


def test_the_home_page_counts_areas_and_countries(client, courses):
    page = get(client, "/")
    assert "5 courses" in page
    assert "Czechia: 1 course" in page


def test_an_empty_catalogue_says_how_to_fill_it(client):
    assert "catalogue demo" in get(client, "/")
    assert "0 courses" in get(client, "/courses")


def test_an_empty_catalogue_answers_what_is_typed(client):
    page = client.get("/courses?q=battery+recycling")
    assert page.status_code == 200
    assert "Nothing found" in page.get_data(as_text=True)
