"""What an HTML page says of itself: its language, its address, the page after it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urldefrag, urljoin

from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import Page

HEAD_CHARACTERS = 30_000
LANGUAGE = re.compile(r"""<html\b[^<>]*?\s(?:xml:)?lang\s*=\s*["']?([\w-]+)""", re.I)
TAG = re.compile(r"<(?:link|base|meta|a)\b[^<>]*>", re.I)
ATTRIBUTE = re.compile(r"""(?<![\w:-])([\w:-]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s>]+))""")

# Addresses that resolving would not change: absolute, with a path, without white space or dot segments.
WHOLE_ADDRESS = re.compile(r"https?://[^\s/?#;]+/(?:(?!/\.)[^\s;])*\Z")

Tag = dict[str, str]


def page_language(text: str) -> str:
    """Return the ``lang`` of the html element; empty if absent."""
    found = LANGUAGE.search(text[:HEAD_CHARACTERS])
    return found.group(1) if found else ""


def own_address(text: str, page: Page) -> str:
    """Return where the page was fetched; for a file, what the page gives as its own address."""
    if not page.url.startswith("file:"):
        return page.url
    tags = list(_tags(text[:HEAD_CHARACTERS]))
    canonical = (tag["href"] for tag in tags if tag.get("rel", "").lower() == "canonical" and "href" in tag)
    shared = (tag["content"] for tag in tags if tag.get("property") == "og:url" and "content" in tag)
    return next((url for url in (*canonical, *shared) if is_web_address(url)), page.url)


def base_address(text: str, own: str) -> str:
    """Return what the page's relative addresses are relative to; ``own`` is its own address."""
    stated = (tag["href"] for tag in _tags(text[:HEAD_CHARACTERS]) if tag["tag"] == "base" and "href" in tag)
    return joined(own, next(stated, ""))


def next_address(text: str, base: str) -> str:
    """Return the address that the page declares by ``rel=next``; empty if there is none."""
    if "next" not in text:
        return ""
    following = (tag for tag in _tags(text) if "next" in tag.get("rel", "").lower().split() and "href" in tag)
    return next((url for tag in following if (url := absolute(base, tag["href"]))), "")


def joined(base: str, url: str) -> str:
    """Return the address resolved against the base; unchanged where that gives no address."""
    if WHOLE_ADDRESS.match(url):
        return url
    try:
        return urljoin(base, url.strip())
    except ValueError:
        return url


def absolute(base: str, url: str) -> str:
    """Return ``joined`` if it leads to the web, else empty: ``javascript:`` and a file's neighbours do not count."""
    whole = joined(base, url)
    return whole if is_web_address(whole) else ""


def elsewhere(url: str, own: str) -> str:
    """Return the address without its fragment; empty if that is the page itself."""
    target = urldefrag(url).url
    return "" if target == urldefrag(own).url else target


def _tags(text: str) -> Iterator[Tag]:
    return (attributes(found.group()) for found in TAG.finditer(text))


def attributes(tag: str) -> Tag:
    """Return the attributes of a tag as written, names in lower case, and its own name as ``tag``."""
    found = {
        name.lower(): html.unescape(next((v for v in values if v), "")) for name, *values in ATTRIBUTE.findall(tag)
    }
    return found | {"tag": tag[1:].split(None, 1)[0].rstrip("/>").lower()}
