"""Untrusted XML, element by element: no entities of its own, no network, and little memory."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator
from typing import TypeVar

from lxml import etree

from catalogue.domain.text.messages import N_, Message, UserError
from catalogue.ingestion.contract import Fault, Page, Unreadable
from importers.markup.xml_repair import well_formed_source

# A document type stands before the first element, after processing instructions and comments at most; its own
# declarations in brackets.
DECLARATIONS = re.compile(rb"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE(?:[^\[<>\"']|\"[^\"]*\"|'[^']*')*+\[", re.I | re.S)


Record = TypeVar("Record")


class BrokenXml(UserError):
    """The document ends or stops being XML at ``line``; what came before it was read."""

    def __init__(self, error: etree.XMLSyntaxError) -> None:
        self.line = error.lineno or 1
        broken = N_("The XML is broken from line %(line)s on (%(reason)s); what comes after it was not read.")
        super().__init__(broken, line=self.line, reason=error.msg)

    def fault(self) -> Fault:
        """Return the fault of a document of which something was read."""
        return Fault(where=f"line {self.line}", message=self.message, truncates=True)

    def unreadable(self, page: Page) -> Unreadable:
        """Return the error for a document of which nothing was read."""
        return Unreadable(Message("%(url)s: %(reason)s", url=page.url, reason=self.message))


def found_until_broken(page: Page, records: Iterable[Record], none: str) -> Iterator[Record | Fault]:
    """Yield the records of a document; where it breaks after some of them, a fault.

    Raise ``Unreadable`` if there is no record, with the message id ``none`` if the document is not broken.
    """
    found = 0
    try:
        for record in records:
            found += 1
            yield record
    except BrokenXml as error:
        if not found:
            raise error.unreadable(page) from None
        yield error.fault()
    else:
        if not found:
            raise Unreadable(Message(none, url=page.url))


def elements(page: Page, names: Collection[str]) -> Iterator[etree._Element]:
    """Yield elements of these local names once they are complete; each is emptied when the next is asked for.

    One inside another is given as a part of that alone.

    Raise ``BrokenXml`` where the XML stops being well-formed, ``Unreadable`` if it declares entities.
    """
    ends = etree.iterparse(
        io.BytesIO(source_of(page)),
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for _, element in ends:
            if not any(local_name(outer) in names for outer in element.iterancestors()):
                yield element
                _forget(element)
    except etree.XMLSyntaxError as error:
        raise BrokenXml(error) from None


def local_name(element: etree._Element) -> str:
    """Return the name without its namespace, or a prefix that no namespace was declared for; empty for comments."""
    return element.tag.rpartition("}")[2].rpartition(":")[2] if isinstance(element.tag, str) else ""


def source_of(page: Page) -> bytes:
    """Return the document for a parser of XML, mended where only one reading exists (``xml_repair``).

    Raise ``Unreadable`` if it declares entities, or could.
    """
    source = well_formed_source(page)
    if found := DECLARATIONS.match(source):
        line = source.count(b"\n", 0, found.end()) + 1
        declared = N_(
            "%(url)s, line %(line)s: the document type has declarations of its own, which are not read because "
            "entities can be used to exhaust the reader; publish it without them."
        )
        raise Unreadable(Message(declared, url=page.url, line=line))
    return source


def _forget(element: etree._Element) -> None:
    """Empty the element and remove the one before, which the parser no longer needs."""
    element.clear()
    parent, before = element.getparent(), element.getprevious()
    if parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
