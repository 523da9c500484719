"""From a page's bytes to text, by the encoding that the server states, else the document, else the bytes."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from catalogue.ingestion.contract import Page

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED_ENCODING = re.compile(
    rb"""<\?xml[^>]{0,200}?encoding=["']([\w.:-]+)|<meta[^>]{0,200}?charset=["']?\s*([\w.:-]+)""", re.I
)
HEAD_BYTES = 4096
# Python's names of the encodings in the WHATWG standard; its other codecs ("idna", "rot13") are not for pages.
WEB_ENCODINGS = re.compile(
    r"utf-(?:8|16)|iso8859-|cp(?:125\d|866|874|932|949)|koi8|mac-|gb|big5|shift_jis|euc_|iso2022_jp$"
)
UTF16_NAME = "utf-16"  # a page whose declaration can be read as ASCII is not in UTF-16


def decode(page: Page) -> str:
    """Return the page's text without ever raising: bytes that fit no encoding become replacement characters."""
    content = page.content
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in (*_stated_encodings(page), "utf-8"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    damaged = content.decode("utf-8", "replace")
    return damaged if _is_mostly_utf8(damaged) else content.decode("windows-1252", "replace")


def in_narrow_units(page: Page) -> Page:
    """Return the page with its text in UTF-8 if its mark says that it is in UTF-16 or UTF-32; any other as it is.

    What tells formats by their beginning looks for bytes that are characters.
    """
    wide = any(page.content.startswith(mark) for mark, encoding in BYTE_ORDER_MARKS if encoding != "utf-8-sig")
    return replace(page, content=decode(page).encode("utf-8", "replace")) if wide else page


def looks_binary(content: bytes) -> bool:
    """Say whether the bytes are no text in any encoding a page is written in."""
    head = content[:HEAD_BYTES]
    if any(head.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return False
    return b"\x00" in head


def _is_mostly_utf8(damaged: str) -> bool:
    """Say whether a text cut off or damaged in places was UTF-8: other encodings hardly ever make its sequences."""
    foreign = sum(not character.isascii() for character in damaged)
    return damaged.count("\ufffd") * 2 < foreign


def _stated_encodings(page: Page) -> list[str]:
    """Return encodings in the order to be believed: the server's, then the document's own."""
    found = DECLARED_ENCODING.search(page.content[:HEAD_BYTES])
    own = next((name for name in found.groups() if name), b"").decode("ascii", "replace") if found else ""
    names = [_web_name(page.charset or ""), *(name for name in [_web_name(own)] if not name.startswith(UTF16_NAME))]
    return [name for name in names if name]


def _web_name(label: str) -> str:
    """Return Python's name for an encoding used on the web; empty for any other codec or an unknown label.

    Pages that say Latin-1 mean Windows-1252 (https://encoding.spec.whatwg.org/#names-and-labels).
    """
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return ""
    if name in ("iso8859-1", "ascii"):
        return "windows-1252"
    return name if WEB_ENCODINGS.match(name) else ""
