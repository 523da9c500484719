"""OAI-PMH 2.0: records in Dublin Core, LOM or schema.org's RDF, list by list, with those that were deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import CourseDraft, Fault, Found, Gone, Link, LinkKind, Page, Partial, Remark
from importers.markup import rdf_xml
from importers.markup.page_facts import elsewhere
from importers.markup.xml_stream import BrokenXml, elements, local_name
from importers.oai_pmh import dublin_core, lom, requests, schema_org_rdf
from importers.xcri.elements import Node, joined

key = "oai-pmh"
label = N_("OAI-PMH repository (Dublin Core, LOM or schema.org in RDF)")
aliases = ("oai", "oai_dc", "lom")

ROOT = re.compile(rb"<(?:\w+:)?OAI-PMH[\s>]")
HEAD_BYTES = 2000
READ_ELEMENTS = frozenset({"record", "resumptionToken", "error", "metadataFormat", "Identify"})
# Errors of an address that makes no valid request: the repository is then asked what formats it has.
CODES_WITHOUT_REQUEST = frozenset({"badVerb", "badArgument", "cannotDisseminateFormat"})
CODES_WITHOUT_RECORDS = frozenset({"noRecordsMatch"})


def detect(page: Page) -> float:
    """Return near 1 for the protocol's root element."""
    return 0.95 if ROOT.search(page.content[:HEAD_BYTES]) else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield records in list order, then the next list. Raise ``Unreadable`` if there is no answer of a repository."""
    if requests.is_selective(page.url):
        yield Partial(message=Message(N_("%(url)s asks for the changes of a time only."), url=page.url))
    answer = _Answer(page)
    try:
        yield from answer.found()
    except BrokenXml as error:
        if not answer.number:
            raise error.unreadable(page) from None
        yield error.fault()


class _Answer:
    """One answer of a repository, element by element."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._formats: dict[str, str] = {}
        self._of_no_course = 0
        self.number = 0

    def found(self) -> Iterator[Found]:
        for element in elements(self._page, READ_ELEMENTS):
            self.number += 1
            match local_name(element):
                case "record":
                    yield from self._record(element)
                case "metadataFormat":
                    format = Node(element)
                    self._formats[format.text("metadataPrefix")] = format.text("metadataNamespace")
                case "error":
                    yield from self._error(element)
                case "Identify":
                    yield Link(url=requests.metadata_formats(self._page.url), kind=LinkKind.NEXT)
                case "resumptionToken" if token := joined(element):
                    yield from self._ask(requests.following(self._page.url, token))
        if self._formats:
            yield from self._ask(requests.records(self._page.url, self._formats))
        if self._of_no_course:
            left = N_("%(url)s: records left out, as they tell of events or material and not of courses: %(count)s.")
            yield Remark(message=Message(left, url=self._page.url, count=self._of_no_course))

    def _record(self, element: etree._Element) -> Iterator[Found]:
        node, where = Node(element), f"record in line {element.sourceline}"
        header = next(iter(node.nodes("header")), None)
        identifier = header.text("identifier") if header else ""
        if header and header.element.get("status") == "deleted":
            yield Gone(where=where, external_id=identifier)
            return
        for metadata in _metadata(node):
            if draft := _draft(metadata, identifier, where):
                yield draft
                return
            if metadata.tag == rdf_xml.ROOT and schema_org_rdf.is_schema_org(metadata):
                drafts = schema_org_rdf.course_drafts(metadata, identifier, where, self._page.url)
                self._of_no_course += not drafts
                yield from drafts
                return
        neither = N_("The record holds neither Dublin Core nor LOM; offer one of them (metadataPrefix oai_dc or lom).")
        yield Fault(where=where, message=Message(neither), external_id=identifier or None)

    def _ask(self, address: str) -> Iterator[Found]:
        if url := elsewhere(address, self._page.url):
            yield Link(url=url, kind=LinkKind.NEXT)

    def _error(self, element: etree._Element) -> Iterator[Found]:
        code = element.get("code") or ""
        if code in CODES_WITHOUT_RECORDS:
            return
        if code in CODES_WITHOUT_REQUEST and self._page.follows is None:
            yield from self._ask(requests.metadata_formats(self._page.url))
            return
        reported = f"{code}: {joined(element)}"[:200].strip(": ")
        refused = N_("The repository answered %(url)s with an error (%(error)s); tell its keeper, or try again.")
        message = Message(refused, url=self._page.url, error=reported)
        yield Fault(where=f"line {element.sourceline}", message=message, truncates=True)


def _metadata(node: Node) -> Iterator[etree._Element]:
    return (child for part in node.all("metadata") for child in part.iterchildren(etree.Element))


def _draft(metadata: etree._Element, identifier: str, where: str) -> CourseDraft | None:
    match local_name(metadata):
        case "lom":
            return lom.course_draft(Node(metadata), identifier, where)
        case "dc" | "qualifieddc":
            return dublin_core.course_draft(Node(metadata), identifier, where)
    return None
