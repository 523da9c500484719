"""A local server each of whose paths is one way to misbehave, and the client's policy towards it."""

import gzip
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from catalogue.ingestion.fetching import FetchPolicy

ODD_TARGETS = (
    "mailto:me@a.example", "javascript:alert(1)", "data:text/html,x", "tel:123", "about:blank", "blob:http://a.example",
    "http://[", "http:x", "http:///x", "//", "//[", "", "?", "#here", "http://a.example:99999/", "http://a.example:b/",
    "http://a b.example/", "http://a..example/", "http://..example/", "http://xn--a.example/", "http://\u2024/",
    "http://xn--zzzzzz99999-.example/", f"http://{'a' * 300}.example/", f"/{'a' * 4000}", f"/{'a' * 70_000}",
    "http://a\x01.example/", "\\\\a.example\\x", "http://[::1]/", "http://\xff.example/",
)  # fmt: skip
CLOSE = b"Connection: close\r\n\r\n"
ODD_ANSWERS = (
    *(b"HTTP/1.1 302 Found\r\nLocation: " + one.encode() + b"\r\n" + CLOSE for one in ODD_TARGETS),
    b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n" + CLOSE,
    b"",
    b"garbage",
    b"HTTP/1.1 099 What\r\n" + CLOSE,
    b"HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n" + CLOSE,
    b"HTTP/1.1 304 Not Modified\r\n" + CLOSE,
    b"HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-1/5\r\n" + CLOSE + b"ab",
    b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n" + CLOSE + b"abc",
    b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n" + CLOSE + b"abc",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + CLOSE + b"zz\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n" + CLOSE + b"no gzip",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: deflate\r\n" + CLOSE + b"no deflate",
    b"HTTP/1.1 200 OK\r\nno header\r\n" + CLOSE,
    b"HTTP/1.1 503 Later\r\nRetry-After: Mon, 30 Nov 99999999999 10:00:00 GMT\r\n" + CLOSE,
    b"HTTP/1.1 503 Later\r\nRetry-After: " + b"9" * 5000 + b"\r\n" + CLOSE,
)
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

    def serve_odd(self):
        """Whatever was asked for, byte for byte: ``/odd?NUMBER`` of ``ODD_ANSWERS``."""
        self.wfile.write(ODD_ANSWERS[int(self.path.partition("?")[2])])
        self.close_connection = True

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


def get(fetcher, path):
    return fetcher.fetch(f"http://partner.example/{path}")
