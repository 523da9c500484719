"""Where the surest importer finds nothing the next is asked, and where none finds anything it is said what was seen."""

import pytest

from catalogue.ingestion.contract import CourseDraft, Fault, Page, Remark, Unreadable
from catalogue.ingestion.crawl import Crawl
from catalogue.ingestion.page_survey import seen_on
from catalogue.ingestion.registry import discover, no_importer
from catalogue.ingestion.sightings import ANYTHING

SITE = "https://lab.example"
BLOCK = '<div class="card"><h3><a href="/courses/{0}/">{0}</a></h3><p>{1} March 2027</p><p>Duration: 2 days</p></div>'
LIST = (
    "<main><h1>Courses</h1>"
    + "".join(BLOCK.format(name, day) for day, name in enumerate(("Coating", "Winding", "Laser"), 3))
    + "</main>"
)
EVENTS_IN_A_SCRIPT = '<script>var words = {"Event": ["Termin"], "see": "https://schema.org"}</script>'


def html(body, head=""):
    return f"<!doctype html><html lang=en><head><title>Courses</title>{head}</head><body>{body}</body></html>"


def json_ld(text):
    return f'<script type="application/ld+json">{text}</script>'


def walk_bytes(content, url=f"{SITE}/courses", **options):
    return list(Crawl(pages=[Page(url=url, content=content)], **options))


def walk(content, url=f"{SITE}/courses", **options):
    return walk_bytes(content.encode(), url, **options)


def of_kind(seen, kind):
    return [one for one in seen if isinstance(one.found, kind)]


def test_a_page_in_which_the_surest_importer_finds_nothing_is_read_by_the_next():
    seen = walk(html(LIST + EVENTS_IN_A_SCRIPT))
    assert [one.found.title for one in of_kind(seen, CourseDraft)] == ["Coating", "Winding", "Laser"]
    assert {one.importer for one in of_kind(seen, CourseDraft)} == {"plain-page"}


def test_a_next_page_alone_is_nothing_found():
    onward = '<link rel="next" href="/courses?page=2">'
    assert len(of_kind(walk(html(LIST + EVENTS_IN_A_SCRIPT, onward)), CourseDraft)) == 3


def test_what_the_surest_could_not_read_is_told_beside_what_the_next_reads_and_hides_everything():
    seen = walk(html(LIST, json_ld('{"@context": "https://schema.org", "@type" "Course"}')))
    assert len(of_kind(seen, CourseDraft)) == 3
    assert [one.hides for one in of_kind(seen, Fault)] == [ANYTHING]


def test_an_importer_that_can_read_nothing_leaves_the_page_to_the_next(monkeypatch):
    surest, next_one = discover()["jsonl"], discover()["openedx"]
    lines = '{"title": "any"}\n{"title": "other"}\n'

    def refuses(page):
        raise Unreadable("not this")

    monkeypatch.setattr(surest, "read", refuses)
    monkeypatch.setattr(next_one, "detect", lambda page: 0.1)
    monkeypatch.setattr(next_one, "read", lambda page: iter([CourseDraft(where="row 1", title="Laser")]))
    assert [one.found.title for one in walk(lines) if isinstance(one.found, CourseDraft)] == ["Laser"]
    monkeypatch.setattr(next_one, "read", refuses)
    assert [str(one.found.message) for one in walk(lines)] == ["not this"]


def test_of_a_page_in_which_nobody_finds_anything_it_is_said_who_looked_and_what_is_there():
    body = '<a href="/a">a</a><a href="/b">b</a><p>since 3 March 2027, not 2027-04-05</p>' + EVENTS_IN_A_SCRIPT
    (remark,) = of_kind(
        walk(html(body, json_ld('{"@type": "WebSite"}') + json_ld('{"@type": "BreadcrumbList"}'))), Remark
    )
    said = str(remark.found.message)
    assert "schema.org markup" in said and f"{SITE}/courses" in said
    for seen in ("JSON-LD blocks: 2", "WebSite, BreadcrumbList", "links: 2", "dates: 2", "broken: 0"):
        assert seen in said


