"""Feeds: entries lead to pages, a feed is a window on its source, and what is broken says where."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.contract import Link, LinkKind, Partial, Unreadable
from importers.rss.importer import detect, read
from tests.importers.reading import courses, faults, mutations, page
from tests.importers.test_recorded_feeds import RECORDED

RSS = (RECORDED / "rss" / "courses.rss").read_bytes()
ITEM = "<item><title>A</title><link>https://academy.example/a</link></item>"


def rss(inner, attributes=""):
    return page(f'<rss version="2.0" {attributes}><channel><title>x</title>{inner}</channel></rss>')


def test_an_entry_leads_to_its_page_with_what_is_known_of_it():
    link = next(found for found in read(page(RSS)) if isinstance(found, Link))
    assert (link.url, link.kind) == ("https://academy.example/cours/ht", LinkKind.DETAIL)
    assert link.known.title == "Sécurité & haute tension"
    assert (link.known.instances[0].start, link.known.instances[0].place.name) == ("2027-03-03", "Lyon")


def test_an_entry_without_a_page_is_all_there_is_and_keeps_its_id():
    (course,) = courses(read(page(RSS)))
    assert (course.title, course.url, course.external_id) == ("Without a page", "", "n-1")


def test_when_it_was_written_is_not_when_it_takes_place():
    dated = rss(ITEM.replace("</item>", "<pubDate>Mon, 04 Jan 2027 08:00:00 GMT</pubDate></item>"))
    assert next(iter(read(dated))).known.instances == []


COMPLETE = '<fh:complete xmlns:fh="http://purl.org/syndication/history/1.0"/>'
NEXT = '<a:link xmlns:a="http://www.w3.org/2005/Atom" rel="next" href="?p=2"/>'


@pytest.mark.parametrize(("inner", "partial"), [(ITEM, True), (COMPLETE + ITEM, False), (NEXT + ITEM, False)])
def test_a_feed_is_a_part_unless_it_says_that_it_is_complete_or_goes_on(inner, partial):
    assert any(isinstance(found, Partial) for found in read(rss(inner))) is partial


def test_a_feed_that_goes_on_is_followed():
    assert Link(url="https://academy.example/courses/?p=2", kind=LinkKind.NEXT) in list(read(rss(NEXT + ITEM)))


def test_a_feed_cut_off_gives_what_it_had_and_says_that_there_was_more():
    found = list(read(page(RSS[: RSS.index(b"Told by")])))
    assert any(isinstance(one, Link) for one in found)
    assert [fault.truncates for fault in faults(found)] == [True]


@pytest.mark.parametrize(
    "content", ["<rss><channel/></rss>", "", "<rss", '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel/></rss>']
)
def test_what_holds_no_entry_is_unreadable_and_says_so(content):
    with pytest.raises(Unreadable, match=r"academy\.example"):
        list(read(page(content)))


@pytest.mark.parametrize(
    ("content", "is_feed"),
    [
        (RSS, True),
        ('<feed xmlns="http://www.w3.org/2005/Atom">', True),
        ('<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="x">', True),
        ("<html><body>rss</body></html>", False),
        ("<OAI-PMH/>", False),
    ],
)
def test_a_feed_is_told_by_its_root(content, is_feed):
    assert bool(detect(page(content))) is is_feed


@settings(max_examples=60, deadline=None)
@given(mutations(RSS) | st.binary())
def test_no_bytes_break_the_importer(content):
    try:
        list(read(page(content)))
    except Unreadable as error:
        assert str(error)


@pytest.mark.parametrize(
    ("elements", "start", "end"),
    [
        (
            "<courseDate>Mon, 08 Feb 2027 00:00:00 +0000</courseDate><courseEndDate>2027-02-09</courseEndDate>",
            "2027-02-08T00:00:00+00:00",
            "2027-02-09",
        ),
        ("<course:start xmlns:course='urn:x'>2027-02-08</course:start>", "2027-02-08", ""),
        ("<startDate>2027-02-08</startDate><endDate>2027-02-09</endDate>", "2027-02-08", "2027-02-09"),
        ("<beginn>08.02.2027</beginn><ende>09.02.2027</ende>", "08.02.2027", "09.02.2027"),
        ("<date>2027-02-08</date>", "", ""),
    ],
)
def test_dates_in_elements_of_a_feeds_own_are_those_of_the_run(elements, start, end):
    link = next(iter(read(rss(ITEM.replace("</item>", f"{elements}</item>")))))
    run = next(iter(link.known.instances), None)
    assert (run.start, run.end) == (start, end) if start else run is None


def test_place_organiser_and_price_of_a_feeds_own_elements_are_read():
    elements = "<location>Ulm, Germany</location><organizer>Akademie</organizer><preis>90 EUR</preis>"
    known = next(iter(read(rss(ITEM.replace("</item>", f"{elements}</item>"))))).known
    assert (known.provider.name, known.instances[0].place.name, known.instances[0].price) == (
        "Akademie",
        "Ulm, Germany",
        "90 EUR",
    )
