"""The languages that a reader can learn in: chosen once, kept by the browser, and an order rather than a filter."""

from __future__ import annotations

from pathlib import Path

from flask.testing import FlaskClient

GERMAN_FIRST = {"Accept-Language": "de-AT,de;q=0.9"}


def titles(page: str) -> list[str]:
    """The titles of the courses in a list, in order."""
    known = ("Výroba baterií", "Batteriezellfertigung", "Battery cell manufacturing online", "Hydrogen safety")
    cards = page.split('<div class="cards">')[1].replace("<mark>", "").replace("</mark>", "")
    return sorted((title for title in known if title in cards), key=cards.index)


def test_a_choice_is_kept_without_an_account_and_puts_those_languages_first(client: FlaskClient, courses: Path) -> None:
    assert client.get("/courses").headers.getlist("Set-Cookie") == []
    answer = client.post("/learn-in", data={"language": ["cs", "de"], "back": "/courses?q=battery"})
    assert (answer.status_code, answer.location) == (303, "/courses?q=battery")
    page = client.get("/courses")
    assert titles(page.text)[0] in ("Výroba baterií", "Batteriezellfertigung")
    assert len(titles(page.text)) == 4, "nothing is left out"
    assert "You can learn in: Czech and German." in page.text
    assert page.cache_control.private and {"Cookie", "Accept-Language"} <= set(page.vary)


def test_what_the_browser_asks_for_counts_until_something_is_chosen(client: FlaskClient, courses: Path) -> None:
    page = client.get("/courses", headers=GERMAN_FIRST).text
    assert titles(page)[0] == "Batteriezellfertigung"
    assert 'value="de" checked' in client.get("/learn-in", headers=GERMAN_FIRST).text
    client.post("/learn-in", data={"language": "cs"})
    assert titles(client.get("/courses", headers=GERMAN_FIRST).text)[0] == "Výroba baterií"
    client.post("/learn-in")
    assert titles(client.get("/courses", headers=GERMAN_FIRST).text)[0] == "Batteriezellfertigung"


def test_english_is_a_fall_back_that_can_be_switched_off(client: FlaskClient, courses: Path) -> None:
    assert 'value="en" checked' in client.get("/learn-in", headers=GERMAN_FIRST).text
    client.post("/learn-in", data={"language": "de"})
    assert 'value="en" checked' not in client.get("/learn-in").text


def test_own_languages_and_country_stand_first_among_the_filters(client: FlaskClient, courses: Path) -> None:
    page = client.get("/courses", headers={"Accept-Language": "cs-CZ"}).text
    assert page.index('name="country" value="CZ"') < page.index('name="country" value="online"')
    assert page.index('name="language" value="cs"') < page.index('name="language" value="en"')


def test_a_course_in_a_language_that_is_not_read_shows_its_areas_in_the_readers(
    client: FlaskClient, courses: Path
) -> None:
    assert "fact-area" not in client.get("/courses").text
    client.post("/learn-in", data={"language": ["en", "de"]})
    (czech,) = (card for card in client.get("/courses").text.split("<article") if "Výroba baterií" in card)
    assert '<li class="fact-area">Batteries</li>' in czech


def test_the_interface_for_programs_takes_the_same_order(client: FlaskClient, courses: Path) -> None:
    def first(**asked: str) -> str:
        return str(client.get("/api/v1/courses", query_string=asked).json["items"][0]["language"])

    assert first(reads="cs,de") == "cs"
    assert first(reads="de") == "de"


def test_a_choice_sent_from_another_site_is_refused(client: FlaskClient, courses: Path) -> None:
    answer = client.post("/learn-in", data={"language": "cs"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
