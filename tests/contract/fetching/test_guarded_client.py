"""The guarded client against a local server that misbehaves."""

import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from catalogue.ingestion.fetching import Fetcher, FetchFailed, FetchPolicy, FetchRefused
from catalogue.ingestion.fetching.pace import Pace

BOMB = gzip.compress(b"0" * 5_000_000)


class Misbehaving(BaseHTTPRequestHandler):
    """Each path is one way to misbehave."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.asked.append((self.path, self.headers.get("If-None-Match"), self.headers.get("User-Agent")))
        name = self.path.strip("/").partition("?")[0].replace("-", "_").replace(".", "_") or "page"
        getattr(self, f"serve_{name}", self.serve_missing)()

    def answer(self, body=b"", status=200, **headers):
        self.send_response(status)
        for key, value in {"Content_Length": len(body), **headers}.items():
            self.send_header(key.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def serve_page(self):
        self.answer(b"<h1>Kurse</h1>", Content_Type="text/html; charset=iso-8859-2", Content_Language="de-AT")

    def serve_missing(self):
        self.answer(b"no", 404)

    def serve_withdrawn(self):
        self.answer(b"", 410)

    def serve_broken(self):
        self.answer(b"", 500)

    def serve_busy(self):
        self.answer(b"", 429, Retry_After=1)
        type(self).serve_busy = Misbehaving.serve_page

    def serve_closed(self):
        self.answer(b"", 503, Retry_After=3600)

    def serve_bomb(self):
        self.answer(BOMB, Content_Encoding="gzip")

    def serve_bomb_gz(self):
        self.answer(BOMB, Content_Type="application/gzip")

    def serve_sitemap_gz(self):
        self.answer(gzip.compress(b"<urlset/>"), Content_Type="application/gzip")

    def serve_large(self):
        self.answer(b"0" * 2_000_000)

    def serve_drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        for _ in range(100):
            self.wfile.write(b"0")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_silent(self):
        time.sleep(2)

    def serve_short(self):
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"only this")
        self.close_connection = True

    def serve_loop(self):
        self.answer(status=302, Location="/loop")

    def serve_moved(self):
        self.answer(status=301, Location="/page")

    def serve_inside(self):
        self.answer(status=302, Location="http://127.0.0.1:80/secret")

    def serve_metadata(self):
        self.answer(status=302, Location="http://169.254.169.254/latest/")

    def serve_file(self):
        self.answer(status=302, Location="file:///etc/passwd")

    def serve_tagged(self):
        if self.headers.get("If-None-Match") == '"v1"':
            self.answer(status=304, ETag='"v1"')
        else:
            self.answer(b"the same", ETag='"v1"', Cache_Control="no-cache")

    def log_message(self, *arguments):
        """Quiet."""


@contextmanager
def running(robots=b"", robots_status=200):
    handler = type("Site", (Misbehaving,), {"serve_robots_txt": lambda self: self.answer(robots, robots_status)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def policy(server, **changed):
    routes = {"partner.example": ("127.0.0.1", server.server_port)}
    limits = {"read_timeout": 0.4, "total_timeout": 1.0, "max_bytes": 1_000_000, "seconds_between_requests": 0.0}
    return FetchPolicy(user_agent="TestBot", contact="mailto:us@example.org", routes=routes, **(limits | changed))


@pytest.fixture
def site():
    with running() as server:
        yield server


@pytest.fixture
def fetcher(site):
    with Fetcher(policy(site), pace=Pace(sleep=lambda seconds: None)) as found:
        yield found


def get(fetcher, path):
    return fetcher.fetch(f"http://partner.example/{path}")


def test_a_page_arrives_with_what_the_server_says_of_it(fetcher, site):
    page = get(fetcher, "page").page
    assert (page.content, page.media_type, page.charset, page.language) == (
        b"<h1>Kurse</h1>", "text/html", "iso-8859-2", "de-AT",
    )  # fmt: skip
    assert site.asked[-1][2] == "TestBot (+mailto:us@example.org)"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("nothing", "not-found"),
        ("withdrawn", "gone"),
        ("broken", "server-error"),
        ("closed", "busy"),
        ("bomb", "too-large"),
        ("bomb.gz", "too-large"),
        ("large", "too-large"),
        ("drip", "timeout"),
        ("silent", "timeout"),
        ("short", "connection"),
        ("loop", "redirects"),
    ],
)
def test_what_cannot_be_had_says_why(fetcher, path, code):
    with pytest.raises(FetchFailed, match=r"partner\.example") as failed:
        get(fetcher, path)
    assert failed.value.code == code


@pytest.mark.parametrize(("path", "code"), [("inside", "address"), ("metadata", "address"), ("file", "scheme")])
def test_a_redirect_into_the_private_network_or_to_a_file_is_refused(fetcher, path, code):
    with pytest.raises(FetchRefused) as refused:
        get(fetcher, path)
    assert refused.value.code == code


def test_a_redirect_within_the_site_is_followed(fetcher):
    assert get(fetcher, "moved").page.url == "http://partner.example/page"


def test_a_busy_site_is_asked_again_after_the_time_it_names(site):
    waits = []
    with Fetcher(policy(site, total_timeout=10.0), pace=Pace(sleep=waits.append)) as fetcher:
        assert get(fetcher, "busy").status == 200
    assert len(waits) == 1
    assert 0.8 <= waits[0] <= 1.0


def test_an_unchanged_page_costs_a_conditional_request(site, tmp_path):
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        first = get(fetcher, "tagged")
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        second = get(fetcher, "tagged")
    assert (first.not_modified, second.not_modified) == (False, True)
    assert second.page.content == b"the same"
    assert [tag for path, tag, _ in site.asked if path == "/tagged"] == [None, '"v1"']


def test_a_compressed_sitemap_is_unpacked(fetcher):
    assert get(fetcher, "sitemap.gz").page.content == b"<urlset/>"


def test_what_robots_txt_disallows_is_not_fetched():
    with running(b"User-agent: *\nDisallow: /page") as site, Fetcher(policy(site)) as fetcher:
        with pytest.raises(FetchRefused, match=r"robots\.txt") as refused:
            get(fetcher, "page")
        assert refused.value.code == "robots"
        assert [path for path, _, _ in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_missing_robots_txt_allows_and_a_broken_one_does_not(status, allowed):
    with running(b"", status) as site, Fetcher(policy(site)) as fetcher:
        if allowed:
            assert get(fetcher, "page").status == 200
        else:
            with pytest.raises(FetchRefused, match="later"):
                get(fetcher, "page")


def test_requests_to_one_host_keep_their_distance(site):
    waits, now = [], [0.0]
    pace = Pace(clock=lambda: now[0], sleep=waits.append)
    with Fetcher(policy(site, seconds_between_requests=2.0), pace=pace) as fetcher:
        get(fetcher, "page")
        get(fetcher, "moved")
    assert waits == [2.0, 4.0]


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ftp://partner.example/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://user:secret@partner.example/", "credentials"),
        ("http://example.org:22/", "port"),
        ("http:///nowhere", "host"),
        ("http://127.0.0.1/", "address"),
        ("http://2130706433/", "address"),
        ("http://0x7f.1/", "address"),
        ("http://[::1]/", "address"),
        ("http://[::ffff:10.0.0.1]/", "address"),
        ("http://localhost/", "address"),
    ],
)
def test_addresses_that_are_not_a_partners_are_refused(fetcher, url, code):
    with pytest.raises(FetchRefused) as refused:
        fetcher.fetch(url)
    assert refused.value.code == code
    assert "secret" not in str(refused.value)


def test_a_name_that_also_leads_inside_is_refused_before_connecting(site):
    answers = iter([["93.184.216.34", "10.0.0.8"]])
    with (
        Fetcher(policy(site), resolve=lambda host, port: next(answers)) as fetcher,
        pytest.raises(FetchRefused, match=r"10\.0\.0\.8"),
    ):
        fetcher.fetch("http://rebinding.example/")
    assert site.asked == []
