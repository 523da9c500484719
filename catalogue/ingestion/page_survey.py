"""What is on a page in which no course was found, for whoever wonders why: markup and its types, links, dates."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Page
from catalogue.ingestion.documents import decode, looks_binary

MAX_CHARACTERS_SURVEYED = 2_000_000
MAX_NAMES_SHOWN = 6
_BLOCK = re.compile(r"<script\b[^<>]{0,300}ld\+json", re.I)
_MARKUP = re.compile(rb"ld\+json|\bitemtype\s*=|\btypeof\s*=", re.I)
_TYPE = re.compile(
    r"""["']@type["']\s*:\s*\[?\s*["']([^"'<>]{1,60})["']|\bitemtype\s*=\s*["']?[^"'\s<>]{0,80}/(\w{1,60})"""
    r"""|\btypeof\s*=\s*["']?(?:\w+:)?(\w{1,60})""",
    re.I,
)
_LINK = re.compile(r"<a\b[^<>]{0,2000}?\bhref\s*=", re.I)
# What is not closed goes on to the end, so that no place is looked at twice.
_NOT_SHOWN = re.compile(r"<(script|style)\b(?:.*?</\1\s*>|.*\Z)|<[^<>]*>", re.I | re.S)
_DATE = re.compile(
    r"(?<![\d.])(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}"
    r"|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?,?\s(?:de\s)?\d{4})(?!\d)"
)
_HTML = re.compile(rb"<(?:html|body|div|p|a|h1|table|main)\b", re.I)
_NAME_IN_JSON = re.compile(r'"([^"\\]{1,40})"\s*:')
_NAME_IN_XML = re.compile(r"<(?:[\w-]{1,20}:)?([\w-]{1,40})[\s/>]")


def has_markup(page: Page) -> bool:
    """Say whether a page has data embedded for machines, of whatever kind."""
    return _MARKUP.search(page.content) is not None


def seen_on(page: Page, broken: int = 0) -> Text:
    """Return what a page has; ``broken`` parts of its markup could not be read. Empty for what is no text."""
    if looks_binary(page.content):
        return ""
    text = decode(page)[:MAX_CHARACTERS_SURVEYED]
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return _names(_NAME_IN_JSON.findall(text))
    if not _HTML.search(page.content):
        return _names(_NAME_IN_XML.findall(text))
    types = _shown("".join(found).rpartition("/")[2] for found in _TYPE.findall(text))
    counts = {
        "blocks": len(_BLOCK.findall(text)),
        "links": len(_LINK.findall(text)),
        "dates": len(_DATE.findall(_NOT_SHOWN.sub(" ", text))),
    }
    page_has = N_(
        "JSON-LD blocks: %(blocks)s; parts of the markup that are broken: %(broken)s; types in the markup: %(types)s; "
        "links: %(links)s; dates: %(dates)s"
    )
    return Message(page_has, types=types or "0", broken=broken, **counts)


def _names(found: Iterable[str]) -> Text:
    names = _shown(found)
    return Message(N_("names in it: %(names)s"), names=names) if names else ""


def _shown(names: Iterable[str]) -> str:
    """Return the names that occur most, in the order in which they occur first."""
    counts = Counter(name for name in names if name)
    most = {name for name, _ in counts.most_common(MAX_NAMES_SHOWN)}
    return ", ".join(name for name in counts if name in most) + (", …" if len(counts) > len(most) else "")
