"""A run ends at its deadline, also within a page, a record or a stage that would never end by itself."""

import itertools

import pytest

import importers.jsonl.importer
from catalogue.ingestion import interrupting
from catalogue.ingestion.contract import CourseDraft, Fault, Page
from catalogue.ingestion.crawl import Crawl, CrawlLimits
from catalogue.ingestion.interrupting import Interrupter, OutOfTime
from catalogue.ingestion.item import Item, Outcome
from catalogue.ingestion.pipeline import process
from catalogue.ingestion.registry import discover

PAGE = Page(url="https://academy.example/feed", content=b'{"title": "A"}\n{"title": "B"}\n')


@pytest.fixture(autouse=True)
def _no_grace(monkeypatch):
    discover()  # the first call loads all importers, which takes longer than these runs have
    monkeypatch.setattr(interrupting, "GRACE_SECONDS", 0.02)


def walk(read, monkeypatch):
    """What a run of a tenth of a second finds by this way of reading."""
    monkeypatch.setattr(importers.jsonl.importer, "read", read)
    return list(Crawl(pages=[PAGE, PAGE], format="jsonl", limits=CrawlLimits(seconds=0.1)))


def for_ever(page):
    """Looks for the end of the numbers, as a parser may that takes the square of its input."""
    yield CourseDraft(where="line 1", title="A")
    for _ in itertools.count():
        pass


def test_a_page_that_is_never_read_to_its_end_is_left_with_what_was_read_of_it(monkeypatch):
    first, *others = [sighting.found for sighting in walk(for_ever, monkeypatch)]
    assert first.title == "A"
    assert [type(found) for found in others] == [Fault, Fault]
    assert all("deadline" in str(found.message) for found in others)


def test_a_page_without_end_is_left_at_the_deadline_between_two_records(monkeypatch):
    monkeypatch.setattr(interrupting, "GRACE_SECONDS", 10)  # a busy machine may stop within a record for a while

    def read(page):
        return (CourseDraft(where=f"line {number}", title="A") for number in itertools.count())

    *drafts, ended = walk(read, monkeypatch)
    assert drafts and all(isinstance(one.found, CourseDraft) for one in drafts)
    assert ended.hides.anything
    assert "deadline" in str(ended.found.message)


def test_what_catches_every_exception_of_its_own_is_ended_all_the_same(monkeypatch):
    def read(page):
        while True:
            try:
                sum(range(1000))
            except Exception:
                yield CourseDraft(where="line 1", title="A")

    assert all(isinstance(sighting.found, Fault) for sighting in walk(read, monkeypatch))


def test_a_stage_that_never_ends_drops_its_item_and_says_why():
    crawl = Crawl(pages=[PAGE], limits=CrawlLimits(seconds=0.1))

    def stage(item):
        for _ in itertools.count():
            pass

    found = []
    for sighting in crawl:
        item = Item(draft=CourseDraft(where="line 1"), page_url=sighting.page_url)
        found.append(process(item, [("normalise", crawl.bound(stage))]))
    assert [(item.outcome, item.stage) for item in found][:1] == [(Outcome.REJECTED, "normalise")]
    assert "deadline" in str(found[0].message)


def test_what_ends_in_time_is_never_ended_and_leaves_nothing_to_come():
    interrupter = Interrupter(ends_at=0.0)
    with interrupter.watching():
        for number in range(2000):
            with interrupter:
                assert sum(range(number)) >= 0
    assert sum(1 for _ in range(1000)) == 1000


def test_work_outside_of_what_may_be_ended_is_let_alone():
    interrupter = Interrupter(ends_at=0.0)
    with interrupter.watching():
        with pytest.raises(OutOfTime), interrupter:
            for _ in itertools.count():
                pass
        assert sum(1 for _ in range(300_000)) == 300_000
