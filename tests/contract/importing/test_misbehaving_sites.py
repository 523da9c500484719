"""Every run against a misbehaving site ends in its time, says honestly what happened, and loses nothing."""

import time
from dataclasses import replace

import pytest
from sqlalchemy import select

from catalogue.domain.course.records import ProviderRecord
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.models import Course, ImportRun
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.registering import add_source
from tests.contract.importing.misbehaving_sites import BASE, HOST, SITES, course, page, serving

DEADLINE = 4.0
PAGES = 120


def before(path):
    """The site when it was still well: one course that none of the bad pages names."""
    return page(course("From better days", "/earlier"))


@pytest.fixture
def attempt(session, parts):
    """Harvests the source while it is well, then while it misbehaves; answers the run, its report and the requests."""

    def run(site):
        source = add_source(session, address=f"{BASE}/", provider=ProviderRecord(name="Academy", key="academy"))
        source.politeness = {"deadline": DEADLINE, "total_timeout": 2.0, "max_pages": PAGES}
        session.commit()
        importing = ImportService(
            session=session, engine=parts.engine, settings=replace(parts.settings, fetch_pace=0.0)
        )
        with serving(before) as (routes, _):
            replace(importing, routes=routes).source(source)
        report = None
        with serving(site) as (routes, asked):
            began = time.monotonic()
            try:
                report = replace(importing, routes=routes).source(source)
            except (FetchFailed, FetchRefused):
                session.rollback()
            took = time.monotonic() - began
        found = session.scalars(select(ImportRun).order_by(ImportRun.id)).all()
        return found[-1], report, asked, took

    return run


@pytest.mark.parametrize("name", SITES)
def test_every_run_ends_in_its_time_is_closed_asks_nobody_else_and_keeps_what_there_was(name, attempt, session):
    run, _, asked, took = attempt(SITES[name])
    assert run.status in ("done", "failed")
    assert run.finished_at is not None
    assert took < DEADLINE + 5
    assert {host for host, _ in asked} == {HOST}
    kept = session.scalar(select(Course.status).where(Course.url == f"{BASE}/earlier"))
    assert kept == "published"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("slow", "took longer than 2 seconds"),
        ("looping_redirects", "only leads from one redirect to the next"),
        ("all_down", "robots.txt cannot be read now"),
        ("gzip_bomb", "decompression bombs"),
    ],
)
def test_a_source_that_cannot_be_had_at_all_fails_with_the_reason(name, words, attempt):
    run, report, _, _ = attempt(SITES[name])
    assert (run.status, report) == ("failed", None)
    assert words in run.message


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("redirect_to_private_address", "another site"),
        ("redirect_to_loopback", "another site"),
        ("redirect_to_another_site", "another site"),
        ("redirect_to_a_mailbox", "redirects to what is no address"),
        ("redirect_to_no_address", "another site"),
        ("refused_by_robots", "robots.txt asks programs not to read it"),
        ("bomb_behind_a_sitemap", "decompression bombs"),
    ],
)
def test_one_bad_page_is_named_and_the_good_one_is_read(name, words, attempt, session):
    _, report, _, _ = attempt(SITES[name])
    assert [item.title for item in report.items if item.outcome == "created"] == ["Good"]
    assert any(words in str(item.message) for item in report.items if item.outcome == "rejected")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("ten_thousand_links", f"{PAGES} pages, its limit"),
        ("endless_calendar", "held nothing new"),
        ("storm", "failed 8 times in a row"),
        ("sitemap_of_itself", "pages, its limit"),
    ],
)
def test_a_site_without_end_is_left_with_a_notice(name, words, attempt):
    run, report, asked, _ = attempt(SITES[name])
    assert words in run.message
    assert not report.complete
    assert len(asked) < PAGES + 20


def test_a_storm_is_not_answered_with_a_storm(attempt):
    _, _, asked, _ = attempt(SITES["storm"])
    assert len(asked) < 40


def test_session_ids_do_not_make_pages_new(attempt):
    _, report, asked, _ = attempt(SITES["session_ids"])
    assert len(asked) <= 4
    assert report.counts()["created"] == 1


def test_text_in_another_encoding_than_declared_is_read(attempt, session):
    _, report, _, _ = attempt(SITES["wrong_charset"])
    assert [item.title for item in report.items if item.outcome == "created"] == ["Řízení výroby baterií"]


def test_half_a_record_is_a_fault_and_the_whole_one_is_read(attempt):
    _, report, _, _ = attempt(SITES["half_json_ld"])
    assert "Whole" in [item.title for item in report.items if item.outcome == "created"]
    assert report.counts()["rejected"] == 1


def test_trailing_commas_are_forgiven(attempt):
    _, report, _, _ = attempt(SITES["trailing_commas"])
    assert [item.title for item in report.items if item.outcome == "created"] == ["Commas"]
