"""What a person is shown of a site whose courses stand beside its news: the courses, and what else there is."""

import json
from dataclasses import replace

import pytest

from catalogue.domain.people.permissions import Role
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.onboarding import preview_address, register_source
from catalogue.web.sources.onboarding_page import present_preview
from tests.functional.importing.published_site import HOST, Site
from tests.functional.people import person
from tests.functional.sources.test_preview_addresses import OWNER

HOME = f"http://{HOST}/"
FEED = '<link rel="alternate" type="application/rss+xml" href="/feed">'
CARD = "<li><h3><a href='/agenda/{0}'>{0} for all</a></h3><p>{1} March 2027</p><p>2 days · €450</p></li>"


def html(body, head=""):
    return f'<!doctype html><html lang="en"><head><title>Academy</title>{head}</head><body>{body}</body></html>'


def marked(number):
    course = {"@context": "https://schema.org", "@type": "Course", "name": f"Course {number}", "timeRequired": "PT8H"}
    return html(f'<script type="application/ld+json">{json.dumps(course)}</script>')


def feed_of_news():
    items = "".join(f"<item><title>At the fair {n}</title><link>{HOME}news/{n}</link></item>" for n in range(10))
    return f'<rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


@pytest.fixture
def site():
    site = Site()
    news = {f"/news/{number}": html("<h1>We were there</h1>") for number in range(10)}
    site.pages |= {"/feed": feed_of_news(), **news}
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def look(session, parts, site, client):
    routes = {HOST: ("127.0.0.1", site.server.server_port)}
    importing = ImportService(session=session, engine=parts.engine, settings=parts.settings, routes=routes)

    def shown(path, part=""):
        with client.application.test_request_context():
            preview = preview_address(importing, OWNER, f"{HOME}{path}", "academy", part)
            return preview, present_preview(preview)

    return shown


def test_an_agenda_is_shown_and_its_sites_news_are_not_called_courses(site, look):
    cards = "".join(CARD.format(name, day) for day, name in enumerate(("Cells", "Packs", "Safety"), start=3))
    site.pages |= {"/agenda": html(f"<h1>Courses</h1><ul class='dates'>{cards}</ul>", FEED)}
    site.pages |= {f"/agenda/{name}": html("<h1>Come along</h1>") for name in ("Cells", "Packs", "Safety")}
    preview, view = look("agenda")
    assert (len(preview.courses), view.doubtful, view.address) == (3, False, f"{HOME}agenda")
    assert [(way.what, way.chosen) for way in view.ways] == [
        ("3 courses", True),
        ("10 entries that show nothing of courses; courses found on 0 of 3 looked at", False),
    ]
    assert view.ways[0].titles == "Cells for all · Packs for all · Safety for all"
    assert view.ways[0].fields == "Dates, Price, Workload"


def test_a_page_with_nothing_but_news_behind_it_is_not_left_for_them(site, look):
    site.pages |= {"/": html("<h1>Welcome</h1>", FEED)}
    _, view = look("")
    assert (view.address, view.usable, view.found) == (HOME, False, "0 courses")
    assert [way.chosen for way in view.ways] == [False]


def test_who_asks_for_the_news_is_told_that_nothing_shows_them_to_be_courses(look):
    _, view = look("feed")
    assert view.doubtful and view.usable
    assert view.found.startswith("10 entries that show nothing of courses on ")


def test_the_part_of_a_sitemap_with_courses_is_shown_and_registered_as_such(site, look, session):
    courses = {f"/training/{number}": marked(number) for number in range(6)}
    site.pages |= {"/": html("<h1>Welcome</h1>"), **courses}
    urls = "".join(
        f"<url><loc>{HOME[:-1]}{path}</loc></url>" for path in (*courses, *(f"/news/{n}" for n in range(10)))
    )
    site.pages["/sitemap.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    preview, view = look("")
    assert (view.address, view.part) == (f"{HOME}sitemap.xml", f"{HOME}training/")
    assert len(preview.courses) == 6
    assert len([path for path in site.paths() if path.startswith("/news/")]) <= 6  # samples of two ways
    owner = replace(OWNER, user_id=person(Role.LEARNER).id)
    source = register_source(session, owner, address=view.address, provider="academy", part=view.part)
    assert (source.address, source.allow) == (f"{HOME}sitemap.xml", [f"{HOME}training/"])


def test_another_part_can_be_asked_for(site, look):
    site.pages |= {
        "/": html("<h1>Welcome</h1>"),
        "/k/1": marked(1),
        "/k/2": marked(2),
        "/s/1": marked(3),
        "/s/2": marked(4),
    }
    urls = "".join(f"<url><loc>{HOME}{path}</loc></url>" for path in ("k/1", "k/2", "s/1", "s/2", "news/1", "news/2"))
    site.pages["/sitemap.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    preview, view = look("sitemap.xml", f"{HOME}s/")
    assert sorted(course.title for course in preview.courses) == ["Course 3", "Course 4"]
    assert [way.part for way in view.ways if way.chosen] == [f"{HOME}s/"]
