"""The text of a CSV file, which cannot say how it is encoded."""

from __future__ import annotations

import codecs
from dataclasses import replace

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.documents import decode, looks_binary

HEAD_BYTES = 4096
# What Excel writes in each half of Europe, with the letters that the languages of that half use beside a to z.
ALPHABETS = {
    "windows-1252": (
        *("äöüß", "àâæçéèêëîïôœùûÿ", "áéíñóúü¿¡ºª", "ãâàáçéêíóôõúºª", "àèéìíòóùúºª"),
        *("åäöé", "æøåé", "éëïöüèó", "äöõüšž", "áðéíóúýþæö"),
    ),
    "windows-1250": (
        *("áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "ąćęłńóśźż", "áéíóöőúüű"),
        *("ăâîşţ", "čćđšž", "čšž"),
    ),
}


def text_of(page: Page) -> str:
    """Return the page as text. Raise ``Unreadable`` for a binary file."""
    if wide := _unmarked_utf16(page.content):
        return page.content.decode(wide, "replace")
    if looks_binary(page.content):
        binary = N_("%(url)s is a binary file, not a spreadsheet; save it as CSV or XLSX.")
        raise Unreadable(Message(binary, url=page.url))
    text = decode(page)
    # decode() falls back to Western Europe's encoding where neither bytes nor server tell
    foreign = page.content[: HEAD_BYTES * 16].translate(None, bytes(range(128)))
    if page.charset or not foreign or text[:1] == "\ufeff" or not _fell_back(text, page.content):
        return text
    return decode(replace(page, charset=likeliest(foreign)))


def likeliest(foreign: bytes) -> str:
    """Return the encoding in which these bytes beyond ASCII best match the letters of one language; Western if tied."""
    return max(ALPHABETS, key=lambda encoding: _share(foreign, encoding))


def _share(foreign: bytes, encoding: str) -> float:
    """Return the share of characters that fit the language they fit best.

    Signs that both encodings read alike, such as quotation marks, do not count.
    """
    telling = [
        sign
        for sign, other in zip(
            _characters(foreign, encoding), _characters(foreign, _other_encoding(encoding)), strict=True
        )
        if sign != other or sign.isalpha()
    ]
    fitting = (sum(sign.lower() in alphabet for sign in telling) for alphabet in ALPHABETS[encoding])
    return max(fitting) / (len(telling) or 1)


def _other_encoding(encoding: str) -> str:
    return next(name for name in ALPHABETS if name != encoding)


def _characters(foreign: bytes, encoding: str) -> str:
    """Return the bytes as text, one character a byte."""
    return foreign.decode(encoding, "replace")


def _fell_back(text: str, content: bytes) -> bool:
    """Say whether each byte became a character and the bytes are no UTF-8."""
    if len(text) != len(content):
        return False
    try:
        codecs.utf_8_decode(content, "strict", True)
    except UnicodeDecodeError:
        return True
    return False


def _unmarked_utf16(content: bytes) -> str:
    """Return which UTF-16 it is, told from the zero in every second byte of Latin letters; empty if none."""
    head = content[:HEAD_BYTES]
    if len(head) < 4 or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ""
    for at, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros, others = head[at::2].count(0), head[1 - at :: 2].count(0)
        if zeros * 4 > len(head) and not others:
            return name
    return ""
