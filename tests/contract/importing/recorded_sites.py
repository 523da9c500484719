"""Every importer's recorded pages as sites that can be harvested, whole or broken in one page."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.orm import Session

from catalogue.app_parts import Parts
from catalogue.ingestion.contract import Link, LinkKind, Page
from catalogue.ingestion.crawl import Crawl
from catalogue.ingestion.fetching import FetchFailed
from catalogue.ingestion.registry import choose
from catalogue.ingestion.report import RunReport
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.models import Source
from catalogue.services.sources.importing.import_runner import ImportRunner
from catalogue.services.sources.importing.run_options import RunOptions
from catalogue.taxonomy.skill_areas import skill_areas

IMPORTERS = Path(__file__).parents[2] / "importers"
RECORDED, PARTNERS = IMPORTERS / "recorded", IMPORTERS / "partners"
ERROR_PAGE = b"<!DOCTYPE html><html lang=en><title>Sorry</title><h1>Something went wrong</h1><p>Try again later.</html>"
ERROR_JSON = b'{"error": {"code": 503, "message": "Service temporarily unavailable"}}'
COURSE = (
    '<html lang="en"><script type="application/ld+json">{"@context": "https://schema.org", "@type": "Course",\n'
    '"name": "Course at %(path)s",\n"url": "%(url)s"}</script></html>'
)
CLAIMANTS = ("csv", "moochub", "oai-pmh", "plain-page", "schemaorg", "sitemap")
PUNCTUATION = b':"{}[]<>,\n'


@dataclass(frozen=True)
class Site:
    """Pages by address; ``first`` is the source's own, and what is not there is a course's page in schema.org's words.

    ``onward`` are addresses of further lists, which were not recorded and are not followed.
    """

    name: str
    first: Page
    pages: Mapping[str, Page]
    onward: frozenset[str] = frozenset()

    def fetch(self, url: str) -> Page:
        """Answer the page at an address."""
        found = self.pages.get(url) or Page(url=url, content=(COURSE % {"path": url[-40:], "url": url}).encode())
        if found.content == b"down":
            raise FetchFailed("server-error", f"{url} answered 500")
        return found

    def breakages(self) -> Iterator[tuple[str, Site]]:
        """Every way in which one page of the site may have become unreadable, the source's own and a course's."""
        for name, content in _broken(self.first):
            yield f"{self.name}: {name}", replace(self, first=replace(self.first, content=content))
        for url in self._details()[:1]:
            page = self.fetch(url)
            for name, content in (*_broken(page), ("down", b"down")):
                broken = {**self.pages, url: replace(page, content=content)}
                yield f"{self.name}: a course's page: {name}", replace(self, pages=broken)

    def _details(self) -> list[str]:
        found = _read(self.first)
        return [one.url for one in found if isinstance(one, Link) and one.kind is LinkKind.DETAIL]


def sites_of(key: str) -> list[Site]:
    """The recorded sites of an importer."""
    pages = [_recorded(path) for path in sorted((RECORDED / key).glob("*.*")) if ".expected." not in path.name]
    sites = [_site(page, {}) for page in pages if page.follows is None]
    if (PARTNERS / key / "expected.json").exists():
        known = _partner_pages(key)
        sites.append(_site(known[0], {page.url: page for page in known[1:]}))
    return sites


def harvest(parts: Parts, session: Session, source: Source, site: Site, *, dry_run: bool = False) -> RunReport:
    """Run the import that a worker would run, with the site's pages at hand and no brake on what may vanish."""
    options = RunOptions(dry_run=dry_run, withdrawal_share=1.0)
    stages = (("normalise", normaliser(skill_areas())), ("validate", validate))
    runner = ImportRunner(session, parts.engine, source, stages, options)
    crawl = Crawl(pages=[site.first], fetch=site.fetch, wants=lambda url: url not in site.onward)
    crawl.skip, crawl.recall, crawl.finished = runner.memory.skip, runner.recall, runner.memory.read
    return runner.execute(crawl)


def _site(first: Page, pages: Mapping[str, Page]) -> Site:
    onward = {one.url for one in _read(first) if isinstance(one, Link) and one.kind is not LinkKind.DETAIL}
    return Site(first.url, first, pages, frozenset(onward))


def _read(page: Page) -> list[object]:
    return list(choose(page).read(page))


def _recorded(path: Path) -> Page:
    known = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
    follows = LinkKind(known["follows"]) if "follows" in known else None
    return Page(url=known["url"], content=path.read_bytes(), follows=follows)


def _partner_pages(key: str) -> list[Page]:
    known = json.loads((PARTNERS / key / "expected.json").read_text("utf-8"))["pages"]
    return [
        Page(url=one["address"], content=(PARTNERS / key / one["file"]).read_bytes(), charset=one["charset"])
        for one in sorted(known, key=lambda one: one["follows"] is not None)
    ]


def _broken(page: Page) -> Iterator[tuple[str, bytes]]:
    """The page damaged as networks, editors and overloaded servers damage it."""
    yield "empty", b""
    yield "an error page that says it is well", ERROR_PAGE
    yield "an error in JSON that says it is well", ERROR_JSON
    for share in (0.4, 0.8, 0.97):
        yield f"cut off after {share:.0%}", page.content[: _inside_a_record(page.content, share)]
    for other in _of_another_kind(page):
        yield f"now {other.parent.name}/{other.name}", other.read_bytes()


def _of_another_kind(page: Page) -> Iterator[Path]:
    """A recorded page of other importers, which read it without fault."""
    for folder in (RECORDED / key for key in CLAIMANTS):
        if folder.name != choose(page).key:
            yield next(path for path in sorted(folder.iterdir()) if ".expected." not in path.name)


def _inside_a_record(content: bytes, share: float) -> int:
    """Not just at the end of a line, where a text that is cut off is a whole one."""
    at = int(len(content) * share)
    while at > 1 and content[at - 1 : at] in b"\r\n,;>}" + b" ":
        at -= 1
    return at


def without_a_mark(site: Site, rng: random.Random, count: int) -> Iterator[tuple[str, Site]]:
    """The site whose page lost one of the marks by which its format tells its parts, each time another."""
    content = site.first.content
    places = [at for at, byte in enumerate(content) if byte in PUNCTUATION]
    for at in rng.sample(places, min(count, len(places))):
        page = replace(site.first, content=content[:at] + content[at + 1 :])
        yield f"{site.name}: without {chr(content[at])!r} at {at}", replace(site, first=page)
