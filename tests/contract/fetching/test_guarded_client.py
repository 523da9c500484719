"""The guarded client against a local server that misbehaves."""

import gzip
import sqlite3
import ssl
import subprocess
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
import pytest

from catalogue.ingestion.fetching import Fetcher, FetchFailed, FetchPolicy, FetchRefused
from catalogue.ingestion.fetching.network import Deadline, GuardedBackend
from catalogue.ingestion.fetching.pace import Pace

BOMB = gzip.compress(b"0" * 5_000_000)


class Misbehaving(BaseHTTPRequestHandler):
    """Each path is one way to misbehave."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.cookies.append(self.headers.get("Cookie"))
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
        type(self).serve_busy = Misbehaving.serve_page
        self.answer(b"", 429, Retry_After=1)

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

    def serve_endless(self):
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        while True:
            self.wfile.write(b"10000\r\n" + b"0" * 0x10000 + b"\r\n")

    def drip(self, head, slow):
        """Every pause is short, and all of it arrives in the end, so only a deadline over the whole stops it."""
        self.wfile.write(head)
        for byte in slow:
            self.wfile.write(bytes([byte]))
            time.sleep(0.05)

    def serve_drip(self):
        self.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n", b"0" * 60)

    def serve_slow_headers(self):
        self.drip(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n", b"X-Slow: " + b"0" * 48 + b"\r\n\r\n")

    def serve_huge_headers(self):
        self.answer(b"fine", X_Long="0" * 200_000)

    def serve_foreign_headers(self):
        self.wfile.write("HTTP/1.1 200 OK\r\nX-City: Mladá Boleslav\r\nContent-Length: 4\r\n\r\nfine".encode())

    def serve_not_http(self):
        self.wfile.write(b"\x00\x01\x02 220 smtp.example ready\r\n\r\n")
        self.close_connection = True

    def serve_overlong(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfine and more")
        self.close_connection = True

    def serve_empty(self):
        self.answer(status=204)

    def serve_nowhere(self):
        self.answer(status=302, Location="http://[")

    def serve_with_password(self):
        self.answer(status=302, Location="http://me:secret@partner.example/page")

    def serve_other_site(self):
        self.answer(status=302, Location="http://other.example/page")

    def serve_nested(self):
        self.answer(gzip.compress(gzip.compress(b"0" * 5_000_000)), Content_Encoding="gzip, gzip")

    def serve_unasked(self):
        self.answer(b"whatever", Content_Encoding="br")

    def serve_cut_off(self):
        self.answer(gzip.compress(b"0" * 5000)[:-12], Content_Encoding="gzip")

    def serve_cut_off_gz(self):
        self.answer(gzip.compress(b"0" * 5000)[:-12], Content_Type="application/gzip")

    def serve_cookie(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nSet-Cookie: \xff=1\r\nSet-Cookie: a=1\r\nContent-Length: 4\r\n\r\nfine")

    def serve_odd_charset(self):
        self.answer(b"caf\xe9", Content_Type="text/html; charset=klingon-8")

    def serve_recovering(self):
        """Breaks off once, then is well, under one validator."""
        if self.server.asked[-2][0] != self.path:
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.send_header("ETag", '"v1"')
            self.end_headers()
            self.wfile.write(b"only this")
            self.close_connection = True
        elif self.headers.get("If-None-Match"):
            self.answer(status=304, ETag='"v1"')
        else:
            self.answer(b"everything", ETag='"v1"')

    def serve_old(self):
        """Not edited for long, which a cache may take for fresh, and then edited."""
        edition = sum(path == self.path for path, _, _ in self.server.asked)
        self.answer(f"edition {edition}".encode(), Last_Modified=f"Mon, 0{edition} Jan 2024 10:00:00 GMT")

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
            self.answer(gzip.compress(b"the same"), ETag='"v1"', Content_Encoding="gzip")

    def handle(self):
        with suppress(OSError):  # a client that does not trust us, or has had enough
            super().handle()

    def log_message(self, *arguments):
        """Quiet."""


@contextmanager
def running(robots=b"", robots_status=200, tls=None):
    handler = type("Site", (Misbehaving,), {"serve_robots_txt": lambda self: self.answer(robots, robots_status)})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.asked, server.cookies = [], []
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def policy(server, **changed):
    routes = dict.fromkeys(("partner.example", "other.example"), ("127.0.0.1", server.server_port))
    limits = {"read_timeout": 1.0, "total_timeout": 1.5, "max_bytes": 1_000_000, "seconds_between_requests": 0.0}
    return FetchPolicy(user_agent="TestBot", contact="mailto:us@example.org", routes=routes, **(limits | changed))


@pytest.fixture
def site():
    with running() as server:
        yield server


@pytest.fixture(params=["without a cache", "with a cache"])
def fetcher(site, request, tmp_path):
    cache = tmp_path if request.param == "with a cache" else None
    with Fetcher(policy(site, cache_directory=cache), pace=Pace(sleep=lambda seconds: None)) as found:
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
        ("nowhere", "redirects"),
        ("endless", "too-large"),
        ("slow-headers", "timeout"),
        ("huge-headers", "connection"),
        ("not-http", "connection"),
        ("empty", "unexpected"),
        ("nested", "encoding"),
        ("unasked", "encoding"),
        ("cut-off", "encoding"),
        ("cut-off.gz", "encoding"),
    ],
)
def test_what_cannot_be_had_says_why(fetcher, path, code):
    with pytest.raises(FetchFailed, match=r"partner\.example") as failed:
        get(fetcher, path)
    assert failed.value.code == code


@pytest.mark.parametrize(
    ("path", "code"),
    [("inside", "address"), ("metadata", "address"), ("file", "scheme"), ("with-password", "credentials")],
)
def test_a_redirect_to_where_we_would_not_go_is_refused(fetcher, path, code):
    with pytest.raises(FetchRefused) as refused:
        get(fetcher, path)
    assert refused.value.code == code
    assert "secret" not in str(refused.value)


def test_a_small_document_that_unpacks_to_a_huge_one_is_given_up_by_its_ratio(site):
    with (
        Fetcher(policy(site, max_bytes=50_000_000)) as fetcher,
        pytest.raises(FetchFailed, match="200 times") as failed,
    ):
        get(fetcher, "bomb")
    assert failed.value.code == "bomb"


@pytest.mark.parametrize("path", ["overlong", "foreign-headers"])
def test_what_is_merely_odd_is_read(fetcher, path):
    assert get(fetcher, path).page.content == b"fine"


def test_no_cookie_is_kept_least_of_all_one_that_cannot_be_sent_back(fetcher, site):
    assert [get(fetcher, "cookie").status for _ in range(2)] == [200, 200]
    assert set(site.cookies) == {None}


def test_a_charset_nobody_knows_is_left_to_the_reader_of_the_page(fetcher):
    page = get(fetcher, "odd-charset").page
    assert (page.content, page.charset) == (b"caf\xe9", "klingon-8")


def test_a_redirect_within_the_site_is_followed(fetcher):
    assert get(fetcher, "moved").page.url == "http://partner.example/page"


def test_a_busy_site_is_asked_again_after_the_time_it_names(site):
    waits = []
    with Fetcher(policy(site, total_timeout=10.0), pace=Pace(sleep=waits.append)) as fetcher:
        assert get(fetcher, "busy").status == 200
    assert waits == [1.0]


def test_a_proxy_named_in_the_environment_is_not_used(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Fetcher(policy(site)) as fetcher:
        assert get(fetcher, "page").status == 200


def test_an_unchanged_page_costs_a_conditional_request(site, tmp_path):
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        first = get(fetcher, "tagged")
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        second = get(fetcher, "tagged")
    assert (first.not_modified, second.not_modified) == (False, True)
    assert second.page.content == b"the same"
    assert (first.from_cache, second.from_cache, second.received_bytes) == (False, True, 0)
    assert [tag for path, tag, _ in site.asked if path == "/tagged"] == [None, '"v1"']


def test_an_edit_is_seen_on_the_next_run_however_long_the_page_had_rested(site, tmp_path):
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        assert [get(fetcher, "old").page.content for _ in range(2)] == [b"edition 1", b"edition 2"]


def test_half_a_page_is_never_kept(site, tmp_path):
    patient = policy(site, cache_directory=tmp_path, total_timeout=10.0)
    with Fetcher(patient, pace=Pace(sleep=lambda seconds: None)) as fetcher:
        assert get(fetcher, "recovering").page.content == b"everything"


def test_a_file_that_is_no_cache_does_not_keep_pages_from_being_read(site, tmp_path):
    (tmp_path / "http.sqlite").write_bytes(b"not a database" * 100)
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        assert get(fetcher, "page").status == 200


def test_a_database_that_is_not_the_caches_is_named(site, tmp_path):
    with sqlite3.connect(tmp_path / "http.sqlite") as other:
        other.execute("create table entries (course text)")
    other.close()
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher, pytest.raises(FetchFailed) as failed:
        fetcher.fetch("http://partner.example/page")
    assert failed.value.code == "cache"
    assert str(tmp_path) in str(failed.value)


def test_traffic_is_counted_as_it_came_over_the_network(site):
    with Fetcher(policy(site)) as fetcher:
        fetched = get(fetcher, "sitemap.gz")
        assert fetched.received_bytes == len(gzip.compress(b"<urlset/>"))
        assert (fetcher.requests, fetcher.received_bytes) == (2, fetched.received_bytes)


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
            for _ in range(2):
                with pytest.raises(FetchRefused, match="later"):
                    get(fetcher, "page")
            assert [path for path, _, _ in site.asked] == ["/robots.txt"]


def test_a_redirect_is_not_followed_to_what_its_site_disallows():
    with running(b"User-agent: TestBot\nDisallow: /page") as site, Fetcher(policy(site)) as fetcher:
        with pytest.raises(FetchRefused, match=r"http://other\.example/page"):
            get(fetcher, "other-site")
        assert "/page" not in [path for path, _, _ in site.asked]


def test_a_crawl_delay_is_kept_as_far_as_patience_goes():
    waits = []
    with running(b"User-agent: *\nCrawl-delay: 3600") as site:
        pace = Pace(clock=lambda: 0.0, sleep=waits.append)
        with Fetcher(policy(site, longest_crawl_delay=7.0), pace=pace) as fetcher:
            get(fetcher, "page")
            get(fetcher, "page")
    assert waits == [7.0]


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


class Recording(httpcore.NetworkBackend):
    """Connects to nothing and remembers to what it was asked to."""

    def __init__(self):
        self.addresses = []

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        self.addresses.append(host)
        return httpcore.MockStream([])


def test_a_name_that_changes_its_mind_is_refused_the_second_time(site):
    answers, network = iter([["93.184.216.34"], ["127.0.0.1"]]), Recording()
    backend = GuardedBackend(policy(site), lambda host, port: next(answers), Deadline(), network)
    backend.connect_tcp("rebinding.example", 80)
    with pytest.raises(FetchRefused, match=r"127\.0\.0\.1"):
        backend.connect_tcp("rebinding.example", 80)
    assert network.addresses == ["93.184.216.34"]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for partner.example, and its key, in one file."""
    path = tmp_path_factory.mktemp("tls") / "partner.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"),
            *("-subj", "/CN=partner.example", "-addext", "subjectAltName=DNS:partner.example"),
            *("-keyout", path, "-out", path.with_suffix(".crt")),
        ],
        check=True,
        capture_output=True,
    )
    path.write_text(path.read_text() + path.with_suffix(".crt").read_text())
    return path


@pytest.fixture
def secure_site(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with running(tls=context) as server:
        yield server


def test_a_secure_page_is_read_where_the_certificate_names_the_host(secure_site, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    with Fetcher(policy(secure_site)) as fetcher:
        assert fetcher.fetch("https://partner.example/page").status == 200
        with pytest.raises(FetchFailed, match=r"not valid for 'other\.example'"):
            fetcher.fetch("https://other.example/page")


def test_a_certificate_nobody_vouches_for_is_not_believed(secure_site):
    with Fetcher(policy(secure_site, respect_robots=False)) as fetcher, pytest.raises(FetchFailed) as failed:
        fetcher.fetch("https://partner.example/page")
    assert failed.value.code == "tls"
    assert secure_site.asked == []


def test_a_name_that_also_leads_inside_is_refused_before_connecting(site):
    answers = iter([["93.184.216.34", "10.0.0.8"]])
    with (
        Fetcher(policy(site), resolve=lambda host, port: next(answers)) as fetcher,
        pytest.raises(FetchRefused, match=r"10\.0\.0\.8"),
    ):
        fetcher.fetch("http://rebinding.example/")
    assert site.asked == []
