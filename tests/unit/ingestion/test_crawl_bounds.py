"""A walk through a source: what is asked for, what ends it, and what its caller is told of each page."""

import pytest

from catalogue.ingestion.contents import Contents
from catalogue.ingestion.contract import CourseDraft, Fault, LinkKind, Page, Remark
from catalogue.ingestion.crawl import Crawl, CrawlLimits
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.sightings import Nothing
from tests.unit.ingestion.walked_site import COURSE, SITE, Walk, course, listing, script


def test_each_page_of_the_own_host_is_asked_for_once_in_the_order_of_links():
    walk = Walk(listing("b", "c", "b"), {"b": course("b") + course("c"), "c": course("c")})
    assert (walk.asked, walk.titles) == (["b", "c"], ["b", "c", "c"])
    assert walk.crawl.pages_read == 3


def test_neither_another_host_nor_what_is_not_wanted_nor_what_is_no_address_is_asked_for():
    first = listing("b", "c") + listing("x", host="https://b.example") + listing("", host="http://[")
    walk = Walk(first, {"b": course("b"), "c": course("c")}, wants=lambda url: not url.endswith("/b"))
    assert (walk.asked, walk.faults) == (["c"], [])


def test_the_pages_of_a_list_are_followed():
    walk = Walk(listing("b", following="/2"), {"b": course("b"), "2": listing("c"), "c": course("c")})
    assert (walk.asked, walk.titles) == (["b", "2", "c"], ["b", "c"])


@pytest.mark.parametrize("code", ["not-found", "gone"])
def test_a_course_whose_page_is_not_there_is_hidden_by_nothing(code):
    (fault,) = Walk(listing("b"), {"b": FetchFailed(code, "It is not there.")}).faults
    assert (fault.hides, fault.stage, fault.page_url, fault.found.url) == (None, "fetch", f"{SITE}/b", f"{SITE}/b")
    assert str(fault.found.message) == "It is not there."


def test_a_page_of_the_list_that_is_not_there_hides_everything():
    walk = Walk(listing("b", following="/2"), {"b": course("b")})
    assert [fault.hides.anything for fault in walk.faults] == [True]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FetchFailed("timeout", "It is slow."), "It is slow."),
        (FetchRefused("robots", "It is closed."), "It is closed."),
        (RuntimeError("boom"), "an error of ours"),
    ],
)
def test_a_course_whose_page_cannot_be_had_is_hidden_with_all_that_came_from_it(error, words):
    walk = Walk(listing("b", "c"), {"b": error, "c": course("c")})
    (fault,) = walk.faults
    assert fault.hides.names == fault.hides.pages == {f"{SITE}/b"}
    assert not fault.hides.may_lead_on
    assert words in str(fault.found.message)
    assert walk.titles == ["c"]


def test_a_page_behind_a_redirect_is_hidden_under_both_addresses():
    (fault,) = Walk(listing("b"), {"b": ("no course", f"{SITE}/moved")}).faults
    assert fault.hides.pages == {f"{SITE}/b", f"{SITE}/moved"}


def test_a_site_that_fails_again_and_again_is_left_in_peace_and_all_is_hidden():
    names = [f"c{number}" for number in range(9)]
    down = dict.fromkeys(names, FetchFailed("server-error", "It is down."))
    walk = Walk(listing(*names), down, limits=CrawlLimits(max_failures_in_a_row=3))
    assert walk.asked == names[:3]
    *_, ended = walk.faults
    assert ended.hides.anything and ended.stage == "fetch"
    assert "failed 3 times" in str(ended.found.message) and "unread: 6, from https://a.example/c3" in str(
        ended.found.message
    )


def test_a_page_in_between_that_can_be_had_ends_the_row_of_failures():
    names = [f"c{number}" for number in range(6)]
    down = {name: FetchFailed("timeout", "It is slow.") for name in names[::2]}
    walk = Walk(
        listing(*names),
        down | {name: course(name) for name in names[1::2]},
        limits=CrawlLimits(max_failures_in_a_row=2),
    )
    assert walk.asked == names


def test_a_run_ends_at_its_number_of_pages_and_says_from_where_on_nothing_was_read():
    walk = Walk(listing("b", "c", "d"), {name: course(name) for name in "bcd"}, limits=CrawlLimits(max_pages=2))
    assert walk.titles == ["b"]
    assert "pages left unread: 2, from https://a.example/c on" in str(walk.faults[-1].found.message)
    assert walk.faults[-1].hides.anything


