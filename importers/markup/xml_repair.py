"""XML that breaks the standard where only one reading of it exists, as the well-formed document that was meant.

What a program let through unread: characters that XML forbids, HTML's entities, a bare ``&`` or ``<``, a wrong name
of the encoding, blank lines before the declaration, a document type. Elements are never opened, closed or moved.
"""

from __future__ import annotations

import re
from html.entities import html5

from catalogue.ingestion.contract import Page
from catalogue.ingestion.documents import decode

XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
BLANKS = b" \t\r\n"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_WIDE_ENCODINGS = ("utf-16", "utf16", "utf-32", "utf32", "ucs-", "iso-10646-ucs")
_DECLARATION = re.compile(rb"<\?xml\b[^<>]{0,300}\?>", re.I)
_ENCODING = re.compile(rb"""\bencoding\s*=\s*["']([\w.:-]+)["']""", re.I)
# A document type without declarations of its own stands before the first element.
_BEFORE_ROOT = rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
_PLAIN_DOCUMENT_TYPE = re.compile(
    rb"\A(" + _BEFORE_ROOT + rb")(<!DOCTYPE(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*+>)", re.I | re.S
)
# Of XML 1.0's forbidden characters (https://www.w3.org/TR/xml/#charsets) those that separate words become a blank.
_SEPARATORS = bytes({0x0B, 0x0C, 0x1C, 0x1D, 0x1E, 0x1F})
_FORBIDDEN = bytes(set(range(0x20)) - set(BLANKS) - set(_SEPARATORS))
_TO_BLANKS = bytes.maketrans(_SEPARATORS, b" " * len(_SEPARATORS))
_NO_CHARACTERS = re.compile(rb"\xef\xbf[\xbe\xbf]|\xed[\xa0-\xbf][\x80-\xbf]")
_NUMBERED = rb"&#(?:0*(?:\d|[1-9]\d{1,6})|x0*[\da-f]{1,6});"
# Each begins with its mark, which is what makes looking for it quick.
_SUSPECTS = (
    re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{2,7}|#x[\da-f]{2,6});)", re.I),
    re.compile(
        rb"&#(?:0*(?:1[124-9]|2\d|3[01]|5[5-7]\d{3}|6553[45])|x0*(?:[0-8bcef]|1[\da-f]|d[89a-f][\da-f]{2}|fff[ef]));",
        re.I,
    ),
    re.compile(rb"<[\s\d=]"),
)
# What is not closed goes on to the end, so that no place is looked at twice.
_MARKS = re.compile(
    rb"<!\[CDATA\[(?:.*?\]\]>|.*\Z)|<!--(?:.*?-->|.*\Z)|(" + _NUMBERED + rb")|&(?:(\w{1,40});)?|<(?=[\s\d=])",
    re.I | re.S,
)
# A character outside the basic plane as programs write it whose texts are in UTF-16.
_SURROGATE_PAIR = re.compile(
    rb"&#(5(?:5[2-9]|6[0-3])\d{2}|xd[89ab][\da-f]{2});&#(5(?:6[3-9]|7[0-3])\d{2}|xd[c-f][\da-f]{2});", re.I
)


def well_formed_source(page: Page) -> bytes:
    """Return the page's bytes as a parser of XML takes them; unchanged where they are as they should be."""
    source = _in_a_known_encoding(page)
    if found := _PLAIN_DOCUMENT_TYPE.match(source):
        source = found[1] + b"\n" * found[2].count(b"\n") + source[found.end() :]
    if len(source.translate(None, _FORBIDDEN + _SEPARATORS)) < len(source):
        source = source.translate(_TO_BLANKS, _FORBIDDEN)
    if any(suspect.search(source) for suspect in _SUSPECTS):
        source = _MARKS.sub(_escaped, _SURROGATE_PAIR.sub(_one_character, source))
    return source


def _in_a_known_encoding(page: Page) -> bytes:
    """Return the bytes if they are in the encoding they declare, else in UTF-8; without marks and blanks before."""
    source = page.content.lstrip(BLANKS).removeprefix(_UTF8_MARK).lstrip(BLANKS)
    declared = _DECLARATION.match(source)
    named = _ENCODING.search(declared[0]) if declared else None
    if _is_in(source, named[1].decode("ascii") if named else "utf-8"):
        return source
    text = source.decode() if _decodes(source, "utf-8") else decode(page)
    source = _NO_CHARACTERS.sub(b"", text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"))
    declared = _DECLARATION.match(source)
    return _ENCODING.sub(b'encoding="utf-8"', declared[0]) + source[declared.end() :] if declared else source


def _is_in(source: bytes, encoding: str) -> bool:
    """Say whether the bytes are in this encoding; one whose name can be read in them is no encoding of wide units."""
    if encoding.lower().startswith(_WIDE_ENCODINGS) or source.startswith(_UTF16_MARKS):
        return False
    if source.isascii():
        return _decodes(b"", encoding)
    if encoding.lower() in ("utf-8", "utf8"):
        return _decodes(source, "utf-8") and not (b"\xef\xbf" in source and _NO_CHARACTERS.search(source))
    return _decodes(source, encoding)


def _decodes(source: bytes, encoding: str) -> bool:
    try:
        source.decode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _escaped(found: re.Match[bytes]) -> bytes:
    """Return what stands for a mark in well-formed XML."""
    whole, number, name = found[0], found[1], found[2]
    if number is not None:
        return _character(number)
    if whole.startswith(b"<!"):
        return whole
    if whole == b"<":
        return b"&lt;"
    if name is None:
        return b"&amp;"
    known = name.decode("ascii", "replace")
    if known in XML_ENTITIES:
        return whole
    meant = html5.get(f"{known};")
    return "".join(f"&#{ord(each)};" for each in meant).encode() if meant else b"&amp;" + whole[1:]


def _character(reference: bytes) -> bytes:
    """Return a reference to a character by its number; a blank or nothing for one that no document may have."""
    code = _number(reference[2:-1])
    if code in (0x9, 0xA, 0xD) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return reference
    return b" " if code < 0x20 and code in _SEPARATORS else b""


def _one_character(found: re.Match[bytes]) -> bytes:
    """Return the reference to the character that a pair of surrogates stands for."""
    high, low = _number(found[1]), _number(found[2])
    if not (0xD800 <= high < 0xDC00 <= low < 0xE000):
        return found[0]
    return b"&#%d;" % (0x10000 + (high - 0xD800 << 10) + low - 0xDC00)


def _number(digits: bytes) -> int:
    return int(digits[1:], 16) if digits[:1] in b"xX" else int(digits)
