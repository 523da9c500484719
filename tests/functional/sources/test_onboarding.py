"""Registering a source: paste, see, register; nothing is stored before."""

import io

import pytest
from sqlalchemy import func, select

from catalogue.demo.sites import sample_sites
from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Role
from catalogue.models import Course, Review, Source
from catalogue.services.sources.registering import source_by_key
from tests.functional.people import person, post, sign_in

SITE = sample_sites()[0]
ADDRESS = f"http://{SITE.host}{SITE.entry}"
SNIPPET = """<html lang="en"><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Course",
"name": "Cell assembly", "url": "https://dilna.example/cell", "description": "How cells are put together."}</script>"""


@pytest.fixture
def owner(client, courses):
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    return client


def look(client, **values):
    answer = post(client, "/sources/new", provider="dilna", **values)
    return answer.status_code, answer.get_data(as_text=True)


def stored(session):
    return session.scalar(select(func.count()).select_from(Course)), session.scalar(select(func.count(Source.id)))


def test_an_address_shows_its_courses_and_what_is_missing_and_stores_nothing(owner, session):
    before = stored(session)
    status, page = look(owner, url=ADDRESS)
    assert status == 200
    assert page.count('class="card"') == 10
    assert "What could be better" in page and "In schema.org:" in page
    assert "Register this source" in page
    assert stored(session) == before


def test_a_home_page_is_left_for_the_list_behind_it(owner, session):
    status, page = look(owner, url=f"http://{SITE.host}/")
    assert status == 200
    assert f"what stands behind it: {ADDRESS}" in page
    assert f'name="url" value="{ADDRESS}"' in page


def test_other_ways_to_read_a_site_are_offered_with_what_they_hold(owner):
    table = next(site for site in sample_sites() if site.publishes == "csv")
    status, page = look(owner, url=f"http://{table.host}{table.list_path}")
    assert status == 200
    assert f"so this is shown: http://{table.host}/courses.csv" in page
    assert "Ways to read this site" in page
    assert "States: Description, Dates, Place, Price, Workload, How it is taught" in page
    assert page.count("States: ") >= 2
    assert f"leads to {len(table.courses)} pages; courses found on 3 of 3 looked at" in page


def test_registering_awaits_a_moderator(owner, session):
    look(owner, url=ADDRESS)
    answer = post(owner, "/sources/new/register", page="/sources/new", provider="dilna", url=ADDRESS)
    assert answer.status_code == 303
    source = source_by_key(session, "dilna")
    assert (source.address, source.approval, source.provider.key) == (ADDRESS, "waiting", "dilna")
    review = session.scalar(select(Review))
    assert (review.kind, review.subject_id, review.opened_by is not None) == ("source", source.id, True)


def test_a_moderators_registration_is_approved_at_once(client, courses, session):
    sign_in(client, person(Role.MODERATOR))
    post(client, "/sources/new/register", page="/sources/new", provider="dilna", url=ADDRESS)
    assert source_by_key(session, "dilna").approval == "approved"


def test_a_snippet_is_understood(owner, session):
    before = stored(session)
    status, page = look(owner, snippet=SNIPPET)
    assert status == 200
    assert "Cell assembly" in page and "does not say" in page
    assert "Register this source" not in page
    assert stored(session) == before


def test_of_a_snippet_without_a_course_it_is_said_what_was_looked_for_and_what_is_there(owner):
    status, page = look(owner, snippet=SNIPPET.replace("Course", "BreadcrumbList"))
    assert status == 200
    assert "Register this source" not in page
    assert "BreadcrumbList" in page and "JSON-LD blocks: 1" in page


def test_a_file_is_understood_and_compared_with_nothing(owner):
    file = (io.BytesIO(b"Kurs;url;Raumfarbe\nWinding;https://dilna.example/winding;7\n"), "courses.csv")
    status, page = look(owner, file=file)
    assert status == 200
    assert "Winding" in page and "new 1" in page
    assert "Columns were read as follows: “Kurs” = title. Not read: “Raumfarbe”." in page


def test_a_known_address_shows_what_the_next_run_would_change(owner, session, importing):
    post(owner, "/sources/new/register", page="/sources/new", provider="dilna", url=ADDRESS)
    status, page = look(owner, url=ADDRESS)
    assert status == 200
    assert "registered already" in page
    assert "Register this source" not in page


def test_what_cannot_be_read_is_said_with_its_remedy(owner):
    status, page = look(owner, url="http://10.0.0.1/courses")
    assert status == 200
    assert "private network" in page
    assert look(owner, url="not an address")[0] == 422
    assert look(owner)[0] == 422


def test_nobody_registers_for_another_provider(owner, session):
    from catalogue.services.providers.known_providers import ensure_provider

    ensure_provider(session, ProviderRecord(name="Other", key="other"))
    session.commit()
    answer = post(owner, "/sources/new/register", page="/sources/new", provider="other", url=ADDRESS)
    assert answer.status_code == 422
    assert source_by_key(session, "other") is None


def test_a_known_source_whose_credentials_cannot_be_opened_says_so(owner, session):
    source = session.scalars(select(Source).where(Source.provider.has(key="dilna"))).first()
    source.address, source.credentials = "https://works.example/", "sealed by somebody else"
    session.commit()
    status, page = look(owner, url="https://works.example/")
    assert status == 200
    assert "enter them anew" in page