def test_a_list_that_goes_on_without_anything_new_is_left():
    pages = {str(number): listing(following=f"/{number + 1}") + course("same") for number in range(9)}
    walk = Walk(listing(following="/0"), pages, limits=CrawlLimits(max_pages_without_news=2))
    assert walk.asked == ["0", "1", "2"]
    assert "2 pages in a row held nothing new" in str(walk.faults[-1].found.message)
    assert "unread: 1, from https://a.example/3" in str(walk.faults[-1].found.message)


def test_pages_of_courses_without_one_do_not_end_the_list_that_names_them():
    pages = {"b": "prose", "c": "prose", "2": listing("d"), "d": course("d")}
    walk = Walk(listing("b", "c", following="/2"), pages, limits=CrawlLimits(max_pages_without_news=2))
    assert (walk.asked, walk.titles) == (["b", "c", "2", "d"], ["d"])


def test_a_list_whose_pages_only_lead_to_courses_goes_on():
    pages = {str(number): listing(f"c{number}", following=f"/{number + 1}") for number in range(5)}
    pages |= {f"c{number}": course(f"c{number}") for number in range(5)} | {"5": listing("c0")}
    walk = Walk(listing(following="/0"), pages, limits=CrawlLimits(max_pages_without_news=1))
    assert len(walk.titles) == 5


def test_a_page_known_to_be_as_it_was_is_not_asked_for():
    walk = Walk(listing("b", "c"), {"c": course("c")}, skip=lambda link: link.url.endswith("/b"))
    assert (walk.asked, walk.faults) == (["c"], [])


def test_a_page_that_came_as_it_came_before_is_told_from_memory():
    contents = Contents(importer="schemaorg", records=[("mark", "where")])
    walk = Walk(listing("b"), {"b": "never read"}, recall=lambda page: contents if page.url.endswith("/b") else None)
    (seen,) = walk.seen
    assert (seen.found, seen.importer, seen.page_url) == (contents, "schemaorg", f"{SITE}/b")
    assert walk.crawl.looks[f"{SITE}/b"].importer == "schemaorg"
    assert walk.crawl.pages_read == 2


def test_pages_of_a_list_told_from_memory_are_something_new():
    pages = {str(number): listing(following=f"/{number + 1}") for number in range(4)} | {"4": "end"}
    recalled = Contents(importer="schemaorg")
    following = {f"{SITE}/{number}" for number in range(4)}

    def recall(page):
        return recalled if page.url in following and page.url.endswith("/3") else None

    walk = Walk(listing(following="/0"), pages, recall=recall, limits=CrawlLimits(max_pages_without_news=4))
    assert walk.asked == ["0", "1", "2", "3"]


def test_whoever_keeps_pages_is_told_what_each_held():
    broken = script(COURSE.replace('"@type":', '"@type"') % ("x", "y"))
    walk = Walk(listing("b", "c", "d"), {"b": course("b"), "c": ("", f"{SITE}/moved"), "d": course("d") + broken})
    own, first, last = walk.finished
    assert (own.page.url, own.link, own.links, own.leads, own.courses) == (f"{SITE}/", None, 3, 0, 0)
    assert (first.page.url, first.link.url, first.courses, first.faults) == (f"{SITE}/b", f"{SITE}/b", 1, 0)
    assert (last.courses, last.faults, last.importer) == (1, 1, "schemaorg")
    assert walk.crawl.looks[f"{SITE}/"].leads_on and not walk.crawl.looks[f"{SITE}/b"].leads_on
    assert walk.crawl.looks[f"{SITE}/"].closed and not walk.crawl.looks[f"{SITE}/b"].closed


def test_a_page_that_leads_on_says_to_how_many():
    pages = {"b": listing("b", "c", "d"), "c": course("c"), "d": course("d")}
    walk = Walk(listing("b"), pages)
    assert [(one.page.url[-1], one.links, one.leads) for one in walk.finished[1:2]] == [("b", 2, 2)]


