"""Sitemaps, their indexes and plain lists of addresses (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.web_addresses import site_host
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page, Remark, Unreadable
from catalogue.ingestion.documents import decode
from importers.markup.xml_stream import BrokenXml, elements, local_name

key = "sitemap"
label = N_("Sitemap")
whole_site = True  # a sitemap names all pages, not only those of courses

ROOT = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
# the protocol requires one address a line and nothing else
ADDRESSES = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:https?://\S+[ \t]*(?:\r?\n\s*|\Z))+", re.I)
LINK_KIND_BY_ELEMENT = {"url": LinkKind.DETAIL, "sitemap": LinkKind.FEED}
HEAD_BYTES = 2000


def detect(page: Page) -> float:
    """Return near 1 for a urlset or an index, and for a text whose upper lines are addresses and nothing else."""
    head = page.content[:HEAD_BYTES]
    upper = head if len(head) < HEAD_BYTES else head[: head.rfind(b"\n") + 1]
    return 0.9 if ROOT.search(head) or ADDRESSES.fullmatch(upper) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield a link for each page or further sitemap on the page's own site, which is all a sitemap may speak for.

    A remark says how many it names elsewhere; a file may be of any site. Raise ``Unreadable`` if there is none.
    """
    found, elsewhere = 0, 0
    try:
        for one in _entries(page):
            if isinstance(one, Link) and not _speaks_for(page, one):
                elsewhere += 1
                continue
            found += isinstance(one, Link)
            yield one
    except BrokenXml as error:
        if not found:
            raise error.unreadable(page) from None
        yield error.fault()
    if not found:
        host = urlsplit(page.url).hostname or Message(N_("its own host"))
        foreign = N_("%(url)s names no page of %(host)s; check the addresses in it.")
        raise Unreadable(Message(foreign, url=page.url, host=host))
    if elsewhere:
        left = N_("Pages of other hosts that the sitemap names were left out, as it may not speak for them: %(count)s.")
        yield Remark(message=Message(left, count=elsewhere))


def _entries(page: Page) -> Iterator[Link | Fault]:
    for entry in _addresses(page):
        if not (url := _absolute(page.url, entry.address)):
            nowhere = N_("“%(address)s” is no address of a page; write it in full, beginning with https://.")
            yield Fault(where=entry.where, message=Message(nowhere, address=entry.address[:80]))
        else:
            yield Link(url=url, kind=entry.kind, lastmod=entry.lastmod)


def _speaks_for(page: Page, link: Link) -> bool:
    return page.url.startswith("file:") or site_host(page.url) == site_host(link.url)


class _Entry(NamedTuple):
    where: str
    address: str
    kind: LinkKind = LinkKind.DETAIL
    lastmod: str = ""


def _addresses(page: Page) -> Iterator[_Entry]:
    if not page.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        lines = enumerate(decode(page).splitlines(), start=1)
        yield from (_Entry(f"line {number}", line.strip()) for number, line in lines if line.strip())
        return
    for element in elements(page, LINK_KIND_BY_ELEMENT):
        text_by_name = {local_name(child): (child.text or "").strip() for child in reversed(element)}
        where, lastmod = f"line {element.sourceline}", text_by_name.get("lastmod", "")[:40]
        yield _Entry(where, text_by_name.get("loc", ""), LINK_KIND_BY_ELEMENT[local_name(element)], lastmod)


def _absolute(base: str, address: str) -> str:
    """Return the address resolved; empty for what is no web address."""
    if not address:
        return ""
    try:
        url = urljoin(base, address)
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else ""
    except ValueError:
        return ""
