"""Skill areas are told from words, then from meaning, with evidence; people correct them, and imports leave them so."""

import re

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.models import Course, Review
from catalogue.services.learning.skills.classify_areas import classify_courses
from catalogue.services.moderating.queue_upkeep import refresh_queue
from catalogue.services.search.indexing import bring_index_up_to_date
from tests.functional.people import person, post, sign_in

FEED = """id;title;url;description;language
1;Inside the Cell Plant;https://school.example/1;Coating and slitting beside a pilot line.;en
2;A day at the plant;https://school.example/2;Hydrogen, electrolysers and fuel cells for beginners.;en
3;Evening of songs;https://school.example/3;Bring your guitar.;en
4;Battery management systems for battery packs;https://school.example/4;BMS, lithium-ion cells, batteries.;en
"""


@pytest.fixture
def feed(tmp_path):
    path = tmp_path / "school.csv"
    path.write_text(FEED, "utf-8")
    return path


@pytest.fixture
def told(importing, feed, session, parts):
    if parts.area_meaning is None:
        pytest.skip("the semantic extra is not installed")
    importing.path(feed, provider="school")
    assert classify_courses(session, parts.area_meaning) == 4
    bring_index_up_to_date(session, parts.engine)
    assert classify_courses(session, parts.area_meaning) == 0


def course(session, number):
    session.expire_all()
    return session.query(Course).filter_by(url=f"https://school.example/{number}").one()


def areas(session, number):
    return [(area.area_key, area.origin) for area in course(session, number).skill_areas]


def found(client, **filters):
    return {one["title"] for one in client.get("/api/v1/courses", query_string=filters).json["items"]}


def queue(session):
    refresh_queue(session)
    return {one.title: one for one in session.query(Review).filter_by(kind="classification", outcome="")}


def test_meaning_tells_what_words_do_not_and_nothing_where_it_is_open(client, told, session, importing, feed):
    assert areas(session, 1) == [("batteries", "meaning")]
    assert areas(session, 3) == []
    assert "Inside the Cell Plant" in found(client, skill_area="batteries")
    [area] = course(session, 2).skill_areas
    assert (area.place, area.evidence) == ("text", "Hydrogen")
    importing.path(feed, provider="school")
    assert areas(session, 1) == [("batteries", "meaning")]


def test_moderators_are_asked_where_we_are_unsure_and_their_word_stays(client, told, session, importing, feed, parts):
    waiting = queue(session)
    assert {"A day at the plant", "Evening of songs"} <= waiting.keys()
    assert "Battery management systems for battery packs" not in waiting
    sign_in(client, person(Role.MODERATOR))
    item = f"/moderation/{waiting['A day at the plant'].id}"
    shown = client.get(item).get_data(as_text=True)
    assert re.search(r'<q lang="en">Hydrogen</q>\s+in the text', shown)
    assert post(client, item, verdict="rejected", version=waiting["A day at the plant"].version).status_code == 303
    assert areas(session, 2) == []
    song = course(session, 3).slug
    assert post(client, f"/courses/{song}/skills", facet="skill_area", another="management-skills").status_code == 303
    assert not {"A day at the plant", "Evening of songs"} & queue(session).keys()
    feed.write_text(FEED.replace("beginners", "young beginners").replace("guitar", "hydrogen"), "utf-8")
    importing.path(feed, provider="school")
    bring_index_up_to_date(session, parts.engine)
    assert (areas(session, 2), areas(session, 3)) == ([], [("management-skills", "person")])
    assert found(client, skill_area="management-skills") == {"Evening of songs"}


def test_a_provider_corrects_areas_and_lets_imports_decide_again(client, told, session, importing, feed):
    sign_in(client, person(Role.PROVIDER_EDITOR, "school"))
    page = f"/courses/{course(session, 4).slug}/skills"
    assert post(client, page, facet="skill_area", skill_area="electronics", decision="keep").status_code == 303
    assert areas(session, 4) == [("electronics", "person")]
    assert "stated by a person" in client.get(page).get_data(as_text=True)
    post(client, page, facet="skill_area", skill_area="cooking")
    assert "Choose a skill from the list first" in client.get(page).get_data(as_text=True)
    post(client, page, facet="skill_area", decision="release")
    importing.path(feed, provider="school")
    assert "electronics" not in [key for key, _ in areas(session, 4)]


def test_a_rejected_job_role_is_found_no_more_and_another_can_be_added(client, told, session, parts):
    sign_in(client, person(Role.PROVIDER_EDITOR, "school"))
    slug = course(session, 4).slug
    page = f"/courses/{slug}/skills"
    title = "Battery management systems for battery packs"
    assert title in found(client, job_role="battery-technician")
    post(client, page, facet="job_role", decision="reject:battery-technician")
    post(client, page, facet="job_role", decision="confirm", job_role="lean-manager")
    bring_index_up_to_date(session, parts.engine)
    assert title not in found(client, job_role="battery-technician")
    assert title in found(client, job_role="lean-manager")
    assert "/job-roles/lean-manager" in client.get(f"/courses/{slug}").get_data(as_text=True)
    post(client, page, facet="job_role", decision="undecide:battery-technician")
    bring_index_up_to_date(session, parts.engine)
    assert title in found(client, job_role="battery-technician")
