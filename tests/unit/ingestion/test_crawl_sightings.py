"""A walk through a source: what it takes for new, whose importer reads a page, and what is said and logged of it."""

import pytest

import importers.jsonl.importer
from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import CourseDraft, Fault, Link, LinkKind, Page, Partial
from catalogue.ingestion.crawl import Crawl, CrawlLimits
from catalogue.ingestion.sightings import Nothing

SITE = "https://a.example"
LINES = b'{"title": "any"}\n{"title": "other"}\n'
ITEM = "<item><title>{0}</title><link>https://a.example/{0}</link></item>"


def draft(name="", **fields):
    return CourseDraft(where="row 1", title=name, **fields)


def onward(*names):
    return [Link(url=name if ":" in name else f"{SITE}/{name}", kind=LinkKind.NEXT) for name in names]


def detail(*names):
    return [Link(url=f"{SITE}/{name}", kind=LinkKind.DETAIL) for name in names]


def feed(*names, more=""):
    return f"<rss><channel>{''.join(map(ITEM.format, names))}{more}</channel></rss>"


class Site:
    """Pages by their last step, read by an importer that yields what the site was made of."""

    def __init__(self, monkeypatch, at=f"{SITE}/", **pages):
        self.at, self.pages, self.asked = at, pages, []
        monkeypatch.setattr(importers.jsonl.importer, "read", lambda page: iter(self.pages[self.name(page.url)]))

    def name(self, url):
        return "own" if url == self.at else url.rpartition("/")[2]

    def fetch(self, url):
        self.asked.append(self.name(url))
        if isinstance(self.pages[self.name(url)], Exception):
            raise self.pages[self.name(url)]
        return Page(url=url, content=LINES)

    def crawl(self, **options):
        own = Page(url=self.at, content=LINES)
        return Crawl(pages=[own], fetch=self.fetch, format="jsonl", **options)

    def walk(self, **options):
        return list(self.crawl(**options))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (draft("A", url=f"{SITE}/a", external_id="1"), draft("A", url=f"{SITE}/a", external_id="2")),
        (draft("A", url=f"{SITE}/a"), draft("A", url=f"{SITE}/b")),
        (draft("A"), draft("B")),
    ],
)
def test_a_course_is_new_by_its_id_else_its_address_else_its_title(monkeypatch, first, second):
    pages = {"p1": [first, *onward("p2")], "p2": [second, *onward("p3")], "p3": []}
    site = Site(monkeypatch, own=onward("p1"), **pages)
    site.walk(limits=CrawlLimits(max_pages_without_news=1))
    assert site.asked == ["p1", "p2", "p3"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (draft("A", url=f"{SITE}/a", external_id="1"), draft("B", url=f"{SITE}/b", external_id="1")),
        (draft("A", url=f"{SITE}/a"), draft("B", url=f"{SITE}/a")),
        (draft("A"), draft("A", summary="other words")),
    ],
)
def test_and_is_the_same_by_the_first_of_them_that_it_has(monkeypatch, first, second):
    pages = {"p1": [first, *onward("p2")], "p2": [second, *onward("p3")], "p3": []}
    site = Site(monkeypatch, own=onward("p1"), **pages)
    site.walk(limits=CrawlLimits(max_pages_without_news=1))
    assert site.asked == ["p1", "p2"]


def test_a_page_of_a_list_that_is_told_from_memory_is_something_new(monkeypatch):
    site = Site(monkeypatch, own=onward("p1", "p2", "p3"), p1=[], p2=[], p3=[])
    remembered = Contents(importer="jsonl")
    site.walk(
        recall=lambda page: remembered if page.url.endswith("/p1") else None,
        limits=CrawlLimits(max_pages_without_news=1),
    )
    assert site.asked == ["p1", "p2"]


def test_after_the_deadline_nothing_more_is_asked_for_and_that_is_said_once(monkeypatch):
    site = Site(monkeypatch, own=detail("b", "c"), b=[], c=[])
    (ended,) = site.walk(limits=CrawlLimits(seconds=0))
    assert (site.asked, ended.stage, ended.hides.anything, ended.page_url) == ([], "fetch", True, f"{SITE}/b")
    assert (ended.found.where, ended.found.url) == ("the run", "")
    assert str(ended.found.message) == (
        "The run reached its deadline of 0 seconds (CATALOGUE_RUN_DEADLINE); "
        "pages left unread: 2, from https://a.example/b on."
    )