def test_broken_parts_are_counted_with_it():
    broken = json_ld('{"@context": "https://schema.org", "@type" "Course"}')
    (remark,) = of_kind(walk(html("<p>none</p>", broken)), Remark)
    assert "broken: 1" in str(remark.found.message)


def test_a_format_that_was_named_is_asked_alone():
    (remark,) = walk(html(LIST), format="schemaorg")
    assert isinstance(remark.found, Remark)
    assert "schema.org markup" in str(remark.found.message)


def test_a_list_that_leads_on_is_not_said_to_be_empty():
    seen = walk('<?xml version="1.0"?><urlset><url><loc>https://lab.example/a</loc></url></urlset>')
    assert not [one for one in of_kind(seen, Remark) if "No course was found" in str(one.found.message)]


@pytest.mark.parametrize(
    ("content", "seen"),
    [
        ('{"total": 0, "entries": []}', "total, entries"),
        ("<catalog><item/><item/></catalog>", "catalog, item"),
        ("<main><article itemscope itemtype='https://schema.org/Article'>x", "types in the markup: Article"),
        ("<main typeof='schema:Person'>x", "types in the markup: Person"),
        ("<div>x <script>3.4.2027", "dates: 0"),
        ("Dear all,", ""),
    ],
)
def test_what_is_on_a_page_is_described_by_its_kind(content, seen):
    assert seen in str(seen_on(Page(url=SITE, content=content.encode())))


def test_formats_that_can_be_read_are_told_without_sites_that_have_a_recipe():
    said = str(no_importer(Page(url=SITE, content=b"<p>Welcome</p>")).message)
    recipes = [importer.label for importer in discover().values() if hasattr(importer, "RECIPE")]
    assert recipes and not [label for label in recipes if label in said]


def test_markup_of_anything_else_is_not_said_to_be_no_markup():
    said = str(no_importer(Page(url=SITE, content=html("x", json_ld('{"@type": "WebSite"}')).encode())).message)
    assert "without course markup" not in said and "WebSite" in said


def test_a_page_of_one_course_in_which_nobody_finds_any_is_no_remark():
    listing = html(json_ld('{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": "/a"}'))
    crawl = Crawl(
        pages=[Page(url=f"{SITE}/courses", content=listing.encode())],
        fetch=lambda url: Page(url=url, content=html(EVENTS_IN_A_SCRIPT).encode()),
    )
    assert not [one for one in crawl if isinstance(one.found, Remark | Fault)]


SINGLE = '{"@context": "https://schema.org", "@type": "Course", "name": "Coating"}'


def test_a_saved_page_that_does_not_say_where_it_was_is_told_how_to_say_so():
    (course, remark) = walk(html(json_ld(SINGLE)), "file:///tmp/coating.html")
    assert course.found.url == "" and "--address" in str(remark.found.message)


@pytest.mark.parametrize(
    ("head", "url", "address"),
    [
        ("", f"{SITE}/coating", f"{SITE}/coating"),
        (f'<link rel="canonical" href="{SITE}/coat">', "file:///tmp/coating.html", f"{SITE}/coat"),
        (f'<meta property="og:url" content="{SITE}/coat">', "file:///tmp/coating.html", f"{SITE}/coat"),
        (f'<base href="{SITE}/courses/coat">', "file:///tmp/coating.html", None),
    ],
)
def test_one_that_says_it_is_told_nothing(head, url, address):
    (course, *remarks) = walk(html(json_ld(SINGLE), head), url)
    assert course.found.url == (address or "")
    assert bool(remarks) is (address is None)


def test_relative_links_of_a_saved_page_lead_where_its_base_says():
    named = SINGLE.replace('"Coating"', '"Coating", "url": "coat"')
    (course,) = walk(html(json_ld(named), f'<base href="{SITE}/courses/">'), "file:///tmp/coating.html")
    assert course.found.url == f"{SITE}/courses/coat"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_format_is_told_in_units_of_any_width(encoding):
    feed = '<?xml version="1.0"?><rss><channel><item><title>Coating</title><guid>c</guid></item></channel></rss>'
    (course, *_) = walk_bytes(feed.encode(encoding))
    assert course.found.title == "Coating"
