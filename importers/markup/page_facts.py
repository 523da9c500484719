"""What an HTML page says of itself: its language, its address, the page after it."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from catalogue.ingestion.contract import Page

HEAD = 30_000
LANGUAGE = re.compile(r"""<html\b[^>]*?\s(?:xml:)?lang\s*=\s*["']?([\w-]+)""", re.I)
TAG = re.compile(r"<(?:link|base|meta|a)\b[^>]*>", re.I)
ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")


def page_language(text: str) -> str:
    """The ``lang`` of the html element."""
    found = LANGUAGE.search(text[:HEAD])
    return found.group(1) if found else ""


def base_address(text: str, page: Page) -> str:
    """What relative addresses are relative to; for a file, the address its page gives as its own."""
    tags = [_attributes(tag) for tag in TAG.findall(text[:HEAD])]
    base = next((tag["href"] for tag in tags if tag["tag"] == "base" and "href" in tag), "")
    own = page.url
    if page.url.startswith("file:"):
        canonical = (tag["href"] for tag in tags if tag.get("rel", "").lower() == "canonical" and "href" in tag)
        shared = (tag["content"] for tag in tags if tag.get("property") == "og:url" and "content" in tag)
        own = next((url for url in (*canonical, *shared) if url.startswith("http")), page.url)
    return _joined(own, base)


def next_address(text: str, base: str) -> str:
    """The address of the next page of a list, or nothing."""
    for tag in TAG.findall(text):
        if "next" in tag:
            attributes = _attributes(tag)
            if "next" in attributes.get("rel", "").lower().split() and "href" in attributes:
                return _joined(base, attributes["href"])
    return ""


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return base


def _attributes(tag: str) -> dict[str, str]:
    found = {
        name.lower(): html.unescape(next((v for v in values if v), "")) for name, *values in ATTRIBUTE.findall(tag)
    }
    return found | {"tag": tag[1:].split(None, 1)[0].rstrip(">").lower()}
