"""What stands behind an address, found by what its pages declare, link and usually have."""

import json

import pytest

from catalogue.ingestion.contract import Page
from catalogue.ingestion.discovery import ways_to_read
from catalogue.ingestion.fetching import FetchFailed
from catalogue.ingestion.leads import leads_on

SITE = "https://academy.example"
RSS = '<rss version="2.0"><channel><title>News</title><item><title>A</title><link>{}/a</link></item></channel></rss>'


def course(name, path):
    about = {"@context": "https://schema.org", "@type": "Course", "name": name, "url": f"{SITE}{path}"}
    return f'<script type="application/ld+json">{json.dumps(about)}</script>'


def sitemap(*paths):
    urls = "".join(f"<url><loc>{SITE}{path}</loc></url>" for path in paths)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


def html(body):
    return f"<!doctype html><html><body>{body}</body></html>"


def page_at(site, path):
    return Page(url=f"{SITE}{path}", content=site[path].encode())


def looked_at(site, path="/", sitemaps=()):
    """The ways to read a site of these pages, with few requests."""
    asked = []

    def fetch(url):
        asked.append(url)
        if url.removeprefix(SITE) not in site:
            raise FetchFailed("not-found", f"{url} is not there.")
        return page_at(site, url.removeprefix(SITE))

    found = ways_to_read(page_at(site, path), fetch, sitemaps, seconds=60)
    assert len(asked) == len(set(asked)) < 25
    return found


def ways(site, path="/", sitemaps=()):
    """Each way as importer, path, courses, pages and, where some were looked at, how many of them were of use."""
    return [
        (way.importer.key, way.address.removeprefix(SITE), way.courses, len(way.pages), way.useful)
        for way in looked_at(site, path, sitemaps)
    ]


def test_a_page_with_some_courses_comes_after_a_sitemap_that_leads_to_many():
    paths = [f"/c/{number}" for number in range(30)]
    site = {
        "/": html(course("A", "/a") + course("B", "/b")),
        "/sitemap.xml": sitemap(*paths),
        **{path: html(course(path, path)) for path in paths},
    }
    assert ways(site) == [("sitemap", "/sitemap.xml", 0, 30, 3), ("schemaorg", "/", 2, 0, 0)]


def test_a_sitemap_whose_pages_hold_no_course_comes_after_a_page_that_does():
    paths = [f"/news/{number}" for number in range(30)]
    site = {
        "/": html(course("A", "/a")),
        "/sitemap.xml": sitemap(*paths),
        **{path: html("Nothing") for path in paths},
    }
    assert [found[:2] for found in ways(site)] == [("schemaorg", "/"), ("sitemap", "/sitemap.xml")]


def test_a_home_page_leads_to_the_list_of_courses_and_that_to_a_table():
    site = {
        "/": html('<a href="/about">About</a><a href="/szkolenia/">Szkolenia</a>'),
        "/szkolenia/": html('<a href="/pobierz/kursy.csv">CSV</a>'),
        "/pobierz/kursy.csv": f"title;url\nOgniwa;{SITE}/1\nMoc;{SITE}/2\n",
    }
    assert ways(site) == [("csv", "/pobierz/kursy.csv", 2, 0, 0)]


def test_a_declared_feed_is_found_and_so_is_what_robots_txt_names():
    site = {
        "/": html('<link rel="alternate" type="application/rss+xml" href="/feed">'),
        "/feed": RSS.format(SITE),
        "/deep/map.xml": sitemap("/a"),
        "/a": html(course("A", "/a")),
    }
    assert [found[:2] for found in ways(site, sitemaps=[f"{SITE}/deep/map.xml"])] == [
        ("rss", "/feed"),
        ("sitemap", "/deep/map.xml"),
    ]


def test_pages_that_a_list_leads_to_are_no_ways_of_their_own():
    listed = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "ItemList",
            "itemListElement": [{"@type": "ListItem", "url": f"{SITE}/course/{number}"} for number in range(5)],
        }
    )
    links = "".join(f'<a href="/course/{number}">Course</a>' for number in range(5))
    site = {
        "/courses": html(f'<script type="application/ld+json">{listed}</script>{links}'),
        **{f"/course/{number}": html(course("A", f"/course/{number}")) for number in range(5)},
    }
    assert ways(site, "/courses") == [("schemaorg", "/courses", 0, 5, 3)]


NEWS = "".join(
    f"<item><title>Our team at fair {number}</title><link>{SITE}/news/{number}</link></item>" for number in range(10)
)
AGENDA = "".join(
    f"<li><h3><a href='/agenda/{name}'>{name}</a></h3><p>{day}. März 2027</p><p>Köln</p><p>Dauer: 2 Tage</p></li>"
    for day, name in enumerate(["Zellchemie", "Hochvolt", "Recycling"], start=3)
)


