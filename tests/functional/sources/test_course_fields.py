"""Whose word a value of a course is, and keeping imports from it."""

from sqlalchemy import select

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Role
from catalogue.models import AuditEntry, Course
from catalogue.services.providers.known_providers import ensure_provider
from tests.functional.people import person, post, sign_in


def test_an_owner_locks_a_field_imports_leave_it_and_take_over_once_it_is_released(client, courses, importing, session):
    course = session.scalar(select(Course).where(Course.title == "Batteriezellfertigung"))
    address = f"/courses/{course.slug}/fields"
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    page = client.get(address).get_data(as_text=True)
    assert "stated by the source" in page and "Last confirmed" in page
    assert f'href="{address}"' in client.get(f"/courses/{course.slug}").get_data(as_text=True)
    post(client, address, decision="lock:title")

    def title_after_another_import():
        importing.path(courses, provider="dilna")
        session.refresh(course)
        return course.title

    courses.write_text(courses.read_text("utf-8").replace("Batteriezellfertigung", "Zellfertigung"), "utf-8")
    assert title_after_another_import() == "Batteriezellfertigung"
    assert "<strong>locked</strong>" in client.get(address).get_data(as_text=True)
    post(client, address, decision="release:title")
    assert title_after_another_import() == "Zellfertigung"
    page = client.get(f"/de{address}").get_data(as_text=True)
    assert "<del>Batteriezellfertigung</del>" in page and '<th scope="row">Titel</th>' in page
    assert session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()[-2:] == ["locked", "released"]


def test_nobody_locks_what_is_no_field_or_another_providers(client, courses, session):
    course = session.scalar(select(Course))
    address = f"/courses/{course.slug}/fields"
    ensure_provider(session, ProviderRecord(name="Other", key="other"))
    session.commit()
    sign_in(client, person(Role.PROVIDER_OWNER, "other"))
    assert client.get(address).status_code == 403
    client.delete_cookie("session")
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna", email="other@people.example"))
    for wrong in ("lock:source_id", "burn:title", ""):
        assert post(client, address, decision=wrong).status_code == 400
