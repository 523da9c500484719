"""Tables whose headers nobody foresaw: a person says what they mean, and it is kept with the source."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from catalogue.demo.sites import sample_sites
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.permissions import Actor, Role
from catalogue.models import Course
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.onboarding import preview_address, register_source
from catalogue.services.sources.registering import source_by_key
from catalogue.services.sources.table_columns import keep_columns
from tests.functional.importing.published_site import HOST, Site
from tests.functional.people import person, post, sign_in

MODERATOR = Actor(user_id=1, moderator=True)
ADDRESS = f"http://{HOST}/kurse.csv"
HEADERS = "Was;Mehr;Los gehts;Interna"
ROWS = ("Zellen prüfen;http://academy.example/z;2027-03-01;x", "Module bauen;http://academy.example/m;2027-04-01;y")
SAID = {"Was": "title"}
SAMPLE = next(site for site in sample_sites() if site.publishes == "csv")
TABLE = f"http://{SAMPLE.host}/courses.csv"


@pytest.fixture
def site():
    site = Site()
    publish(site, HEADERS)
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def importing(session, parts, site):
    return ImportService(
        session=session,
        engine=parts.engine,
        settings=replace(parts.settings, fetch_pace=0.0),
        routes={HOST: ("127.0.0.1", site.server.server_port)},
    )


def publish(site, headers):
    site.pages["/kurse.csv"] = (200, {"Content-Type": "text/csv; charset=utf-8"}, "\n".join((headers, *ROWS)))


def published(session):
    return session.scalar(select(func.count(Course.id)).where(Course.status == CourseStatus.PUBLISHED))


def test_a_table_whose_title_is_not_recognised_is_shown_with_what_stands_in_it(importing):
    preview = preview_address(importing, MODERATOR, ADDRESS, "academy")
    assert "no column for title" in str(preview.problem) or not preview.courses
    assert [(one.header, one.samples[0], one.column) for one in preview.columns] == [
        ("Was", "Zellen prüfen", ""),
        ("Mehr", "http://academy.example/z", "url"),
        ("Los gehts", "2027-03-01", "start_date"),
        ("Interna", "x", ""),
    ]


def test_what_a_person_says_is_previewed_kept_and_used_at_each_run(importing, session, site):
    preview = preview_address(importing, MODERATOR, ADDRESS, "academy", said=SAID)
    assert [course.title for course in preview.courses] == ["Zellen prüfen", "Module bauen"]
    source = register_source(session, MODERATOR, address=ADDRESS, provider="academy", columns=SAID)
    for _ in range(2):
        assert importing.source(source).found == 2
    assert published(session) == 2
    assert preview_address(importing, MODERATOR, ADDRESS, "academy").known.columns == SAID


def test_when_a_header_that_was_named_is_gone_the_run_says_so_and_withdraws_nothing(importing, session, site):
    source = register_source(session, MODERATOR, address=ADDRESS, provider="academy", columns=SAID)
    importing.source(source)
    publish(site, HEADERS.replace("Was", "Titel"))
    site.pages["/kurse.csv"] = (*site.pages["/kurse.csv"][:2], "Titel;Mehr\nNeu;http://academy.example/n\n")
    report = importing.source(source)
    assert any("“Was”" in str(item.message) for item in report.items)
    assert published(session) == 3
    keep_columns(session, source, {})
    assert importing.source(source).complete


def test_saying_something_else_has_an_unchanged_table_read_anew(importing, session, site):
    source = register_source(session, MODERATOR, address=ADDRESS, provider="academy", columns=SAID)
    importing.source(source)
    keep_columns(session, source, {**SAID, "Interna": "id"})
    importing.source(source)
    assert sorted(session.scalars(select(Course.external_id))) == ["x", "y"]


def test_the_page_asks_for_columns_keeps_what_was_chosen_and_registers_it(client, courses, session):
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    asked = {"provider": "dilna", "url": TABLE}
    page = post(client, "/sources/new", **asked).get_data(as_text=True)
    headers = re.findall(r'name="header" value="([^"]+)"', page.partition("<table>")[2].partition("</table>")[0])
    before = re.findall(r'name="before" value="([^"]*)"', page.partition("<table>")[2].partition("</table>")[0])
    assert len(headers) == len(before) > 5
    chosen = ["keywords" if one == "url" else one for one in before]
    said = {"header": headers, "before": before, "column": chosen}
    again = post(client, "/sources/new", **asked, **said).get_data(as_text=True)
    assert '<option value="keywords" selected>' in again
    assert "No column was recognised for: Address" in again
    chosen[before.index("price")] = ""
    kept = {"header": headers, "before": before, "column": [*map(str, chosen)]}
    post(client, "/sources/new/register", page="/sources/new", **asked, **kept)
    assert set(source_by_key(session, "dilna").columns.values()) == {"keywords", ""}


def test_what_a_registered_source_reads_may_be_changed_by_those_who_answer_for_it(client, courses, session):
    sign_in(client, person(Role.PROVIDER_OWNER, "dilna"))
    post(client, "/sources/new/register", page="/sources/new", provider="dilna", url=TABLE)
    said = {"header": ["Kosten früher"], "before": [""], "column": ["price"]}
    post(client, "/sources/dilna/columns", page="/sources/new", **said)
    assert source_by_key(session, "dilna").columns == {"Kosten früher": "price"}
    wrong = {"header": ["Preis"], "before": ["price"], "column": ["nonsense"]}
    assert post(client, "/sources/dilna/columns", page="/sources/new", **wrong).status_code == 400
    page = post(client, "/sources/new", provider="dilna", url=TABLE).get_data(as_text=True)
    assert "Keep this for the source" in page and "These columns are gone: Kosten früher" in page
    assert client.post("/sources/other/columns").status_code in (400, 404)
