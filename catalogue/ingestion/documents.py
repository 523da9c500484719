"""From a page's bytes to text: what the server said, what the document says of itself, else what the bytes allow."""

from __future__ import annotations

import codecs
import re

from catalogue.ingestion.contract import Page

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding=["']([\w.:-]+)|<meta[^>]{0,200}?charset=["']?\s*([\w.:-]+)""", re.I
)
HEAD = 4096


def decode(page: Page) -> str:
    """The page's text. Never raises: bytes that fit no encoding become replacement characters."""
    content = page.content
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in (*_stated(page), "utf-8"):
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("windows-1252", "replace")


def looks_binary(content: bytes) -> bool:
    """Whether the bytes are no text in any encoding a page is written in."""
    head = content[:HEAD]
    if any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return False
    return b"\x00" in head


def _stated(page: Page) -> list[str]:
    """Encodings in the order to be believed: the server's, then the document's own."""
    found = DECLARED.search(page.content[:HEAD])
    own = next((name for name in found.groups() if name), b"").decode("ascii") if found else ""
    return [_web_name(name) for name in (page.charset or "", own) if name]


def _web_name(name: str) -> str:
    """Pages that say Latin-1 mean Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels)."""
    return "windows-1252" if name.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else name
