"""The sample partners answer like real sites, whatever address they are served at."""

from __future__ import annotations

import html
import http.client
import json

import pytest
from werkzeug.test import Client, TestResponse

from catalogue.demo.content import ContentError, SampleSite, load_site
from catalogue.demo.pages import words
from catalogue.demo.publishing import publisher_of
from catalogue.demo.sites import create_sites_app, sample_sites, serving

SITES = sample_sites()
EACH_SITE = pytest.mark.parametrize("site", SITES, ids=lambda site: site.host)


@pytest.fixture(scope="module")
def client() -> Client:
    return Client(create_sites_app())


def get(client: Client, site: SampleSite, path: str, **options: object) -> TestResponse:
    return client.get(path, base_url=site.canonical("/"), **options)


def shown(answer: TestResponse, site: SampleSite) -> str:
    """The page's text; a character its charset lacks is a numeric reference."""
    return html.unescape(answer.data.decode(site.charset))


def html_paths(site: SampleSite) -> list[str]:
    listed = [site.path_of(course) for course in site.courses if course.flaw != "dead-link"]
    return ["/", site.list_path, *listed]


@EACH_SITE
def test_every_page_answers_and_says_in_its_language_that_it_is_a_sample(client: Client, site: SampleSite) -> None:
    for path in html_paths(site):
        answer = get(client, site, path)
        assert answer.status_code == 200, path
        assert answer.mimetype == "text/html"
        language = answer.headers["Content-Language"]
        assert words(language)["sample"] in shown(answer, site), path


@EACH_SITE
def test_every_address_a_site_answers_carries_the_sample_mark_in_its_headers(client: Client, site: SampleSite) -> None:
    dead = {site.path_of(course) for course in site.courses if course.flaw == "dead-link"}
    for path in publisher_of(site).resources(site):
        answer = get(client, site, path)
        assert answer.status_code == (404 if path in dead else 200), path
        assert answer.headers["X-Sample-Partner"]


@EACH_SITE
def test_the_entry_of_a_site_exists(client: Client, site: SampleSite) -> None:
    assert get(client, site, site.entry).status_code == 200


@EACH_SITE
def test_an_unknown_path_is_not_found_and_still_marked(client: Client, site: SampleSite) -> None:
    answer = get(client, site, "/no-such-page")
    assert answer.status_code == 404
    assert words(site.language)["sample"] in shown(answer, site)


@EACH_SITE
def test_an_unchanged_document_is_answered_with_304(client: Client, site: SampleSite) -> None:
    first = get(client, site, site.entry)
    for validator in ({"If-None-Match": first.headers["ETag"]}, {"If-Modified-Since": first.headers["Last-Modified"]}):
        again = get(client, site, site.entry, headers=validator)
        assert (again.status_code, again.data) == (304, b"")
    assert get(client, site, site.entry, headers={"If-None-Match": '"another"'}).status_code == 200


@EACH_SITE
def test_robots_allow_the_entry(client: Client, site: SampleSite) -> None:
    robots = get(client, site, "/robots.txt").text
    assert robots.startswith("User-agent: *")
    assert not any(site.entry.startswith(path) for path in site.disallow)


@EACH_SITE
def test_below_a_prefix_every_link_stays_inside_it(client: Client, site: SampleSite) -> None:
    prefix = f"/samples/{site.host}/"
    for path in ("", site.list_path.lstrip("/"), site.path_of(site.courses[0]).lstrip("/")):
        page = client.get(f"/{site.host}/{path}", environ_overrides={"SCRIPT_NAME": "/samples"})
        assert page.status_code == 200
        links = page.data.decode(site.charset).split('href="')[1:]
        addresses = [link.split('"', 1)[0] for link in links]
        assert [address for address in addresses if not address.startswith((prefix, "http", "#"))] == []


def test_an_unknown_host_has_no_site(client: Client) -> None:
    assert client.get("/", base_url="http://unheard-of.example/").status_code == 404


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/", base_url=SITES[0].canonical("/")).status_code == 405


def test_the_sites_are_served_on_loopback_by_their_host_names() -> None:
    with serving() as routes:
        assert set(routes) == {site.host for site in SITES}
        address, port = routes[SITES[0].host]
        connection = http.client.HTTPConnection(address, port, timeout=5)
        connection.request("GET", SITES[0].entry, headers={"Host": SITES[0].host})
        assert connection.getresponse().status == 200
        connection.close()
    with pytest.raises(OSError):
        http.client.HTTPConnection(address, port, timeout=1).request("GET", "/")


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("courses.toml", '[[course]]\nslug = "a"\ntitel = "A"', "course a"),
        ("courses.toml", "[[course", "cannot be read"),
        ("site.toml", 'colour = "red"', "colour"),
    ],
)
def test_content_that_cannot_be_used_is_refused_with_its_place(tmp_path, name: str, text: str, complaint: str) -> None:
    (tmp_path / "courses.toml").write_text("")
    (tmp_path / "site.toml").write_text("")
    (tmp_path / name).write_text(text)
    with pytest.raises(ContentError, match=complaint) as refused:
        load_site(tmp_path)
    assert name in str(refused.value)


@EACH_SITE
def test_json_ld_blocks_are_json_unless_a_flaw_breaks_them(client: Client, site: SampleSite) -> None:
    for course in site.courses:
        page = get(client, site, site.path_of(course)).data.decode(site.charset)
        blocks = [part.split("</script>")[0] for part in page.split('<script type="application/ld+json">')[1:]]
        if course.flaw not in ("broken-json", "broken-block", "trailing-semicolon"):
            assert all(json.loads(block) for block in blocks), course.slug
