"""Importing a source of 10,000 courses, first and again: ``python -m tests.benchmarks.importing [--courses 10000]``.

Each import is a process of its own, as on the command line, index and all; seconds are the run's own, memory is the
most the process held. Sites are served on loopback by another process, without a pause between requests.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

HOST = "academy.example"
FIRST, AGAIN, MOST_MB = 300, 3_000, 400
"""Courses a second that are asked for of the first import and of one that finds nothing changed, and memory."""
PER_PAGE = {"100 courses a page": 100, "a page a course": 1}
TEXT = (
    "From electrode to module: mixing, coating, calendering, stacking, filling, formation and what can go wrong. " * 5
)


def course(number: int) -> dict[str, Any]:
    """A course as schema.org has it, with one run."""
    return {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": f"http://{HOST}/course/{number}",
        "identifier": f"c{number}",
        "name": f"Battery cell course {number}",
        "url": f"http://{HOST}/course/{number}",
        "inLanguage": "en",
        "description": f"{TEXT} Course {number}.",
        "keywords": ["battery", f"topic {number % 50}"],
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "startDate": f"2030-{number % 12 + 1:02}-{number % 28 + 1:02}",
            "courseMode": "onsite",
            "location": {"@type": "Place", "address": {"addressLocality": "Ulm", "addressCountry": "DE"}},
            "offers": {"@type": "Offer", "price": 100 + number % 900, "priceCurrency": "EUR"},
        },
    }


@cache
def page(first: int, count: int) -> bytes:
    """A page with so many courses; made once, as the site shares the processor with what is measured."""
    blocks = "".join(
        f'<script type="application/ld+json">{json.dumps(course(number))}</script>'
        for number in range(first, first + count)
    )
    return f'<!doctype html><html lang="en"><title>Courses</title>{blocks}</html>'.encode()


def sitemap(courses: int, per_page: int) -> bytes:
    """Names every page, and never when it changed: each is asked for again."""
    urls = "".join(f"<url><loc>http://{HOST}/page/{first}</loc></url>" for first in range(0, courses, per_page))
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def serve(courses: int, per_page: int) -> None:
    """Answer until killed; the first line says the port."""

    class Site(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True  # or head and body, written one after the other, are 40 ms apart

        def do_GET(self) -> None:
            if self.path == "/robots.txt":
                return self._send(404, b"", "text/plain")
            if self.path == "/":
                return self._send(200, sitemap(courses, per_page), "application/xml")
            return self._send(200, page(int(self.path.rpartition("/")[2]), per_page), "text/html; charset=utf-8")

        def _send(self, status: int, body: bytes, kind: str) -> None:
            mark = f'"{hash(body)}"'
            if self.headers.get("If-None-Match") == mark:
                status, body = 304, b""
            self.send_response(status)
            for name, value in (("Content-Type", kind), ("ETag", mark), ("Content-Length", str(len(body)))):
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    print(server.server_port, flush=True)
    server.serve_forever()


def import_once(given: str, port: int) -> dict[str, Any]:
    """One import in this process: a file, or the site that listens at the port."""
    from catalogue.app import create_app
    from catalogue.cli.readiness import prepare
    from catalogue.domain.course.records import ProviderRecord
    from catalogue.extensions import db
    from catalogue.services.sources.importing.import_service import ImportService
    from catalogue.services.sources.registering import add_source, source_by_key

    with create_app().app_context():
        parts = prepare()
        settings = replace(parts.settings, fetch_pace=0.0, run_max_pages=50_000)
        routes = {HOST: ("127.0.0.1", port)} if port else {}
        importing = ImportService(session=db.session(), engine=parts.engine, settings=settings, routes=routes)
        began, spent = time.perf_counter(), time.process_time()
        if port:
            provider = ProviderRecord(name="Academy", key="academy")
            source = source_by_key(db.session(), "academy")
            report = importing.source(source or add_source(db.session(), address=f"http://{HOST}/", provider=provider))
        else:
            report = importing.path(Path(given), provider="academy")
        return {
            "found": report.found,
            "requests": report.requests,
            "seconds": time.perf_counter() - began,
            "processor_seconds": time.process_time() - spent,
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            **report.counts(),
        }


@contextmanager
def site(courses: int, per_page: int) -> Iterator[int]:
    """A server of its own process; yields its port."""
    command = [sys.executable, "-m", "tests.benchmarks.importing", "--courses", str(courses), "--serve", str(per_page)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield int(server.stdout.readline())
        finally:
            server.terminate()


def measured(given: str, port: int = 0) -> list[dict[str, Any]]:
    """The first import into an empty catalogue, and the same again."""
    with tempfile.TemporaryDirectory() as instance:
        command = [sys.executable, "-m", "tests.benchmarks.importing", "--given", given, "--port", str(port)]
        environment = {**os.environ, "CATALOGUE_INSTANCE": instance}
        runs = (subprocess.run(command, env=environment, check=True, capture_output=True, text=True) for _ in range(2))
        return [json.loads(run.stdout.splitlines()[-1]) for run in runs]


def main() -> None:
    options = _options()
    if options.serve:
        serve(options.courses, options.serve)
    elif options.given is not None:
        print(json.dumps(import_once(options.given, options.port)))
    else:
        report(options.courses)


def report(courses: int) -> None:
    """Measure all sources and print the figures."""
    console, table = Console(width=150), Table(title=f"A source of {courses:,} courses")
    for heading in ("source", "run", "courses/s", "of processor time", "asked for", "requests", "most memory, MB"):
        table.add_column(heading, justify="right")
    for name, runs in _sources(courses):
        for which, asked, run in zip(("first", "again"), (FIRST, AGAIN), runs, strict=True):
            assert run["found"] == courses == run["created" if which == "first" else "unchanged"], run
            rates = (courses / run["seconds"], courses / run["processor_seconds"])
            shown = (f"{rates[0]:,.0f}", f"{rates[1]:,.0f}", f"{asked:,}", str(run["requests"]))
            table.add_row(name, which, *shown, f"{run['peak_mb']:.0f} (under {MOST_MB})")
            print(
                f"{name}, {which}: {' '.join(shown)} {run['peak_mb']:.0f} MB, load {os.getloadavg()[0]:.1f}", flush=True
            )
    console.print(table)


def _sources(courses: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "courses.jsonl"
        feed.write_text("".join(f"{json.dumps(course(number))}\n" for number in range(courses)), "utf-8")
        yield "JSON Lines", measured(str(feed))
    for label, per_page in PER_PAGE.items():
        with site(courses, per_page) as port:
            yield f"schema.org site, {label}", measured("", port)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.importing", description=__doc__)
    parser.add_argument("--courses", type=int, default=10_000)
    parser.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--given", help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
