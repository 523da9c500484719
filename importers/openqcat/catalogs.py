"""Which services of a catalogue belong together: an offer and its further runs, wherever they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import CourseDraft, Fault, Gone, InstanceDraft, Page
from importers.markup.xml_stream import BrokenXml, elements, local_name
from importers.openqcat.header import Header
from importers.openqcat.offers import course_draft
from importers.openqcat.runs import instance_draft
from importers.xcri.elements import Node

SERVICE, HEADER, DELETE, ID = "SERVICE", "HEADER", "DELETE", "PRODUCT_ID"
CHANGES = frozenset({"UPDATE_CATALOG", "NEW", "UPDATE", DELETE})  # some generators leave out the catalogue around them
FALSE = frozenset({"false", "0"})


@dataclass(slots=True)
class Survey:
    """What must be known before the first course: the head, how many services each offer has, what is deleted."""

    header: Header = field(default_factory=Header)
    services_by_offer: Counter[str] = field(default_factory=Counter)
    sent: set[str] = field(default_factory=set)
    deleted: dict[str, int] = field(default_factory=dict)
    is_update: bool = False
    is_part: bool = False
    is_whole: bool = True

    def gone(self) -> Iterator[Gone]:
        """Yield what is deleted and not sent anew: an update may do both, and deletes first.

        Of a file that breaks off nothing is, as what comes anew may have stood in the rest.
        """
        for identifier, line in self.deleted.items():
            if self.is_whole and identifier and identifier not in self.sent:
                yield Gone(where=f"line {line}", external_id=identifier)


@dataclass(slots=True)
class Offer:
    """The services of one offer read so far."""

    read: int = 0
    course: CourseDraft | None = None
    runs: list[InstanceDraft] = field(default_factory=list)
    line: int = 0


def survey(page: Page) -> Survey:
    """Return what a catalogue holds, as far as it can be read. Raise ``Unreadable`` as ``elements`` does."""
    found = Survey()
    try:
        for number, element in enumerate(elements(page, {HEADER, SERVICE})):
            node = Node(element)
            if local_name(element) == HEADER:
                found.header = Header.of(node)
            elif _is_deleted(element):
                found.deleted[node.text(ID)] = _line(element)
            else:
                found.sent.add(node.text(ID))
                found.services_by_offer[_offer_id(node, number)] += 1
            _note_scope(found, element)
    except BrokenXml:
        found.is_whole = False  # reading the services fails at the same place, and reports it
    return found


def courses(page: Page, known: Survey) -> Iterator[CourseDraft | Fault]:
    """Yield each offer with all its runs once the last of them is read; a fault for runs whose offer is not there.

    Raise ``BrokenXml`` where the XML stops being well-formed.
    """
    waiting: defaultdict[str, Offer] = defaultdict(Offer)
    for number, element in enumerate(elements(page, {HEADER, SERVICE})):
        if local_name(element) == SERVICE and not _is_deleted(element):
            node = Node(element)
            identifier = _offer_id(node, number)
            _add(waiting[identifier], node, known.header)
            if waiting[identifier].read >= known.services_by_offer[identifier]:
                yield _finished(waiting.pop(identifier), identifier)


def _add(offer: Offer, service: Node, header: Header) -> None:
    details = next(iter(service.nodes("SERVICE_DETAILS")), service)
    education = _education(details)
    offer.read += 1
    offer.line = offer.line or _line(service.element)
    if offer.course is None and _is_offer(service, education):
        offer.course = course_draft(service, details, education, header)
    if run := instance_draft(service, details, education, header):
        run.url = header.address(service, education)
        offer.runs.append(run)


def _finished(offer: Offer, identifier: str) -> CourseDraft | Fault:
    course = offer.course
    if course is None:
        alone = N_("The run belongs to the offer %(id)s, which the file does not hold; send the offer with its runs.")
        return Fault(where=f"line {offer.line}", message=Message(alone, id=identifier), external_id=identifier or None)
    for run in offer.runs:
        run.url = "" if run.url == course.url else run.url
    course.instances = offer.runs
    return course


def _education(details: Node) -> Node:
    """Return the teaching of a service; some generators leave out the module around it."""
    found = details.inside("SERVICE_MODULE", "EDUCATION") or details.nodes("EDUCATION")
    return found[0] if found else Node(etree.Element("EDUCATION"))


def _is_offer(service: Node, education: Node) -> bool:
    """Say whether a service is an offer, which it is where it does not say that it is only a run of another."""
    named = education.text("COURSE_ID")
    only_run = (education.element.get("type") or "").strip().lower() in FALSE
    return not only_run or named in ("", service.text(ID))


def _offer_id(service: Node, number: int) -> str:
    """Return what a service and the others of its offer have in common; without an id it stands alone."""
    education = _education(next(iter(service.nodes("SERVICE_DETAILS")), service))
    own = service.text(ID) or f"the service number {number}"
    return own if _is_offer(service, education) else education.text("COURSE_ID")


def _is_deleted(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) == DELETE


def _line(element: etree._Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0


def _note_scope(found: Survey, element: etree._Element) -> None:
    for outer in element.iterancestors():
        name = local_name(outer)
        found.is_update = found.is_update or name in CHANGES
        found.is_part = found.is_part or (name == "NEW_CATALOG" and _whole(outer) in FALSE)


def _whole(catalog: etree._Element) -> str:
    """Return what FULLCATALOG says, which the guide of KURSNET spells full_catalog."""
    stated = (
        str(value) for name, value in catalog.attrib.items() if str(name).replace("_", "").upper() == "FULLCATALOG"
    )
    return next(stated, "").strip().lower()
