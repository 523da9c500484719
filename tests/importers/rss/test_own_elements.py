"""What feeds say of courses in elements of modules for events and of their own."""

import pytest

from importers.rss.importer import read
from tests.importers.reading import courses, page

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/" xmlns:xcal="urn:ietf:params:xml:ns:xcal"
 xmlns:own="https://academy.example/ns" xmlns:cc="http://creativecommons.org/ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Courses</title><language>{}</language>
<item><title>Winding</title><guid isPermaLink="false">w</guid>{}</item></channel></rss>"""


def entry(inner, language="en"):
    (course,) = courses(read(page(FEED.format(language, inner))))
    return course


@pytest.mark.parametrize(
    "inner",
    [
        "<ev:startdate>2027-05-03</ev:startdate><ev:enddate>2027-05-04</ev:enddate><ev:location>Ghent</ev:location>",
        "<xcal:dtstart>2027-05-03</xcal:dtstart><xcal:dtend>2027-05-04</xcal:dtend><xcal:location>Ghent</xcal:location>",
        "<own:start>2027-05-03 00:00:00</own:start><own:end>2027-05-04 00:00:00</own:end><own:venue>Ghent</own:venue>",
        "<startDate>Mon, 03 May 2027 00:00:00 +0200</startDate><endDate>Tue, 04 May 2027 00:00:00 +0200</endDate>"
        "<location>Ghent</location>",
        "<trainingDate>2027-05-03T00:00:00Z</trainingDate><trainingEndDate>2027-05-04T00:00:00Z</trainingEndDate>"
        "<event_venue>Ghent</event_venue>",
        "<kursbeginn>2027-05-03</kursbeginn><kurs-ende>2027-05-04</kurs-ende><veranstaltungsort>Ghent</veranstaltungsort>",
    ],
)
def test_dates_and_place_are_understood_by_the_names_of_their_elements(inner):
    (run,) = entry(inner).instances
    assert (run.start, run.end, run.place.name or run.place.locality) == ("2027-05-03", "2027-05-04", "Ghent")


def test_a_time_that_is_not_midnight_is_one():
    (run,) = entry(
        "<own:start>Mon, 03 May 2027 09:00:00 +0200</own:start><own:end>2027-05-03 00:00</own:end>"
    ).instances
    assert (run.start, run.end) == ("2027-05-03T09:00:00+02:00", "2027-05-03 00:00")


def test_who_organises_it_and_what_it_costs_are_understood_too():
    course = entry("<organizer>Cell Lab &amp; Sons</organizer><own:price>420 EUR</own:price><cc:license/>")
    assert (course.provider.name, course.instances[0].price) == ("Cell Lab & Sons", "420 EUR")


@pytest.mark.parametrize(
    "inner",
    [
        "<pubDate>Mon, 03 May 2027 00:00:00 GMT</pubDate>",
        "<dc:date>2027-05-03</dc:date>",
        "<date>2027-05-03</date>",
        "<own:created>2027-05-03</own:created>",
        "<own:start>soon</own:start>",
    ],
)
def test_when_it_was_published_or_what_is_no_date_is_no_date_of_a_course(inner):
    assert entry(inner).instances == []


def test_a_feed_is_read_whatever_its_label_and_what_stands_before_it():
    written = FEED.format("de", "<description>Übung &nbsp; für R&D\x0b</description>")
    for content in (f"\n\n{written}".encode(), written.encode("cp1252"), written.replace("UTF-8", "utf-16").encode()):
        found = list(read(page(content, media_type="text/xml", charset="iso-8859-1")))
        assert courses(found)[0].description.split() == ["Übung", "für", "R&D"]
