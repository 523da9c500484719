"""Every skill has a page: its names, the courses that teach it, the job roles that ask for it."""

import json
import re

import pytest

from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms


def shown(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def told(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


def test_the_list_leads_to_every_skill_under_its_area_with_its_courses(client, courses):
    page = shown(client, "/skills")
    listed = dict(re.findall(r'<a href="/skills/([a-z0-9-]+)">[^<]+</a> <span class="count">(\d+)', page))
    assert listed.keys() == {skill.key for skill in skills()}
    assert int(listed["hydrogen"]) == client.get("/api/v1/courses?skill=hydrogen").json["total"] > 0
    assert {skill.area for skill in skills()} == {area.key for area in skill_areas().roots()}


def test_a_skill_shows_its_courses_its_roles_and_its_names_abroad(client, courses):
    page = shown(client, "/skills/hydrogen-safety")
    assert "Hydrogen safety" in page
    assert re.search(r'href="/job-roles/[a-z-]+">[^<]+</a>\s+<span class="level">EQF \d', page)
    assert f'<dd lang="cs">{terms().name("hydrogen-safety", "cs")}' in page
    assert client.get("/skills/gigafactory").status_code == 404


def test_machines_read_a_term_of_a_set(client, courses):
    term = told(shown(client, "/skills/cybersecurity"))
    assert term["@type"] == "DefinedTerm"
    assert term["sameAs"].startswith("http://data.europa.eu/esco/skill/")
    assert {one["termCode"] for one in told(shown(client, "/skills"))["hasDefinedTerm"]} >= {"bms", "cybersecurity"}
    assert term["inDefinedTermSet"] == "http://localhost/skills"


def test_a_course_leads_to_the_pages_of_its_skills(client, courses):
    address = re.search(r'href="(/courses/hydrogen-safety[^"?]*)"', shown(client, "/courses?q=hydrogen"))[1]
    assert 'href="/skills/hydrogen-safety"' in shown(client, address)
    assert "http://localhost/skills/hydrogen-safety" in shown(client, "/sitemap-pages.xml")


@pytest.mark.parametrize(("typed", "lang", "name"), [
    ("state of ch", "en", "State of charge (SOC)"),
    ("batteriemanagem", "de", "Batteriemanagementsystem (BMS)"),
    ("Wasserstoffsi", "cs", None),
])  # fmt: skip
def test_skills_are_suggested_by_any_of_their_names(client, courses, typed, lang, name):
    groups = client.get("/api/v1/suggest", query_string={"q": typed, "lang": lang}).json["groups"]
    [found] = [group["suggestions"] for group in groups if group["kind"] == "skill"]
    assert name in (None, found[0]["text"])
    assert client.get(found[0]["url"]).status_code == 200
