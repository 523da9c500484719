"""RSS and Atom: every entry leads to a course's page; what the entry says itself serves where the page is silent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXException

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page, Partial, Unreadable
from importers.markup.page_facts import absolute, elsewhere
from importers.markup.xml_stream import source_of
from importers.rss.entries import course_draft, said

key = "rss"
label = N_("RSS or Atom feed, with the pages it links to")
of_anything = True  # feeds of news and of courses look alike
aliases = ("atom", "feed")

ROOT = re.compile(rb"<(?:rss[\s>]|(?:\w+:)?feed\s[^>]*www\.w3\.org/2005/Atom|rdf:RDF\s[^>]*purl\.org/rss/1\.0)", re.I)
HEAD_BYTES = 3000
PAGING_RELATIONS = frozenset({"first", "last", "next", "previous", "prev"})


def detect(page: Page) -> float:
    """Return much for the root element of a feed, but less than the pages it leads to would get."""
    return 0.8 if ROOT.search(page.content[:HEAD_BYTES]) else 0.0


def apart(page: Page) -> bool:
    """Return True always: a megabyte of nested markup holds the parser up for a quarter of a minute."""
    return True


def read(page: Page) -> Iterator[Found]:
    """Yield a link for each entry, with what is known of its course. Raise ``Unreadable`` if there is no entry."""
    feed = _parsed(page, source_of(page))
    if not feed.entries:
        empty = N_("%(url)s is a feed without entries; check that it is the one with the courses.")
        raise Unreadable(Message(empty, url=page.url))
    language = said(feed.feed, "language") or page.language or ""
    yield from (_entry(entry, number, page, language) for number, entry in enumerate(feed.entries, start=1))
    yield from _rest(feed, page)
    if fault := _broken(feed):
        yield fault


def _parsed(page: Page, source: bytes) -> Any:
    """Return what the parser makes of the page, without going to the network.

    It is loaded here, as most commands read no feed.
    """
    import feedparser

    # what the server says of the encoding was weighed before, and text/xml would mean ASCII to the parser
    headers = {"content-location": page.url, "content-type": "application/rss+xml"}
    try:
        return feedparser.parse(source, response_headers=headers, sanitize_html=False)
    except (ValueError, LookupError, AttributeError, TypeError, KeyError, IndexError, RecursionError, AssertionError):
        broken = N_("%(url)s is not a feed that can be read; check it with a feed validator.")
        raise Unreadable(Message(broken, url=page.url)) from None


def _entry(entry: Any, number: int, page: Page, language: str) -> Found:
    stated, identifier = said(entry, "link"), said(entry, "id")
    url = absolute(page.url, stated) if stated else identifier if is_web_address(identifier) else ""
    draft = course_draft(entry, number, url, language)
    target = elsewhere(url, page.url) if url else ""
    return Link(url=target, kind=LinkKind.DETAIL, known=draft) if target else draft


def _rest(feed: Any, page: Page) -> Iterator[Found]:
    """Yield the next page, and what says that the list is not whole.

    A feed shows its newest entries only, unless it says that it is complete or continued (RFC 5005).
    """
    links = {str(link.get("rel")): str(link.get("href") or "") for link in feed.feed.get("links", [])}
    following = absolute(page.url, links.get("next", "")) if links.get("next") else ""
    if url := elsewhere(following, page.url) if following else "":
        yield Link(url=url, kind=LinkKind.NEXT)
    if "fh_complete" not in feed.feed and not PAGING_RELATIONS & links.keys():
        newest = N_("%(url)s is a feed, which shows its newest entries only.")
        yield Partial(message=Message(newest, url=page.url))


def _broken(feed: Any) -> Fault | None:
    error = feed.get("bozo_exception")
    if not isinstance(error, SAXException):
        return None
    line = getattr(error, "getLineNumber", lambda: None)() or 1
    broken = N_("The feed is not well-formed from line %(line)s on (%(reason)s); entries after it may be missing.")
    message = Message(broken, line=line, reason=error.getMessage())
    return Fault(where=f"line {line}", message=message, truncates=True)
