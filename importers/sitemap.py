"""Sitemaps (https://www.sitemaps.org/protocol.html): every page they name is one to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from catalogue.ingestion.contract import Found, Link, LinkKind, Page, Unreadable

key = "sitemap"
label = "Sitemap"

ROOT = re.compile(rb"<(?:\w+:)?(urlset|sitemapindex)[\s>]")


def detect(page: Page) -> float:
    """Sure of an urlset or an index of them."""
    return 0.9 if ROOT.search(page.content[:2000]) else 0.0


def read(page: Page) -> Iterator[Found]:
    """A link for each page of the same host. Raises ``Unreadable`` if nothing in it is a sitemap."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(page.content, parser)
    if root is None:
        raise Unreadable(f"{page.url} is not well-formed XML; check it with a sitemap validator.")
    kind = LinkKind.FEED if etree.QName(root).localname == "sitemapindex" else LinkKind.DETAIL
    host = urlsplit(page.url).netloc
    for element in root.iterfind("{*}*/{*}loc"):
        url = (element.text or "").strip()
        if urlsplit(url).netloc == host:
            yield Link(url=url, kind=kind)
