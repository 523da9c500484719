"""A walk through a source: what is followed, what is left, and what a list's own words are good for."""

import pytest

from catalogue.ingestion.contract import CourseDraft, Fault, Page, Partial
from catalogue.ingestion.crawl import Crawl
from catalogue.ingestion.fetching import FetchFailed

ENTRY = "<item><title>{0}</title><link>https://{1}/{0}</link></item>"
COURSE = '{"@context":"https://schema.org","@type":"Course","name":"Told in full"}'
MARKED = f'<script type="application/ld+json">{COURSE}</script>'
BROKEN = MARKED.replace('"Course",', '"Course"')


def feed(*entries):
    items = "".join(ENTRY.format(*entry) for entry in entries)
    return Page(url="https://a.example/feed", content=f"<rss><channel>{items}</channel></rss>".encode())


def walk(first, **pages):
    """The titles and faults seen; ``pages`` are those of the site by their last step, None for one that fails."""

    def fetch(url):
        content = pages[url.rpartition("/")[2]]
        if content is None:
            raise FetchFailed("server-error", f"{url} failed")
        return Page(url=url, content=content.encode())

    seen = [sighting.found for sighting in Crawl(pages=[first], fetch=fetch if pages else None)]
    titles = [found.title for found in seen if isinstance(found, CourseDraft)]
    return titles, [found for found in seen if isinstance(found, Fault)], [x for x in seen if isinstance(x, Partial)]


@pytest.mark.parametrize(
    ("content", "titles", "faulty"),
    [
        (f"<html>{MARKED}</html>", ["Told in full"], False),
        ("<html>Only prose</html>", ["one"], False),
        (f"<html>{BROKEN}</html>", [], True),
        (None, [], True),
    ],
)
def test_the_lists_words_serve_only_where_the_page_has_none_and_nothing_is_wrong(content, titles, faulty):
    found, faults, _ = walk(feed(("one", "a.example")), one=content)
    assert found == titles
    assert bool(faults) is faulty


def test_the_lists_words_complete_a_page_of_the_same_title_and_no_other():
    entry = "<item><title>{0}</title><link>https://a.example/1</link><description>In the list.</description></item>"

    def summary(title):
        first = Page(
            url="https://a.example/feed", content=f"<rss><channel>{entry.format(title)}</channel></rss>".encode()
        )
        pages = Page(url="https://a.example/1", content=f"<html>{MARKED}</html>".encode())
        (course,) = (one.found for one in Crawl(pages=[first], fetch=lambda url: pages) if one.importer == "schemaorg")
        return course.title, course.description

    assert summary("Told in FULL") == ("Told in full", "In the list.")
    assert summary("Told in full: online") == ("Told in full", "In the list.")
    assert summary("Told") == ("Told in full", "In the list.")
    assert summary("Told in part") == ("Told in full", "")


def test_a_course_on_another_host_is_not_asked_for_and_told_in_the_lists_words():
    assert walk(feed(("one", "b.example")), other="")[0] == ["one"]


def test_a_file_handed_in_alone_is_told_in_its_own_words():
    assert walk(feed(("one", "a.example"), ("two", "a.example")))[0] == ["one", "two"]


def test_a_file_that_is_continued_elsewhere_is_said_to_be_a_part():
    page = Page(
        url="file:///data/courses.json",
        content=b'{"data": [{"type": "courses", "attributes": {"name": "A"}}], "links": {"next": "https://a.example/2"}}',
    )
    titles, faults, parts = walk(page)
    assert (titles, faults) == (["A"], [])
    assert "https://a.example/2" in str(parts[0].message)
