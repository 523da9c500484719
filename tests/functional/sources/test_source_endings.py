"""A source is given to another provider, or removed; who does it reads first what that means."""

import pytest
from sqlalchemy import func, select

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Role
from catalogue.models import AuditEntry, Course, ImportRun, Provider, Source
from catalogue.services.providers.known_providers import ensure_provider
from catalogue.services.search.index_check import check_index
from tests.functional.people import person, post, sign_in


@pytest.fixture
def source(courses, session):
    return session.scalars(select(Source)).one()


@pytest.fixture
def owner(client, source):
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    return client


def end(client, source, way="", **values):
    page = f"/sources/{source.key}/end"
    return post(client, f"{page}/{way}", page=page, **values)


def page_of(client, source):
    return client.get(f"/sources/{source.key}/end")


def test_the_page_says_first_what_hangs_on_the_source(owner, source):
    assert f"/sources/{source.key}/end" in owner.get(f"/sources/{source.key}").get_data(as_text=True)
    page = page_of(owner, source).get_data(as_text=True)
    assert "dilna: uploaded files (CSV)" in page
    assert "the report of its run are deleted; this cannot be undone" in page
    assert "pause the source instead" in page
    assert "a moderator can move the source" in page


def test_removing_a_source_withdraws_its_courses_if_that_is_chosen(owner, source, session, parts):
    slug = session.scalar(select(Course.slug).limit(1))
    answer = end(owner, source, "remove", courses="withdraw")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sources")
    session.expire_all()
    assert session.scalars(select(Source)).all() == session.scalars(select(ImportRun)).all() == []
    assert set(session.scalars(select(Course.status))) == {"withdrawn"}
    assert owner.get(f"/courses/{slug}").status_code == 410
    assert check_index(session, parts.engine).sound
    entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "source.removed")).one()
    assert entry.after == {"courses": "withdrawn"}


def test_or_leaves_them_to_the_provider_and_the_same_file_takes_them_up_again(
    owner, source, session, importing, courses
):
    end(owner, source, "remove", courses="keep")
    session.expire_all()
    assert set(map(tuple, session.execute(select(Course.status, Course.source_id)))) == {("published", None)}
    assert importing.path(courses, provider="dilna").counts()["updated"] == 5
    assert session.scalar(select(func.count(Course.source_id))) == 5


def test_nothing_happens_before_it_is_chosen_what_becomes_of_the_courses(owner, source, session):
    answer = end(owner, source, "remove")
    assert answer.status_code == 422
    assert "Choose what becomes of the courses." in answer.get_data(as_text=True)
    assert session.scalars(select(Source)).one()


def test_nor_while_it_is_read(owner, source, session):
    session.add(ImportRun(source_id=source.id))
    session.commit()
    end(owner, source, "remove", courses="withdraw")
    assert "Wait until the run has ended" in page_of(owner, source).get_data(as_text=True)
    assert set(session.scalars(select(Course.status))) == {"published"}


def test_a_moderator_moves_a_source_with_all_its_courses(client, source, session, importing, courses, parts):
    ensure_provider(session, ProviderRecord(name="Akademie", key="akademie"))
    session.commit()
    sign_in(client, person(Role.MODERATOR))
    assert "All 5 published courses go with it" in page_of(client, source).get_data(as_text=True)
    assert end(client, source, "move", provider="akademie").status_code == 303
    session.expire_all()
    names = session.scalars(select(Provider.name).join(Course, Course.provider_id == Provider.id).distinct()).all()
    assert names == ["Akademie"] and source.provider.key == "akademie"
    found = client.get("/api/v1/courses?provider=akademie").json
    assert (found["total"], check_index(session, parts.engine).sound) == (5, True)


def test_an_owner_gives_it_only_to_an_own_provider_and_nobody_else_gives_it_at_all(client, owner, source, session):
    ensure_provider(session, ProviderRecord(name="Akademie", key="akademie"))
    session.commit()
    assert end(owner, source, "move", provider="akademie").status_code == 422
    owner.delete_cookie("session")
    sign_in(client, person(Role.PROVIDER_OWNER, "akademie", email="else@people.example"))
    assert page_of(client, source).status_code == 404
    assert client.post(f"/sources/{source.key}/end/remove", data={"courses": "keep"}).status_code in (400, 404)
    assert source.provider.key == "dilna"
