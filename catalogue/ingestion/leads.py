"""Addresses on a page under which its site may publish the same for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from catalogue.domain.text.folding import fold
from catalogue.domain.text.phrases import any_of
from catalogue.domain.text.web_addresses import is_web_address, same_site
from catalogue.ingestion.contract import Page
from catalogue.ingestion.documents import decode, looks_binary

# What rel="alternate" and rel="sitemap" lead to that an importer may read.
MEDIA = frozenset(
    {
        *("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "text/calendar", "text/csv"),
        *("application/json", "application/ld+json", "application/vnd.api+json", "application/x-ndjson"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
    }
)
FILE = re.compile(r"\.(?:ics|csv|xlsx|ods|rss|atom|jsonld|jsonl|xcri|xml)(?:\.gz)?$", re.I)
REQUEST = re.compile(r"[?&](?:verb=(?:Identify|ListRecords)|format=(?:rss|feed|ical|xml))\b", re.I)
# Open edX names its runs like this in every address of a course; its list of courses is always in one place.
OPEN_EDX = re.compile(rb"/courses/course-v1:")
# How a link to the list of courses is called.
_COURSE_WORDS = re.compile(rf"(?<![^\W_])(?:{any_of('course_words', 'stems')})(?![^\W_])")
_OTHER_WORDS = re.compile(rf"(?<![^\W_])(?:{any_of('course_words', 'others')})(?![^\W_])")
_EVENT_WORDS = re.compile(rf"(?<![^\W_])(?:{any_of('course_words', 'events')})(?![^\W_])")
MAX_LISTS = 3
OPEN_EDX_LIST, SITEMAP = "/api/courses/v1/courses/", "/sitemap.xml"
MAX_PAGE_LENGTH = 3_000_000


def leads_on(page: Page) -> list[str]:
    """Return addresses of the page's own site, the surest first: what it declares, what is usual, files, lists."""
    declared, files, lists = list[str](), list[str](), list[str]()
    for link in _links(page):
        if not (url := _of_site(page.url, link.address)):
            continue
        if "sitemap" in link.relation or ("alternate" in link.relation and link.media in MEDIA):
            declared.append(url)
        elif FILE.search(urlsplit(url).path) or REQUEST.search(url):
            files.append(url)
        elif not link.relation and (speaks_of_courses(link.text) or speaks_of_courses(urlsplit(url).path)):
            lists.append(url)
    lists.sort(key=lambda url: urlsplit(url).path.count("/"))  # a list stands above what it lists
    return list(dict.fromkeys([*declared, *_usual(page), *files, *lists[:MAX_LISTS]]))


def speaks_of_courses(text: str) -> bool:
    """Say whether a heading, the text of a link or an address has a word for courses in any language."""
    return _COURSE_WORDS.search(fold(text)) is not None


def speaks_of_events(text: str) -> bool:
    """Say the same of words for events, of which courses are one kind."""
    return _EVENT_WORDS.search(fold(text)) is not None


def speaks_of_others(text: str) -> bool:
    """Say whether it names what sites list beside their courses: news, people, vacancies, things for sale."""
    return _OTHER_WORDS.search(fold(text)) is not None


class _Link(NamedTuple):
    relation: frozenset[str]
    media: str
    address: str
    text: str


def _links(page: Page) -> Iterator[_Link]:
    """Yield the links of an HTML page."""
    text = "" if looks_binary(page.content) else decode(page)[:MAX_PAGE_LENGTH]
    if "<a" not in text and "<link" not in text:
        return
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return
    for element in root.iter("link", "a"):
        media = (element.get("type") or "").partition(";")[0].strip().lower()
        relation = frozenset((element.get("rel") or "").lower().split()) - {"noopener", "noreferrer"}
        yield _Link(relation, media, element.get("href") or "", "".join(map(str, element.itertext()))[:100])


def _of_site(base: str, address: str) -> str:
    """Return the absolute address if it is one of the same site, else nothing."""
    address = re.sub(r"^(?:webcals?|feed):(?://)?", "https://", address.strip(), flags=re.I)
    try:
        url = urljoin(base, address)
    except ValueError:
        return ""
    return url if is_web_address(url) and same_site(base, url) else ""


def _usual(page: Page) -> list[str]:
    if not is_web_address(page.url):
        return []
    platform = [OPEN_EDX_LIST] if OPEN_EDX.search(page.content) else []
    return [urljoin(page.url, path) for path in (*platform, SITEMAP)]
