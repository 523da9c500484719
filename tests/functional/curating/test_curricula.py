"""The office and the regions hand in curricula as tables; every version is kept, and courses are found for them."""

import csv
import io
import re

import pytest
from sqlalchemy import func, select

from catalogue.domain.people.permissions import Role
from catalogue.models import CurriculumVersion
from tests.functional.people import person, post, sign_in

PAGE = "/curate/curricula"
CORE = "electric-mobility-core"
HEAD = "module,language,title,outcomes,level,skills\n"
GOOD = (
    HEAD + "0,cs,Servis vodíkových vozidel,,,\n0,en,Hydrogen vehicle service,,,\n"
    "2,cs,Provoz,Připraví vozidlo|Předá vozidlo,5,hydrogen\n"
    "1,Czech,Vodík,Vysvětlí vlastnosti vodíku,4,Vodík\n1,en,Hydrogen,Explain hydrogen,,Fuel cell\n"
)


@pytest.fixture
def curator(client):
    user = person(Role.CURATOR, "CZ08")
    sign_in(client, user)
    return user


def hand_in(client, text, replaces="", region="CZ08", language=""):
    data = text if isinstance(text, bytes) else text.encode()
    address = f"/{language}{PAGE}" if language else PAGE
    return post(client, address, file=(io.BytesIO(data), "curriculum.csv"), replaces=replaces, region=region)


def kept(session):
    return session.scalar(select(func.count()).select_from(CurriculumVersion))


def test_a_region_hands_in_a_curriculum_and_sees_which_courses_there_are_for_it(client, curator):
    answer = hand_in(client, GOOD)
    assert answer.status_code == 303
    assert answer.location.endswith("/curricula/hydrogen-vehicle-service-cz08")
    page = client.get("/cs/curricula/hydrogen-vehicle-service-cz08?place=CZ08").get_data(as_text=True)
    assert "Servis vodíkových vozidel" in page and "Předá vozidlo" in page
    assert page.index("Vysvětlí vlastnosti vodíku") < page.index("Připraví vozidlo")
    assert "Moravskoslezsk" in page
    # what a module has in one language only is shown in it
    assert "Provoz" in client.get("/curricula/hydrogen-vehicle-service-cz08").get_data(as_text=True)
    listed = client.get("/curricula").get_data(as_text=True)
    assert "Hydrogen vehicle service" in listed and "2 modules" in listed
    assert "hydrogen-vehicle-service-cz08" in client.get("/sitemap-pages.xml").get_data(as_text=True)


def test_a_next_version_takes_the_place_of_the_last_until_it_is_taken_back(client, curator, session):
    hand_in(client, GOOD)
    key = "hydrogen-vehicle-service-cz08"
    assert hand_in(client, GOOD.replace("Explain hydrogen", "Handle hydrogen"), replaces=key).status_code == 303
    page = client.get(f"/curricula/{key}").get_data(as_text=True)
    assert "Handle hydrogen" in page and "Version 2 of" in page
    newest = session.scalar(select(func.max(CurriculumVersion.id)))
    assert post(client, f"{PAGE}/{newest}/take-back", page=PAGE).status_code == 303
    assert "Explain hydrogen" in client.get(f"/curricula/{key}").get_data(as_text=True)
    assert post(client, f"{PAGE}/{newest - 1}/take-back", page=PAGE).status_code == 303
    assert client.get(f"/curricula/{key}").status_code == 404


def test_what_can_be_downloaded_can_be_handed_in_and_says_the_same(client, curator):
    core = client.get(f"/curricula/{CORE}.csv").get_data()
    assert hand_in(client, core).status_code == 303
    key = client.get("/curricula").get_data(as_text=True).split('href="/curricula/')[2].split('"')[0]
    assert client.get(f"/curricula/{key}.csv").get_data() == core


def test_only_the_office_hands_in_for_the_alliance_and_nobody_for_other_regions(client, curator, session):
    for changed in ({"replaces": CORE}, {"region": "DE1"}, {"region": "-"}, {"region": ""}):
        assert hand_in(client, GOOD, **changed).status_code == 403
    assert kept(session) == 0
    client.post("/account/sign-out")
    fresh = client.application.test_client()
    sign_in(fresh, person(Role.ADMINISTRATOR))
    assert hand_in(fresh, GOOD, replaces=CORE).status_code == 303
    assert "Hydrogen vehicle service" in fresh.get(f"/curricula/{CORE}").get_data(as_text=True)


def test_the_same_name_is_not_given_twice(client, curator):
    hand_in(client, GOOD)
    assert "choose it above" in hand_in(client, GOOD).get_data(as_text=True)


WRONG = (
    ("x,cs,A,b,4,hydrogen", "module", "“x” is no whole number"),
    ("3,klingonsky,A,b,4,hydrogen", "language", "“klingonsky” is no language"),
    ("3,cs,,b,4,hydrogen", "title", "give a title"),
    ("3,cs,A,b,4,hydrogen", "module", "Another row has this module"),
    ("4,cs,A,b,9,hydrogen", "level", "cannot be right here"),
    ("5,cs,A,b,4,juggling", "skills", "“juggling” is no skill"),
    ("6,cs,A,,4,hydrogen", "outcomes", "No row of module 6"),
)


def test_every_wrong_cell_is_named_and_nothing_is_kept(client, curator, session):
    answer = hand_in(client, GOOD + "\n".join(line for line, _column, _said in WRONG) + "\n")
    assert answer.status_code == 422
    page = answer.get_data(as_text=True)
    for row, (_line, column, said) in enumerate(WRONG, 7):
        named = rf'<th scope="row">{row}</th>\s*<td><code>{column}</code></td>\s*<td>[^<]*{re.escape(said)}'
        assert re.search(named, page), (row, said)
    assert kept(session) == 0
    assert "„x“ není celé číslo" in hand_in(client, HEAD + "x,cs,A,,,\n", language="cs").get_data(as_text=True)
    assert "A row with module 0 is missing" in hand_in(client, HEAD + "1,en,A,b,4,hydrogen\n").get_data(as_text=True)


def test_the_coverage_can_be_taken_away_for_the_places_that_are_compared(client, curator):
    text = client.get(f"/curricula/{CORE}/coverage.csv?place=CZ&place=DE").get_data(as_text=True)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["place"] for row in rows} == {"CZ", "DE"}
    total = [row for row in rows if row["place"] == "CZ" and not row["language"]]
    assert [row["module"] for row in total] == [str(number) for number in range(1, 10)]
