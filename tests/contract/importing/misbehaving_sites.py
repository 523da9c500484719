"""Sites as bad as the web has them, served on loopback; each is one small function from path to answer."""

from __future__ import annotations

import gzip
import json
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

HOST = "academy.example"
BASE = f"http://{HOST}"
HTML = "text/html; charset=utf-8"
BOMB = gzip.compress(b"\0" * 20_000_000)


@dataclass
class Answer:
    """What a site says to one request; ``pause`` seconds lie between two pieces of 1000 bytes."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=lambda: {"Content-Type": HTML})
    pause: float = 0.0


def page(text, **named):
    return Answer(text if isinstance(text, bytes) else text.encode(), **named)


def course(name, path, **more):
    about = {"@context": "https://schema.org", "@type": "Course", "name": name, "url": f"{BASE}{path}", **more}
    return f'<script type="application/ld+json">{json.dumps(about)}</script>'


def listing(paths, following=""):
    items = [{"@type": "ListItem", "position": number, "url": f"{BASE}{path}"} for number, path in enumerate(paths, 1)]
    about = {"@context": "https://schema.org", "@type": "ItemList", "itemListElement": items}
    onward = f'<link rel="next" href="{following}">' if following else ""
    return (
        f'<html lang="en"><head>{onward}</head><script type="application/ld+json">{json.dumps(about)}</script></html>'
    )


def sitemap(paths):
    urls = "".join(f"<url><loc>{BASE}{path}</loc></url>" for path in paths)
    xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return Answer(f'<urlset xmlns="{xmlns}">{urls}</urlset>'.encode(), headers={"Content-Type": "application/xml"})


def redirect(target):
    return Answer(status=302, headers={"Location": target})


def number(path):
    digits = "".join(filter(str.isdigit, path))
    return int(digits) if digits else 0


def slow(path):
    """A byte now and then, for ever."""
    return Answer(course("Slow", "/").encode() * 50, pause=0.5)


def looping_redirects(path):
    return redirect(f"{BASE}/{number(path) + 1}")


def redirect_to_private_address(path):
    return sitemap(["/good", "/inside"]) if path == "/" else _good_or(path, redirect("http://10.0.0.1/secret"))


def redirect_to_loopback(path):
    return sitemap(["/good", "/inside"]) if path == "/" else _good_or(path, redirect("http://127.0.0.1:22/"))


def redirect_to_another_site(path):
    return sitemap(["/good", "/moved"]) if path == "/" else _good_or(path, redirect("http://elsewhere.example/"))


def redirect_to_a_mailbox(path):
    return sitemap(["/good", "/mail"]) if path == "/" else _good_or(path, redirect("mailto:me@academy.example"))


def redirect_to_no_address(path):
    return sitemap(["/good", "/odd"]) if path == "/" else _good_or(path, redirect("http://xn--a.example/"))


def wrong_charset(path):
    about = course("TITLE", "/").replace("TITLE", "Řízení výroby baterií")
    return Answer(f'<html lang="cs"><meta charset="windows-1250">{about}</html>'.encode("cp1250"))


def half_json_ld(path):
    whole = course("Whole", "/whole")
    return page(f"<html lang=en>{whole}{course('Half', '/half')[:-40]}</script></html>")


def trailing_commas(path):
    return page(f"<html lang=en>{course('Commas', '/commas').replace('}<', ',}<')}</html>")


def ten_thousand_links(path):
    return page(listing([f"/c{one}" for one in range(10_000)])) if path == "/" else page(course(f"C{path}", path))


def endless_calendar(path):
    """Every month has a next one and the same course."""
    return page(listing([], f"{BASE}/month{number(path) + 1}") + course("Always the same", "/same"))


def storm(path):
    return sitemap([f"/c{one}" for one in range(500)]) if path == "/" else Answer(status=500)


def all_down(path):
    return Answer(status=500)


def refused_by_robots(path):
    if path == "/robots.txt":
        return Answer(b"User-agent: *\nDisallow: /private/\n", headers={"Content-Type": "text/plain"})
    return sitemap(["/good", "/private/a"]) if path == "/" else _good_or(path, page(course("Private", path)))


def session_ids(path):
    """Every page links to itself under another visit."""
    _session_ids.count += 1
    visit = f"{_session_ids.count:08x}"
    if path.startswith("/good"):
        return page(course("Good", "/good"))
    return page(listing([f"/good;jsessionid={visit}"], f"{BASE}/?PHPSESSID={visit}"))


class _session_ids:  # noqa: N801 - the count of a function
    count = 0


def gzip_bomb(path):
    return Answer(BOMB, headers={"Content-Type": HTML, "Content-Encoding": "gzip"})


def bomb_behind_a_sitemap(path):
    return sitemap(["/good", "/bomb"]) if path == "/" else _good_or(path, gzip_bomb(path))


def sitemap_of_itself(path):
    xmlns = "http://www.sitemaps.org/schemas/sitemap/0.9"
    one = f"<sitemap><loc>{BASE}/{number(path) + 1}.xml</loc></sitemap>"
    return Answer(f'<sitemapindex xmlns="{xmlns}">{one}</sitemapindex>'.encode(), headers={"Content-Type": "text/xml"})


def cut_off(path):
    return Answer(course("Cut", "/")[:60].encode(), headers={"Content-Type": HTML, "Content-Length": "90000"})


def nothing_at_all(path):
    return page("")


def not_what_it_says(path):
    return Answer(b"%PDF-1.7 nothing else", headers={"Content-Type": HTML})


def _good_or(path, other):
    return page(course("Good", "/good")) if path == "/good" else other


SITES = {
    one.__name__: one
    for one in (
        slow, looping_redirects, redirect_to_private_address, redirect_to_loopback, redirect_to_another_site,
        redirect_to_a_mailbox, redirect_to_no_address,
        wrong_charset, half_json_ld, trailing_commas, ten_thousand_links, endless_calendar, storm, all_down,
        refused_by_robots, session_ids, gzip_bomb, bomb_behind_a_sitemap, sitemap_of_itself, cut_off,
        nothing_at_all, not_what_it_says,
    )
}  # fmt: skip


@contextmanager
def serving(site):
    """Serves one site; yields its routes and the list of (host, path) that were asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.headers.get("Host", "").split(":")[0], self.path))
            answer = site(self.path)
            if self.path == "/robots.txt" and site is not refused_by_robots and site is not all_down:
                answer = Answer(status=404)
            with suppress(OSError):
                self._send(answer)

        def _send(self, answer):
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            for begin in range(0, len(answer.body), 1000 if answer.pause else 1_000_000):
                self.wfile.write(answer.body[begin : begin + (1000 if answer.pause else 1_000_000)])
                time.sleep(answer.pause)

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        here = ("127.0.0.1", server.server_port)
        yield {HOST: here, "elsewhere.example": here}, asked
    finally:
        server.shutdown()
        server.server_close()