def test_at_the_deadline_the_record_in_hand_is_the_last(monkeypatch):
    site = Site(monkeypatch, own=[draft("A"), draft("B"), *detail("b")], b=[])
    first, ended = site.walk(limits=CrawlLimits(seconds=0))
    assert (first.found.title, site.asked) == ("A", [])
    assert "deadline of 0 seconds" in str(ended.found.message)
    assert f"pages left unread: 1, from {SITE}/ on" in str(ended.found.message)


def test_a_page_that_links_to_a_place_on_itself_is_not_asked_for_again(monkeypatch):
    site = Site(monkeypatch, at=f"{SITE}/list#top", own=onward("list"), list=[])
    assert (site.walk(), site.asked) == ([], [])


@pytest.mark.parametrize("at", [f"{SITE}/", "file:///data/courses.jsonl"])
def test_what_is_no_address_is_no_place_to_ask(monkeypatch, at):
    site = Site(monkeypatch, at=at, own=onward("http://[/b"), b=[])
    assert (site.walk(), site.asked) == ([], [])


def test_an_error_of_ours_is_logged_with_the_address_that_was_asked_for(monkeypatch, caplog):
    site = Site(monkeypatch, own=detail("b"), b=ZeroDivisionError())
    (fault,) = site.walk()
    assert str(fault.found.message) == f"{SITE}/b could not be read because of an error of ours; it is logged."
    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("catalogue.ingestion.crawl", f"asking for {SITE}/b failed")
    assert record.exc_info[0] is ZeroDivisionError


def test_and_with_that_of_the_page_that_was_read(monkeypatch, caplog):
    site = Site(monkeypatch, own=detail("b"), b=None)
    (fault,) = site.walk()
    assert (fault.found.url, fault.hides.pages) == (f"{SITE}/b", {f"{SITE}/b"})
    (record,) = caplog.records
    assert (record.name, record.getMessage()) == ("catalogue.ingestion.crawl", f"reading {SITE}/b failed")


def test_a_page_that_no_importer_reads_is_not_told_from_others_by_its_looks():
    crawl = Crawl(pages=[Page(url=f"{SITE}/", content=b"prose"), Page(url=f"{SITE}/f", content=feed("b").encode())])
    assert [type(one.found) for one in crawl][:2] == [Fault, CourseDraft]
    assert list(crawl.looks) == [f"{SITE}/f"]


def test_a_page_without_a_course_is_told_with_the_importer_that_read_it(monkeypatch):
    (seen,) = Site(monkeypatch, own=detail("b"), b=[]).walk()
    assert (seen.found, seen.importer, seen.page_url) == (Nothing(), "jsonl", f"{SITE}/b")


def test_a_file_that_goes_on_elsewhere_is_told_with_the_importer_that_read_it(monkeypatch):
    site = Site(monkeypatch, own=onward("2"))
    (seen,) = Crawl(pages=[Page(url=site.at, content=LINES)], format="jsonl")
    assert (seen.importer, seen.page_url) == ("jsonl", site.at)
    assert seen.found == Partial(message=seen.found.message)
    assert str(seen.found.message) == f"{SITE}/ is continued at {SITE}/2, which was not handed in."


def test_a_page_that_the_sources_own_importer_can_read_is_read_by_no_surer_one():
    pages = {"b": feed("c", more='<x>schema.org "Course"</x>'), "c": "prose"}
    asked = []

    def fetch(url):
        asked.append(url.rpartition("/")[2])
        return Page(url=url, content=pages[asked[-1]].encode())

    own = Page(url=f"{SITE}/", content=feed("b").encode())
    seen = list(Crawl(pages=[own], fetch=fetch, format="rss"))
    assert asked == ["b", "c"]
    assert [one.found.title for one in seen if isinstance(one.found, CourseDraft)] == ["c"]


def test_who_does_not_count_traffic_hears_of_none():
    assert Crawl(pages=[]).traffic() == (0, 0)