def test_a_link_of_which_the_list_knows_the_course_is_asked_for_whatever_memory_says():
    feed = "<rss><channel><item><title>b</title><link>https://a.example/b</link></item></channel></rss>"
    walk = Walk(feed, {"b": '<html>schema.org "Course" nothing</html>'}, skip=lambda link: True)
    assert (walk.asked, walk.titles) == (["b"], ["b"])
    assert [one.page.url for one in walk.finished] == [f"{SITE}/"]
    (nothing,) = [one for one in walk.seen if isinstance(one.found, Nothing)]
    assert nothing.hides.pages == {f"{SITE}/b"}
    (told,) = [one for one in walk.seen if isinstance(one.found, CourseDraft)]
    assert told.hides.names == {f"{SITE}/b"} and told.importer == "rss" and told.page_url == f"{SITE}/"


def test_a_course_page_without_course_hides_its_own_and_one_with_a_course_hides_nothing():
    walk = Walk(listing("b", "c"), {"b": course("b"), "c": listing()})
    assert [(type(one.found), one.page_url) for one in walk.seen if isinstance(one.found, Nothing)] == [
        (Nothing, f"{SITE}/c")
    ]


def test_a_list_without_courses_is_no_page_without_a_course():
    walk = Walk(listing(following="/2"), {"2": listing()})
    assert walk.seen == []


def test_a_page_of_a_list_that_another_importer_claims_and_that_says_nothing_hides_everything():
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="https://a.example/2"/>'
    feed += "<entry><title>b</title></entry></feed>"
    (fault,) = Walk(feed, {"2": listing()}).faults
    assert fault.hides.anything
    assert "holds nothing that can be read as courses" in str(fault.found.message)


@pytest.mark.parametrize("page", [course("c"), listing("c")])
def test_one_that_says_something_is_read_as_what_it_is(page):
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="next" href="https://a.example/2"/>'
    feed += "<entry><title>b</title></entry></feed>"
    assert Walk(feed, {"2": page, "c": course("c")}).titles == ["b", "c"]


def test_a_sources_own_format_is_used_where_it_fits_and_another_where_it_does_not():
    lines = f'{{"title": "b", "url": "{SITE}/b"}}\n{{"title": "c", "url": "{SITE}/c"}}\n'
    assert Walk(lines, {}, format="jsonl").titles == ["b", "c"]
    assert Walk(listing("b"), {"b": lines}, format="schemaorg").titles == ["b", "c"]
    assert Walk(listing("b"), {"b": course("b")}, format="schemaorg").titles == ["b"]
    assert "not valid JSON" in str(Walk("{", {}, format="openedx").faults[0].found.message)


def test_an_importer_that_fails_costs_its_page_and_no_other(monkeypatch, caplog):
    import importers.schema_org.importer

    usual = importers.schema_org.importer.read

    def read(page):
        if page.url.endswith("/b"):
            raise ZeroDivisionError
        return usual(page)

    monkeypatch.setattr(importers.schema_org.importer, "read", read)
    walk = Walk(listing("b", "c"), {"b": course("b"), "c": course("c")})
    (fault,) = walk.faults
    assert "an error of ours" in str(fault.found.message) and fault.hides.pages == {f"{SITE}/b"}
    assert walk.titles == ["c"] and len(caplog.records) == 1


def test_a_file_that_could_not_be_opened_is_said_and_hides_everything():
    fault = Fault(where="a.csv", message="closed", url="file:///a.csv")
    (seen,) = Crawl(pages=[fault])
    assert (seen.found, seen.page_url, seen.hides.anything) == (fault, "file:///a.csv", True)


def test_a_page_that_was_reached_says_by_which_kind_of_link():
    reached = []

    def recall(page):
        reached.append(page.follows)

    Walk(listing("b", following="/2"), {"b": course("b"), "2": course("c")}, recall=recall)
    assert reached == [None, LinkKind.DETAIL, LinkKind.NEXT]


def test_a_page_that_leads_to_itself_is_not_asked_for_again():
    walk = Walk(listing("", "b"), {"b": listing("") + course("b")})
    assert walk.asked == ["b"]


def test_a_file_handed_in_alone_is_no_part_for_the_pages_of_courses_that_it_names_and_says_how_many():
    page = Page(url="file:///list.html", content=listing("b", "c").encode())
    (said,) = Crawl(pages=[page])
    assert said.found == Remark(message=said.found.message)
    assert f"(2, such as {SITE}/b)" in str(said.found.message)
    assert said.page_url == "file:///list.html"


def test_a_page_that_cannot_be_read_is_named_by_its_address():
    (fault,) = Walk(listing("b"), {"b": "no course"}).faults
    assert (fault.found.url, fault.found.where, fault.page_url) == (f"{SITE}/b",) * 3
