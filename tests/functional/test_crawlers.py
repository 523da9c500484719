"""What search engines are told: robots.txt and sitemaps, which our own importer can read."""

from catalogue.ingestion.contract import Page
from importers.sitemap import importer


def addresses(client, path):
    answer = client.get(path)
    page = Page(url=f"http://localhost{path}", content=answer.data)
    return [link.url for link in importer.read(page)]


def test_the_sitemap_leads_to_every_course_there_is(client, courses):
    parts = addresses(client, "/sitemap.xml")
    assert [part.rpartition("/")[2] for part in parts] == ["sitemap-pages.xml", "sitemap-courses-1.xml"]
    listed = addresses(client, "/sitemap-courses-1.xml")
    assert len(listed) == 5
    assert client.get(listed[0].removeprefix("http://localhost")).status_code == 200


def test_a_part_that_is_not_there_is_not_found(client, courses):
    assert client.get("/sitemap-courses-2.xml").status_code == 404
    assert client.get("/sitemap-courses-0.xml").status_code == 404


def test_invented_courses_are_in_no_sitemap(client, courses, session):
    from catalogue.models import Provider

    session.query(Provider).update({"is_sample": True})
    session.commit()
    assert [part.rpartition("/")[2] for part in addresses(client, "/sitemap.xml")] == ["sitemap-pages.xml"]


def test_robots_are_asked_to_leave_endless_and_private_pages_alone(client):
    said = client.get("/robots.txt").get_data(as_text=True)
    assert "Disallow: /courses?" in said
    assert "Disallow: /account" in said
    assert "Sitemap: http://localhost/sitemap.xml" in said
