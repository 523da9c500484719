"""Each way of publishing, tried on one small invented site."""

from __future__ import annotations

import csv
import html
import io
import json
from dataclasses import replace

import pytest
from lxml import etree
from openpyxl import load_workbook

from catalogue.demo.content import ContentError, SampleCourse, SampleInstance, SampleSite
from catalogue.demo.pages import Document, Visit, day
from catalogue.demo.publishing import publisher_of, publishers

RUN = SampleInstance(
    start="2027-03-01",
    end="2027-03-05",
    time="09:00",
    zone="Europe/Prague",
    city="Ostrava",
    country="CZ",
    price="4 900 Kč",
)
COURSES = (
    SampleCourse(slug="clanky", title="Články </script> & <b>moduly</b>", description="A\n\nB", instances=(RUN,)),
    SampleCourse(slug="packs", title="Packs", language="en", eqf_level=5),
    SampleCourse(slug="bms", title="BMS"),
)
ITEM = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


@pytest.fixture
def site(tmp_path) -> SampleSite:
    values = {"name": "Ukázka", "language": "cs", "country": "CZ", "page_size": 2, "courses": COURSES}
    return SampleSite(host="x.example", publishes="json-ld", entry="/courses", folder=tmp_path, **values)


def answer(site: SampleSite, way: str, path: str, **query: str) -> Document:
    site = replace(site, publishes=way)
    document = publisher_of(site).resources(site)[path](Visit(site, "", query))
    assert document is not None
    return document


def test_there_are_eight_ways_of_publishing() -> None:
    assert set(publishers()) == {"json-ld", "microdata", "layout", "paginated", "csv", "xlsx", "xcri", "sitemap"}


def test_an_unknown_way_of_publishing_is_refused_with_the_known_ones(site: SampleSite) -> None:
    with pytest.raises(ContentError, match="use one of csv"):
        publisher_of(replace(site, publishes="telepathy"))


