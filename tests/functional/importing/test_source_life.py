"""A source's life: its turn, its secrets, its pages, and what a killed run leaves behind."""

import pytest
from sqlalchemy import select, update

from catalogue.domain.course.records import ProviderRecord
from catalogue.ingestion.fetching import FetchFailed
from catalogue.models import Course, ImportRun, Source, SourcePage
from catalogue.models.columns import now
from catalogue.services.accounts.encryption import DecryptionFailed, decrypt, encrypt
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.registering import add_source
from tests.functional.importing.published_site import HOST, JSON_LD


def test_an_unchanged_site_costs_a_handful_of_requests(site, harvest, session):
    site.publish({f"c{number}": "2026-11-01" for number in range(20)})
    assert harvest().counts()["created"] == 20
    site.asked.clear()
    report = harvest()
    assert site.paths() == ["/robots.txt", "/sitemap.xml"]
    assert (report.counts()["unchanged"], report.found, report.pages_skipped) == (20, 20, 20)
    assert session.scalars(select(Course.status).distinct()).all() == ["published"]


def test_only_the_page_that_changed_is_read_again(site, harvest):
    site.publish({"a": "2026-11-01", "b": "2026-11-01"})
    harvest()
    site.asked.clear()
    site.pages["/b"] = JSON_LD.format(title="Renamed", path="b")
    site.publish({"a": "2026-11-01", "b": "2026-11-02"})
    report = harvest()
    assert site.paths()[2:] == ["/b"]
    assert {name: count for name, count in report.counts().items() if count} == {"unchanged": 1, "updated": 1}


@pytest.mark.parametrize(
    "broken",
    [
        (200, {}, JSON_LD.format(title="Course c4", path="c4").replace('"@type": "Course"', '"@type" "Course"')),
        (200, {}, JSON_LD.format(title="", path="elsewhere")),
        (200, {}, "<html><h1>Something went wrong</h1></html>"),
        (200, {}, '<html>schema.org<script type="application/ld+json">{"@type": "ItemList"}</script></html>'),
        (200, {}, ""),
        (500, {}, "down"),
        (302, {"Location": "mailto:me@academy.example"}, ""),
    ],
)
def test_a_broken_page_hides_its_own_course_and_no_other(broken, site, harvest, session):
    pages = {f"c{number}": "2026-11-01" for number in range(10)}
    site.publish(pages)
    harvest()
    pages.pop("c3")
    site.publish(pages | {"c4": "2026-11-02"})
    site.pages["/c4"] = broken
    for _ in range(2):
        harvest()
    gone = session.scalars(select(Course.title).where(Course.status == "withdrawn")).all()
    assert gone == ["Course c3"]


def test_a_page_that_holds_another_course_now_takes_the_first_with_it(site, harvest, session):
    site.publish({f"c{number}": "2026-11-01" for number in range(10)})
    harvest()
    site.publish({f"c{number}": "2026-11-02" for number in range(10)})
    site.pages["/c4"] = JSON_LD.format(title="Another course", path="new")
    harvest()
    gone = session.scalars(select(Course.title).where(Course.status == "withdrawn")).all()
    assert gone == ["Course c4"]


def test_a_page_that_left_the_list_takes_its_course_with_it(site, harvest):
    pages = {f"c{number}": "2026-11-01" for number in range(10)}
    site.publish(pages)
    harvest()
    pages.pop("c3")
    site.publish(pages)
    assert harvest().counts()["withdrawn"] == 1


def test_a_page_whose_record_was_rejected_is_read_again(site, harvest):
    site.pages["/bad"] = JSON_LD.format(title="", path="bad")
    site.publish({"a": "2026-11-01", "bad": "2026-11-01"})
    harvest()
    site.asked.clear()
    harvest()
    assert "/bad" in site.paths()
    assert "/a" not in site.paths()


def test_a_page_is_read_again_when_our_rules_have_changed(site, harvest, session):
    site.publish({"a": "2026-11-01"})
    harvest()
    session.execute(update(SourcePage).values(rules="older"))
    session.commit()
    site.asked.clear()
    harvest()
    assert "/a" in site.paths()


def test_a_run_that_was_killed_is_gone_on_with(site, harvest, session, source):
    site.publish({"a": "", "b": ""})
    harvest()
    session.execute(update(ImportRun).values(status="dead"))
    session.commit()
    site.asked.clear()
    assert harvest().counts()["unchanged"] == 2
    assert site.paths() == ["/robots.txt", "/sitemap.xml"]
    site.asked.clear()
    harvest()
    assert set(site.paths()) == {"/robots.txt", "/sitemap.xml", "/a", "/b"}


def test_another_sites_page_is_never_taken_for_the_sources_own(site, harvest, session):
    elsewhere = "http://elsewhere.example/a"
    site.publish({"a": "", "b": ""})
    site.pages["/a"] = (302, {"Location": elsewhere}, "")
    report = harvest()
    assert report.counts()["created"] == 1
    assert session.scalar(select(Course.title)) == "Course b"


def test_blocked_addresses_are_not_asked_for(site, harvest, session, source):
    source.block = [f"http://{HOST}/b"]
    session.commit()
    site.publish({"a": "", "b": ""})
    assert harvest().counts()["created"] == 1
    assert "/b" not in site.paths()


def test_credentials_go_to_the_sources_host_and_stay_sealed(site, harvest, session, source, parts):
    source.credentials = encrypt(parts.settings.secret_key, "Bearer hush-hush")
    session.commit()
    site.publish({"a": ""})
    harvest()
    assert {headers.get("Authorization") for _, headers in site.asked} == {"Bearer hush-hush"}
    assert "hush" not in source.credentials


def test_what_was_sealed_opens_with_the_same_secret_only():
    sealed = encrypt("one", "Bearer x")
    assert decrypt("one", sealed) == "Bearer x"
    with pytest.raises(DecryptionFailed, match="enter them anew"):
        decrypt("other", sealed)


def test_a_failing_source_is_asked_ever_more_rarely_and_a_good_run_forgives(site, harvest, session, source):
    waits = []
    for _ in range(2):
        with pytest.raises(FetchFailed):
            harvest()
        waits.append(source.next_run_at - now())
    assert waits[1] > 1.5 * waits[0]
    assert session.scalars(select(ImportRun.status)).all() == ["failed", "failed"]
    site.publish({"a": ""})
    harvest()
    assert source.failures == 0


def test_a_message_of_a_run_never_holds_the_sources_token(session, parts, site):
    provider = ProviderRecord(name="Academy", key="academy")
    source = add_source(session, address=f"http://{HOST}/feed?token=s3cr3t", provider=provider)
    importing = ImportService(
        session=session, engine=parts.engine, settings=parts.settings,
        routes={HOST: ("127.0.0.1", site.server.server_port)},
    )  # fmt: skip
    with pytest.raises(FetchFailed, match="token=…"):
        importing.source(source)
    message = session.scalar(select(ImportRun.message))
    assert "s3cr3t" not in message
    assert "token=…" in message
    assert session.scalars(select(Source.failures)).all() == [1]
