"""Partners say every year how many people they trained."""

import csv
import io
from datetime import UTC, datetime

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.services.indicators.snapshots import refresh_snapshot
from tests.functional.people import person, post, sign_in

PAGE = "/providers/dilna/declarations"
YEAR = datetime.now(UTC).year


@pytest.fixture
def owner(client, courses):
    user = person(Role.PROVIDER_OWNER, "dilna")
    sign_in(client, user)
    return user


def hand_in(client, text):
    return post(client, f"{PAGE}/file", page=PAGE, file=(io.BytesIO(text.encode()), "years.csv"))


def declared(client):
    return {one["year"]: one for one in client.get("/api/v1/indicators").json["declared"]}


def test_a_declared_year_counts_on_the_page_through_the_api_and_in_the_download(client, owner, session, parts):
    refresh_snapshot(session, parts.engine)
    assert post(client, PAGE, year=2024, people_trained=1250, programmes_updated=7).status_code == 303
    assert declared(client) == {2024: {"year": 2024, "partners": 1, "people_trained": 1250, "programmes_updated": 7}}
    assert "1,250" in client.get("/indicators").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(client.get("/indicators/declarations.csv").get_data(as_text=True))))
    assert [(row["year"], row["partner"], row["people_trained"]) for row in rows] == [("2024", "dilna", "1250")]


def test_a_year_declared_again_takes_the_place_of_the_former_word(client, owner):
    post(client, PAGE, year=2024, people_trained=10, programmes_updated=1)
    post(client, PAGE, year=2024, people_trained=12, programmes_updated=1)
    assert declared(client)[2024]["people_trained"] == 12


def test_several_years_come_in_a_file(client, owner):
    answer = hand_in(client, "Year;People trained;Programmes updated\n2023;1 200;3\n2024;900;4\n")
    assert answer.status_code == 303
    assert {year: one["people_trained"] for year, one in declared(client).items()} == {2023: 1200, 2024: 900}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year,people_trained,programmes_updated\n2023,ten,3\n", "“ten” is no whole number"),
        ("year,people_trained,programmes_updated\n2023,,3\n", "This is empty"),
        (f"year,people_trained,programmes_updated\n{YEAR + 1},1,3\n", "cannot be right here"),
        ("year,people_trained,programmes_updated\n2023,1,3\n2023,2,3\n", "stands in an earlier row already"),
        ("year,people_trained,programmes_updated\n2023,-5,3\n", "no whole number"),
        ("year,people\n2023,5\n", "lacks the column people_trained, programmes_updated"),
        ("year,people_trained,programmes_updated,colour\n2023,5,5,red\n", "unknown columns: colour"),
        ("", "The file is empty"),
        ("year,people_trained,programmes_updated\n", "a header but no rows"),
        ("PK\x00\x03", "is no table"),
    ],
)
def test_one_wrong_cell_and_no_year_is_taken(client, owner, text, said):
    whole = text.replace("\n", "\n2022,5,5\n", 1) if text.count("\n") > 1 and "colour" not in text else text
    answer = hand_in(client, whole)
    assert answer.status_code == 422
    assert said in answer.get_data(as_text=True)
    assert declared(client) == {}


def test_a_form_filled_in_wrongly_says_so_at_the_field(client, owner):
    page = post(client, PAGE, year=1999, people_trained="many", programmes_updated=1).get_data(as_text=True)
    assert f"Give a whole number from 2020 to {YEAR}." in page
    assert declared(client) == {}
