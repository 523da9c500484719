"""Untrusted XML, element by element: no document types, no entities, no network, and little memory."""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterable, Iterator

from lxml import etree

from catalogue.domain.text.messages import N_, Message, UserError
from catalogue.ingestion.contract import CourseDraft, Fault, Found, Page, Unreadable

# A document type stands before the first element, after processing instructions and comments at most.
DOCUMENT_TYPE = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.I | re.S)


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


def found_until_broken(page: Page, drafts: Iterable[CourseDraft], none: str) -> Iterator[Found]:
    """Yield the drafts of a document; where it breaks after some of them, a fault.

    Raises ``Unreadable`` if there is no draft, with the message id ``none`` if the document is not broken.
    """
    found = 0
    try:
        for draft in drafts:
            found += 1
            yield draft
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

    Raise ``BrokenXml`` where the XML stops being well-formed, ``Unreadable`` if it declares a document type.
    """
    refuse_document_type(page)
    ends = etree.iterparse(
        io.BytesIO(page.content.lstrip()),  # some exports put blank lines before the declaration
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


def refuse_document_type(page: Page) -> None:
    """Raise ``Unreadable`` if the document declares a type."""
    if found := DOCUMENT_TYPE.match(page.content):
        line = page.content.count(b"\n", 0, found.end()) + 1
        declared = N_(
            "%(url)s, line %(line)s: the document declares a document type, which is not read because its entities "
            "can be used to exhaust the reader; publish it without the declaration."
        )
        raise Unreadable(Message(declared, url=page.url, line=line))


def _forget(element: etree._Element) -> None:
    """Empty the element and remove the one before, which the parser no longer needs."""
    element.clear()
    parent, before = element.getparent(), element.getprevious()
    if parent is not None and before is not None and before.tag == element.tag:
        parent.remove(before)
