"""A learner looks up a job role, says what they can do, and is shown what closes the gap."""

import json
import re

import pytest

from catalogue.models import Course
from catalogue.taxonomy.job_roles import job_roles

ROLE = "/job-roles/battery-technician"
FEED = """id;title;url;description;language;country;skill_areas;delivery_mode;start_date;price;currency;workload;eqf_level
1;High voltage safety;https://school.example/1;;en;IE;batteries;onsite;2031-03-03;400;EUR;8 hours;4
2;Battery testing and thermal management;https://school.example/2;;en;IE;batteries;onsite;2031-03-03;900;EUR;30 hours;4
3;Thermal management;https://school.example/3;;en;;batteries;online;;free;;10 hours;
4;High voltage safety in brief;https://school.example/4;;en;;batteries;online;;free;;1 hours;2
"""  # noqa: E501


@pytest.fixture
def school(importing, tmp_path):
    path = tmp_path / "school.csv"
    path.write_text(FEED, "utf-8")
    report = importing.path(path, provider="school")
    assert report.counts()["created"] == 4, report.as_json()


def shown(client, address=ROLE, **arguments):
    answer = client.get(address, query_string=arguments or None)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def proposal(page, title):
    """Titles of the courses of a proposal, and what it cannot cover."""
    part = re.search(rf"<h3[^>]*>{title}</h3>(.*?)</section>", page, re.S)[1]
    lacking = re.search(r"No fitting course teaches:</strong> (.*?)</p>", part)
    return re.findall(r"<li><a [^>]*>([^<]+)</a>", part), lacking[1] if lacking else ""


def test_every_role_is_listed_and_has_a_page(client, school):
    listed = shown(client, "/job-roles")
    for role in job_roles():
        assert f'href="/job-roles/{role.key}"' in listed
        assert role.label("en") in shown(client, f"/job-roles/{role.key}")
    assert client.get("/job-roles/astronaut").status_code == 404


def test_the_fewest_the_shortest_and_the_cheapest_courses_are_proposed(client, school):
    page = shown(client)
    assert proposal(page, "The fewest courses")[0] == ["High voltage safety", "Battery testing and thermal management"]
    assert proposal(page, "The lowest price")[0] == ["High voltage safety", "Battery testing and thermal management"]


def test_a_course_below_the_level_of_the_role_does_not_count(client, school):
    assert "High voltage safety in brief" not in proposal(shown(client), "The lowest price")[0]


def test_what_no_course_teaches_is_said_and_nothing_is_invented(client, school):
    page = shown(client, online="1")
    courses, lacking = proposal(page, "The fewest courses")
    assert courses == ["Thermal management"]
    assert "High-voltage safety" in lacking
    assert "Battery testing" in lacking


def test_what_the_learner_has_is_not_proposed_again(client, school, session):
    slug = session.query(Course).filter_by(title="Battery testing and thermal management").one().slug
    page = shown(client, have="hv-safety", course=slug)
    assert "3 of 10 skills are yours" in page
    assert proposal(page, "The fewest courses")[0] == []


def test_the_path_is_in_the_address_and_grows_by_a_link(client, school):
    page = shown(client, have="hv-safety")
    add = re.search(r'class="add" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "have=hv-safety" in add
    assert "3 of 10 skills are yours" in shown(client, add.split("#")[0])


def test_every_count_is_what_its_link_finds(client, school):
    page = shown(client, country="IE")
    links = re.findall(r'<td class="number"><a href="([^"]+)"[^>]*>(\d+)</a>', page)
    assert links
    for address, number in links:
        found = client.get("/api/v1" + address.replace("&amp;", "&")).json
        assert found["total"] == int(number)


def test_nonsense_in_the_address_is_passed_over(client, school):
    assert "0 of 10 skills are yours" in shown(client, have="cooking", course="nowhere", country="<b>", online="maybe")


def test_machines_read_the_occupation_with_its_skills(client, school):
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown(client))[1])
    assert told["@type"] == "Occupation"
    assert {"@type": "DefinedTerm", "termCode": "bms", "name": "Battery management system (BMS)"} in told["skills"]
    assert told["sameAs"].startswith("http://data.europa.eu/esco/occupation/")
