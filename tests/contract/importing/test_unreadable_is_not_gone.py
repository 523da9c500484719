"""Whatever becomes unreadable at a source is not gone: of every importer, every recorded page, broken in every way.

Pages come whole first, then broken, and nothing but what the run itself takes for hidden keeps it from withdrawing:
the brake on what may vanish at once is off.
"""

import random

import pytest
from sqlalchemy import select

from catalogue.ingestion.item import Outcome
from catalogue.ingestion.registry import discover
from catalogue.models import Course, Source
from tests.contract.importing.recorded_sites import harvest, sites_of, without_a_mark

KEYS = sorted(discover())
MARKS_TAKEN_OUT = 8


@pytest.fixture
def harvested(session, parts):
    """The recorded sites of an importer that have courses, each harvested as a source of its own."""

    def sites(key):
        for number, site in enumerate(sites_of(key)):
            source = Source(key=f"{key}-{number}", name=key, address=f"https://{key}.example/{number}", format="auto")
            session.add(source)
            session.commit()
            if harvest(parts, session, source, site).outcomes[Outcome.CREATED]:
                yield source, site

    return sites


@pytest.fixture
def again(session, parts):
    """What a run would withdraw that found the source so, and whether it would reject anything."""

    def look(source, site):
        report = harvest(parts, session, source, site, dry_run=True)
        gone = [item.url for item in report.items if item.outcome is Outcome.WITHDRAWN]
        return gone, report.outcomes[Outcome.REJECTED]

    return look


@pytest.mark.parametrize("key", KEYS)
def test_a_page_that_cannot_be_read_any_more_withdraws_nothing(key, harvested, again):
    tried, lost = 0, {}
    for source, site in harvested(key):
        for name, broken in site.breakages():
            tried += 1
            if gone := again(source, broken)[0]:
                lost[name] = gone
    assert tried, f"record a page of {key} with courses below tests/importers/recorded/{key}: it is broken here"
    assert lost == {}


@pytest.mark.parametrize("key", KEYS)
def test_a_page_that_lost_a_mark_withdraws_nothing_where_that_is_noticed(key, harvested, again):
    lost = {}
    for source, site in harvested(key):
        before = again(source, site)[1]
        for name, broken in without_a_mark(site, random.Random(key), MARKS_TAKEN_OUT):
            gone, rejected = again(source, broken)
            if gone and rejected > before:
                lost[name] = gone
    assert lost == {}


@pytest.mark.parametrize("key", sorted({*KEYS} - {"rss"}))  # a feed never shows all there is
def test_a_course_that_is_really_gone_is_still_withdrawn(key, harvested, again, session):
    withdrawn = []
    for source, site in harvested(key):
        course = session.scalar(select(Course).where(Course.source_id == source.id).order_by(Course.id.desc()))
        course.external_id, course.url, course.title_key = "gone", "https://academy.example/gone", "gone"
        course.page_url, course.draft_mark, course.fingerprint = site.first.url, "", ""
        session.commit()
        withdrawn += again(source, site)[0]
    assert "https://academy.example/gone" in withdrawn
