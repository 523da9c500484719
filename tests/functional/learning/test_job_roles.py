"""A learner looks up a job role, says what they can do, and is shown what closes the gap."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from catalogue.domain.people.permissions import Role
from catalogue.models import Course, LearningGoal
from catalogue.services.courses.index_changes import note_change
from catalogue.services.learning.goals import Goal, goals_as_text, goals_from_text, with_goal
from catalogue.services.search.indexing import bring_index_up_to_date
from catalogue.taxonomy.job_roles import job_roles
from tests.functional.people import person, sign_in

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
    lacking = re.search(r"No (?:fitting )?course[^<]* teaches:</strong> (.*?)</p>", part)
    return re.findall(r"<li>\s*<a [^>]*>([^<]+)</a>", part), lacking[1] if lacking else ""


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


def test_where_no_course_states_hours_it_is_not_said_that_nobody_teaches(client, importing, tmp_path):
    path = tmp_path / "silent.csv"
    path.write_text("title;url;language\nHigh voltage safety;https://silent.example/1;en\n", "utf-8")
    assert importing.path(path, provider="silent").counts()["created"] == 1
    page = shown(client)
    assert proposal(page, "The fewest courses")[0] == ["High voltage safety"]
    for title, said in (("The fewest hours", "states its hours"), ("The lowest price", "states a price in euro")):
        assert proposal(page, title) == ([], "")
        assert f"No fitting course {'is free or ' if 'price' in said else ''}{said}." in page


def test_what_only_courses_without_hours_teach_is_said_to_be_theirs(client, importing, tmp_path):
    path = tmp_path / "half.csv"
    rows = ("title;url;language;workload", "High voltage safety;https://half.example/1;en;16 hours")
    path.write_text("\n".join([*rows, "Battery testing;https://half.example/2;en;"]), "utf-8")
    assert importing.path(path, provider="half").counts()["created"] == 2
    shortest = shown(client).split("The fewest hours</h3>")[1].split("</section>")[0]
    assert re.search(r"No course that states its hours teaches:</strong> [^<]*Battery testing", shortest)


def test_hours_and_prices_are_written_as_the_reader_does(client, school):
    page = shown(client, f"/pl{ROLE}")
    assert "38 godzin, 2 kursy" in page
    assert "1300 €, 2 kursy" in page.replace("\N{NO-BREAK SPACE}", "").replace("€", " €")


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
    assert "Skills you have: 3 of 10" in page
    assert proposal(page, "The fewest courses")[0] == []


def test_the_path_is_in_the_address_and_grows_by_a_link(client, school):
    page = shown(client, have="hv-safety")
    add = re.search(r'class="add" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert "have=hv-safety" in add
    assert "Skills you have: 3 of 10" in shown(client, add.split("#")[0])


def test_every_count_is_what_its_link_finds(client, school):
    page = shown(client, country="IE")
    links = re.findall(r'<td class="number">\s*<a href="([^"]+)"[^>]*>(\d+)</a>', page)
    assert links
    for address, number in links:
        found = client.get("/api/v1" + address.replace("&amp;", "&")).json
        assert found["total"] == int(number)


def test_nonsense_in_the_address_is_passed_over(client, school):
    assert "Skills you have: 0 of 10" in shown(client, have="cooking", course="nowhere", country="<b>", online="maybe")


def test_machines_read_the_occupation_with_its_skills(client, school):
    told = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown(client))[1])
    assert told["@type"] == "Occupation"
    assert {"@type": "DefinedTerm", "termCode": "bms", "name": "Battery management system (BMS)"} in told["skills"]
    assert told["sameAs"].startswith("http://data.europa.eu/esco/occupation/")


def number_of(session, title):
    return session.query(Course).filter_by(title=title).one().id


def test_a_course_that_covers_nothing_is_shown_as_such_and_can_be_dropped(client, school, session):
    brief = number_of(session, "High voltage safety in brief")
    page = shown(client, courses=brief)
    assert 'High voltage safety in brief</a> <span class="quiet">teaches nothing this role asks for' in page
    assert "Skills you have: 0 of 10" in page
    drop = re.search(r'class="drop" href="([^"#]+)', page)[1]
    assert "courses=" not in drop


def test_the_picture_shows_the_way_that_is_asked_for(client, school):
    nodes = re.compile(r'<div class="node taught planned">\s*<a [^>]*>([^<]+)')
    assert nodes.findall(shown(client)) == ["High voltage safety", "Battery testing and thermal management"]
    shortest = shown(client, way="hours", have=["hv-safety", "battery-testing"])
    assert nodes.findall(shortest) == ["Thermal management"]
    assert "Free, 1 course · 1 of the 8 missing skills" in shown(client, have=["hv-safety", "battery-testing"])


def test_from_the_shortlist_one_click_shows_what_it_covers_of_a_role(client, school, session):
    client.post(f"/shortlist/{number_of(session, 'Battery testing and thermal management')}")
    page = shown(client, "/shortlist")
    address = re.search(r'<strong>\s*<a href="([^"]+)">Battery technician</a>', page)[1].replace("&amp;", "&")
    assert "2 of 10 skills" in page
    path = shown(client, address.split("#")[0])
    assert "Skills you have: 2 of 10" in path
    assert proposal(path, "The fewest courses")[0] == ["High voltage safety"]
    key, courses = re.search(r'<option value="([^"]+)">', page)[1], re.search(r'name="courses" value="(\d+)"', page)[1]
    chosen = client.get("/job-roles", query_string={"role": key, "courses": courses})
    assert chosen.location == f"/job-roles/{key}?courses={courses}#path"


def test_a_path_is_kept_in_the_browser_with_its_courses_and_moves_into_the_account(client, school, session):
    course = number_of(session, "Thermal management")
    kept = client.post(f"{ROLE}/goal", data={"have": ["bms", "cooking"], "courses": course, "country": "CZ"})
    assert kept.status_code == 303
    assert {cookie.split("=")[0] for cookie in kept.headers.getlist("Set-Cookie")} == {"goals", "shortlist"}
    page = shown(client, "/shortlist")
    again = re.search(r'<strong>\s*<a href="([^"]+)">Battery technician</a>', page)[1].replace("&amp;", "&")
    assert f"have=bms&courses={course}&country=CZ" in again
    assert "Save this path" not in shown(client, again.split("#")[0])
    learner = person(Role.LEARNER)
    sign_in(client, learner)
    assert [goal.skills for goal in session.query(LearningGoal)] == [["bms"]]
    assert client.get_cookie("goals") is None
    assert "2 of 10 skills" in shown(client, "/shortlist")
    assert client.get("/account/data.json").json["learning_goals"][0]["job_role"] == "battery-technician"
    client.post(f"{ROLE}/goal", data={"act": "drop"})
    assert session.query(LearningGoal).count() == 0


@pytest.mark.parametrize("text", ["", "!", "astronaut~bms~~~", "battery-technician~bms", "x" * 9000, "~~~~", "\x00"])
def test_nonsense_in_the_cookie_is_no_goal(text):
    assert goals_from_text(text) == []


@given(st.lists(st.sampled_from([role.key for role in job_roles()]), max_size=8), st.booleans())
def test_goals_come_back_from_the_browser_as_they_were(keys, online):
    goals = []
    for key in keys:
        skills = [skill.key for skill in job_roles().get(key).skills[:3]]
        goals = with_goal(goals, Goal(role=key, skills=skills, country="CZ", online=online))
    assert goals_from_text(goals_as_text(goals)) == goals
    assert len(goals_as_text(goals)) < 2000


def test_what_is_proposed_follows_every_change_of_a_course(client, school, session, parts):
    """What is on offer for a role is kept between readers, but not beyond a change."""
    brief = session.scalars(select(Course).where(Course.external_id == "4")).one()

    def cheapest():
        note_change(session, [brief.id])
        session.commit()
        bring_index_up_to_date(session, parts.engine)
        first, again = (proposal(shown(client), "The lowest price")[0] for _time in range(2))
        assert first == again
        return first

    assert cheapest() == ["High voltage safety", "Battery testing and thermal management"]
    brief.eqf_level = 4
    assert cheapest() == ["Battery testing and thermal management", "High voltage safety in brief"]
    brief.instances[0].price_amount, brief.instances[0].price_currency = 500, "EUR"
    assert cheapest() == ["High voltage safety", "Battery testing and thermal management"]
    brief.instances[0].price_amount = 300
    assert cheapest() == ["Battery testing and thermal management", "High voltage safety in brief"]
    brief.status = "withdrawn"
    assert cheapest() == ["High voltage safety", "Battery testing and thermal management"]
