"""The core curriculum: modules that rest on known skills, coverage that the search confirms, places side by side."""

import re

import pytest

from catalogue.taxonomy.curricula import curricula
from catalogue.taxonomy.terms import terms

ADDRESS = "/curricula/electric-mobility-core"
FEED = """title;url;language;country;skill_areas
High-voltage safety for technicians;https://a.example/1;en;DE;batteries
Hochvoltschulung für Werkstätten;https://a.example/2;de;DE;batteries
Recyklace baterií;https://a.example/3;cs;CZ;circular-economy
"""


@pytest.fixture
def few_courses(importing, tmp_path):
    path = tmp_path / "courses.csv"
    path.write_text(FEED, "utf-8")
    assert importing.path(path, provider="academy").counts()["created"] == 3


def page(client, query=""):
    return client.get(ADDRESS + query).get_data(as_text=True)


@pytest.mark.parametrize("curriculum", curricula().values(), ids=lambda one: one.key)
def test_every_module_rests_on_known_skills_and_speaks_every_language_of_its_table(curriculum):
    languages = set(curriculum.title)
    assert languages >= {"en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv"}
    for module in curriculum.modules:
        assert 1 <= module.level <= 8 and module.skills
        assert all(terms().name(skill, "en") for skill in module.skills), module.title
        assert all(module.title[code] and module.outcomes[code] for code in languages), module.title


def test_every_figure_is_what_its_search_finds(client, few_courses):
    found = re.findall(r'<dd>\s*<a href="(/courses\?[^"]+)">(\d+) course', page(client))
    assert len(found) >= 2
    for address, count in found:
        api = address.replace("/courses?", "/api/v1/courses?").replace("&amp;", "&")
        assert client.get(api).json["total"] == int(count), address


def test_two_places_stand_side_by_side_with_their_holes(client, few_courses):
    text = page(client, "?place=DE&place=CZ")
    assert text.count("<dt>Germany</dt>") == text.count("<dt>Czechia</dt>") == 9
    (first, second) = re.findall(r"<strong>([^<]+)</strong>\s+Modules with courses: (\d+) of 9", text)
    assert first[0] == "Germany" and second[0] == "Czechia" and first[1] != "0" != second[1]
    assert "Nobody teaches: " in text
    assert re.search(r"Skills taught: [1-9]\d* of \d+", text)
    languages = re.findall(r'<th scope="col">(\w+)</th>', text)[1:4]
    assert set(languages) == {"English", "German", "Czech"}  # what there are courses in stands first


def test_a_module_without_a_course_says_so_until_there_is_one(client, few_courses, importing, tmp_path):
    assert "No course" in page(client, "?place=CZ")
    holes = page(client, "?place=CZ").count("No course")
    path = tmp_path / "more.csv"
    path.write_text("title;url;language;country\nBezpečnost vysokého napětí;https://b.example/1;cs;CZ\n", "utf-8")
    assert importing.path(path, provider="school").counts()["created"] == 1
    assert page(client, "?place=CZ").count("No course") < holes


@pytest.mark.parametrize("query", ["?place=XX", "?place=%3Cscript%3E", "?place=DE&place=CZ&place=ES", "?place="])
def test_places_there_are_not_are_left_out(client, few_courses, query):
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200 and "<script>" not in answer.get_data(as_text=True).split("</head>")[1][:4000]


def test_a_curriculum_there_is_not_is_not_found(client):
    assert client.get("/curricula/none").status_code == 404