def test_json_ld_describes_the_course_with_its_run_in_its_zone(site: SampleSite) -> None:
    text = answer(site, "json-ld", "/courses/clanky").content.decode()
    course = json.loads(text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert course["name"] == COURSES[0].title
    assert course["url"] == "http://x.example/courses/clanky"
    assert course["description"] == "<p>A</p><p>B</p>"
    (run,) = course["hasCourseInstance"]
    assert run["startDate"] == "2027-03-01T09:00+01:00"
    assert run["offers"]["price"] == "4 900 Kč"


def test_the_list_of_a_json_ld_site_names_every_course_in_order(site: SampleSite) -> None:
    text = answer(site, "json-ld", "/courses").content.decode()
    listed = json.loads(text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert [entry["url"] for entry in listed["itemListElement"]] == [site.url_of(course) for course in COURSES]


def test_json_ld_keeps_what_the_charset_of_its_page_lacks(site: SampleSite) -> None:
    text = answer(replace(site, charset="iso-8859-1"), "json-ld", "/courses/clanky").content.decode("iso-8859-1")
    course = json.loads(text.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert course["name"] == COURSES[0].title


@pytest.mark.parametrize(
    ("flaw", "readable"),
    [("broken-json", [False]), ("broken-block", [False, True]), ("second-block", [True, True]), ("", [True])],
)
def test_a_flaw_breaks_just_the_block_it_names(site: SampleSite, flaw: str, readable: list[bool]) -> None:
    flawed = replace(site, courses=(replace(COURSES[0], flaw=flaw),))
    text = answer(flawed, "json-ld", "/courses/clanky").content.decode()
    blocks = [part.split("</script>")[0] for part in text.split('<script type="application/ld+json">')[1:]]
    assert [is_json(block) for block in blocks] == readable


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def test_microdata_marks_up_course_and_run(site: SampleSite) -> None:
    text = answer(site, "microdata", "/courses/clanky").content.decode()
    assert 'itemtype="https://schema.org/Course"' in text
    assert 'itemprop="startDate" datetime="2027-03-01T09:00+01:00">1. března 2027' in text


def test_pages_of_a_list_partition_its_courses(site: SampleSite) -> None:
    first = answer(site, "paginated", "/courses").content.decode()
    second = answer(site, "paginated", "/courses", page="2").content.decode()
    assert [f"/courses/{course.slug}" in first for course in COURSES] == [True, True, False]
    assert [f"/courses/{course.slug}" in second for course in COURSES] == [False, False, True]
    assert 'rel="next" href="/courses?page=2"' in first
    assert 'rel="next"' not in second


@pytest.mark.parametrize("number", ["0", "3", "-1", "two", "²"])
def test_a_page_beyond_the_list_does_not_exist(site: SampleSite, number: str) -> None:
    site = replace(site, publishes="paginated")
    assert publisher_of(site).resources(site)["/courses"](Visit(site, "", {"page": number})) is None


def test_a_csv_has_local_headers_charset_and_dates(site: SampleSite) -> None:
    columns = (("title", "Název kurzu"), ("start_date", "Začátek"), ("url", "Odkaz"))
    czech = replace(site, charset="windows-1250", columns=columns, date_pattern="d.M.yyyy")
    document = answer(czech, "csv", "/courses.csv")
    assert document.charset == "windows-1250"
    table = list(csv.reader(io.StringIO(document.content.decode("windows-1250")), delimiter=";"))
    assert table[0] == ["Název kurzu", "Začátek", "Odkaz"]
    assert table[1] == [COURSES[0].title, "1.3.2027", "http://x.example/courses/clanky"]
    assert len(table) == 1 + len(COURSES)


def test_a_workbook_holds_real_dates_and_no_clock(site: SampleSite) -> None:
    first = answer(site, "xlsx", "/courses.xlsx").content
    again = answer(replace(site, city="Elsewhere"), "xlsx", "/courses.xlsx").content
    assert first == again
    header, *rows = load_workbook(io.BytesIO(first)).active.values
    assert rows[0][header.index("start_date")].date().isoformat() == "2027-03-01"
    assert rows[1][header.index("eqf_level")] == 5


def test_an_xcri_feed_is_well_formed_and_holds_every_course(site: SampleSite) -> None:
    feed = etree.fromstring(answer(site, "xcri", "/xcri.xml").content)
    titles = feed.findall(".//{*}course/{http://purl.org/dc/elements/1.1/}title")
    assert [title.text for title in titles] == [course.title for course in COURSES]
    assert feed.find(".//{http://purl.org/net/mlo}start").get("dtf") == "2027-03-01T09:00+01:00"


def test_a_sitemap_index_leads_to_every_course_by_language(site: SampleSite) -> None:
    index = etree.fromstring(answer(site, "sitemap", "/sitemap.xml").content)
    maps = [element.text for element in index.iter(ITEM)]
    assert maps == ["http://x.example/sitemap-cs.xml", "http://x.example/sitemap-en.xml"]
    paths = [address.removeprefix("http://x.example") for address in maps]
    listed = [loc.text for path in paths for loc in etree.fromstring(answer(site, "sitemap", path).content).iter(ITEM)]
    assert sorted(listed) == sorted(site.url_of(course) for course in COURSES)


def test_a_page_in_an_old_charset_keeps_every_character(site: SampleSite) -> None:
    latin = replace(site, charset="iso-8859-1")
    document = answer(latin, "layout", "/courses/clanky")
    assert document.charset == "iso-8859-1"
    assert "Články" in html.unescape(document.content.decode("iso-8859-1"))


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        ("2027-03-01", "de", "1. März 2027"),
        ("2027-03-01", "fi", "1. maaliskuuta 2027"),
        ("podzim 2027", "cs", "podzim 2027"),
        ("2027-03-01", "xx-nowhere", "March 1, 2027"),
    ],
)
def test_days_are_written_as_the_language_does_and_words_stay(text: str, language: str, shown: str) -> None:
    assert day(text, language) == shown
