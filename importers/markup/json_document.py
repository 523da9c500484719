"""Untrusted JSON: read leniently, with values that may have any shape."""

from __future__ import annotations

from typing import Any

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import Fault, Page, Unreadable
from catalogue.ingestion.documents import decode
from importers.markup.jsonld import document

Node = dict[str, Any]
HEAD_BYTES = 20_000
NO_TEXTS = frozenset({"null", "undefined", "NaN", "[object Object]", "nan", "inf", "-inf", "Infinity"})
"""What a program writes for a value that it does not have."""


def head_of(page: Page) -> bytes:
    """Return the beginning of a page that may be JSON, without white space inside; empty for any other."""
    head = page.content[:HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    return b"".join(head.split()) if head.startswith((b"{", b"[")) else b""


def parsed(page: Page) -> Any:
    """Return the document's value. Raise ``Unreadable`` if it is no JSON."""
    block = document(decode(page))
    if isinstance(block, Fault):
        raise unreadable(page, block)
    if block is None:
        raise Unreadable(Message(N_("%(file)s is empty; nothing was imported."), file=page.url))
    return block.value


def unreadable(page: Page, fault: Fault) -> Unreadable:
    """Return the error for a document that is one broken block; ``fault.where`` ends in the number of a line."""
    text = N_("%(url)s: the document, line %(line)s: %(reason)s")
    return Unreadable(Message(text, url=page.url, line=fault.where.rpartition(" ")[2], reason=fault.message))


def nodes(value: Any) -> list[Node]:
    """Return the objects in a list, or the one object."""
    return [one for one in as_list(value) if isinstance(one, dict)]


def as_list(value: Any) -> list[Any]:
    """Return a list however it was given: of nothing an empty one, of anything else a list of itself."""
    if isinstance(value, list):
        return value
    return [] if value is None or value == "" else [value]


def text(value: Any) -> str:
    """Return a plain value as text, of a list the first; empty for objects, for true and false, which are no text."""
    if isinstance(value, list):
        return next(filter(None, map(text, value)), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return "" if (found := str(value).strip()) in NO_TEXTS else found


def texts(value: Any) -> list[str]:
    """Return the plain values of a list as texts."""
    return [found for one in as_list(value) if (found := text(one))]