def test_an_agenda_comes_before_its_sites_feed_of_news_which_is_no_way_to_courses():
    site = {
        "/agenda": html(
            '<link rel="alternate" type="application/rss+xml" href="/feed">'
            f"<title>Agenda</title><h1>Unsere Kurse</h1><main><ul class='termine'>{AGENDA}</ul></main>"
        ),
        "/feed": f'<rss version="2.0"><channel><title>News</title>{NEWS}</channel></rss>',
        **{f"/news/{number}": html("<h1>We were there</h1>") for number in range(10)},
    }
    first, second = looked_at(site, "/agenda")
    assert (first.importer.key, first.courses, first.of_courses) == ("plain-page", 3, True)
    assert list(first.titles) == ["Zellchemie", "Hochvolt", "Recycling"]
    assert list(first.fields) == ["start", "place", "workload"]
    assert (second.importer.key, second.courses, second.of_courses, second.useful) == ("rss", 10, False, 0)


def test_a_feed_whose_pages_are_courses_is_a_way_to_them_whatever_its_entries_say():
    site = {
        "/": html('<link rel="alternate" type="application/rss+xml" href="/feed">'),
        "/feed": f'<rss version="2.0"><channel><title>New</title>{NEWS}</channel></rss>',
        **{f"/news/{number}": html(course(f"A{number}", f"/news/{number}")) for number in range(10)},
    }
    (way,) = looked_at(site)
    assert (way.importer.key, way.of_courses, way.expected, way.useful) == ("rss", True, 10, 3)


def test_the_part_of_a_sitemap_that_leads_to_courses_comes_before_all_of_it_and_before_one_course():
    news, courses = [f"/aktuelles/{n}" for n in range(40)], [f"/kurse/{n}" for n in range(12)]
    site = {
        "/kurse/3": html(course("A", "/kurse/3")),
        "/sitemap.xml": sitemap("/", "/impressum", *news, *courses),
        **{path: html(course(path, path)) for path in courses},
        **{path: html("Neues") for path in news},
    }
    first, *others = looked_at(site, "/kurse/3")
    assert (first.importer.key, first.part, len(first.pages)) == ("sitemap", f"{SITE}/kurse/", 12)
    assert (first.useful, first.expected) == (3, 12)
    assert [(way.importer.key, way.part) for way in others] == [("schemaorg", ""), ("sitemap", "")]


def test_a_sitemap_of_news_is_no_way_to_courses():
    paths = [f"/news/{number}" for number in range(30)]
    site = {"/": html("Hello"), "/sitemap.xml": sitemap(*paths), **{path: html("News") for path in paths}}
    (way,) = looked_at(site)
    assert (way.of_courses, way.expected) == (False, 0)


def test_the_sitemap_of_courses_in_an_index_is_found_among_others():
    index = "".join(
        f"<sitemap><loc>{SITE}/{name}-sitemap.xml</loc></sitemap>" for name in ("post", "page", "team", "kurse", "tag")
    )
    site = {
        "/": html("Hello"),
        "/sitemap.xml": f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{index}</sitemapindex>',
        "/kurse-sitemap.xml": sitemap("/k/1", "/k/2", "/k/3"),
        **{f"/k/{number}": html(course(f"K{number}", f"/k/{number}")) for number in (1, 2, 3)},
    }
    first = looked_at(site)[0]
    assert (first.address, first.useful) == (f"{SITE}/kurse-sitemap.xml", 3)


def test_a_list_of_mere_links_leads_to_the_courses_behind_them():
    links = "".join(f'<p><a href="/seminare/{number}">Seminar {number}</a></p>' for number in range(6))
    site = {
        "/": html('<a href="/seminare/">Seminare</a>'),
        "/seminare/": html(f"<h1>Seminare</h1>{links}"),
        **{f"/seminare/{number}": html(course(f"S{number}", f"/seminare/{number}")) for number in range(6)},
    }
    (way,) = looked_at(site)
    assert (way.importer.key, len(way.pages), way.expected, way.of_courses) == ("plain-page", 6, 6, True)


def test_an_open_edx_platform_is_asked_for_its_list():
    page = Page(url=f"{SITE}/", content=b'<a href="/courses/course-v1:Org+C1+2027/about">C1</a>')
    assert f"{SITE}/api/courses/v1/courses/" in leads_on(page)


@pytest.mark.parametrize("address", ["https://other.example/courses.csv", "javascript:alert(1)", "mailto:a@b.example"])
def test_nothing_outside_the_site_is_a_lead(address):
    page = Page(url=f"{SITE}/", content=html(f'<a href="{address}">Courses</a>').encode())
    assert leads_on(page) == [f"{SITE}/sitemap.xml"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"<a href='http://[::1'>courses</a>", b"<a" * 5000])
def test_any_page_can_be_looked_at(content):
    assert leads_on(Page(url=f"{SITE}/", content=content)) == [f"{SITE}/sitemap.xml"]
