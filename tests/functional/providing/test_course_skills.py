"""People confirm, reject and add the skills that were read from a course, and imports leave it so."""

import re

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.models import AuditEntry, Course, Provider
from catalogue.services.search.indexing import bring_index_up_to_date
from tests.functional.people import person, post, sign_in


@pytest.fixture
def course(client, courses, session, parts):
    bring_index_up_to_date(session, parts.engine)
    return session.query(Course).filter_by(title="Hydrogen safety").one()


@pytest.fixture
def page(course):
    return f"/courses/{course.slug}/skills"


def said(client, page):
    return re.findall(r"<strong>(confirmed|rejected)</strong>", client.get(page).get_data(as_text=True))


def test_the_evidence_stands_beside_the_skill(client, page):
    sign_in(client, person(Role.PROVIDER_EDITOR, "dilna"))
    shown = client.get(page).get_data(as_text=True)
    assert re.search(r'<q lang="en">Hydrogen safety</q>\s+in the title', shown)


def test_a_rejected_skill_is_found_no_more_and_stays_away(client, page, course, importing, courses, session, parts):
    sign_in(client, person(Role.PROVIDER_EDITOR, "dilna"))
    [key, *_] = [skill.skill_key for skill in course.skills if skill.place == "title"]
    before = client.get("/api/v1/courses", query_string={"skill": key}).json["total"]
    assert post(client, page, decision=f"reject:{key}").status_code == 303
    importing.path(courses, provider="dilna")
    bring_index_up_to_date(session, parts.engine)
    assert said(client, page) == ["rejected"]
    assert client.get("/api/v1/courses", query_string={"skill": key}).json["total"] == before - 1
    assert session.query(AuditEntry).filter_by(action="skill").count() == 1
    post(client, page, decision=f"undecide:{key}")
    assert said(client, page) == []


def test_a_skill_that_the_text_does_not_name_can_be_added(client, page, course, session, parts):
    sign_in(client, person(Role.PROVIDER_EDITOR, "dilna"))
    post(client, page, decision="confirm", skill="fuel-cell")
    bring_index_up_to_date(session, parts.engine)
    assert client.get("/api/v1/courses", query_string={"skill": "fuel-cell"}).json["total"] == 1
    assert "Fuel cell" in client.get(f"/courses/{course.slug}").get_data(as_text=True)


@pytest.mark.parametrize("decision", ["", "reject:nothing-of-the-kind", "erase:bms", "confirm:"])
def test_nonsense_changes_nothing_and_says_so(client, page, decision):
    sign_in(client, person(Role.MODERATOR))
    assert post(client, page, decision=decision).status_code == 303
    assert "Choose a skill from the list first" in client.get(page).get_data(as_text=True)


def test_nobody_decides_on_another_providers_course(client, page, session):
    session.add(Provider(key="somebody-else", name="Somebody Else", url="https://else.example/"))
    session.commit()
    sign_in(client, person(Role.PROVIDER_OWNER, "somebody-else"))
    assert client.get(page).status_code == 403
