"""The Open Education API: lists of courses, programmes and offerings, page by page, and single ones of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from catalogue.domain.text.messages import N_, Message
from catalogue.ingestion.contract import CourseDraft, Fault, Found, Link, LinkKind, Page, Partial, Unreadable
from importers.markup.json_document import Node, as_list, head_of, nodes, parsed
from importers.ooapi.courses import COURSE_IDS, course_draft, course_id, course_of_offering, course_reference, with_runs
from importers.ooapi.offerings import OFFERING_IDS, instance_draft, is_published, offering_id
from importers.ooapi.paths import next_page, offerings_address

key = "ooapi"
label = N_("Open Education API (OOAPI)")
aliases = ("oeapi", "open-education-api")

ID_MARKS = tuple(f'"{name}":'.encode() for name in (*COURSE_IDS, *OFFERING_IDS))
OWN_NAMES = tuple(
    f'"{name}":'.encode()
    for name in (
        *("primaryCode", "studyLoad", "teachingLanguage", "teachingLanguages", "modeOfDelivery", "modesOfDelivery"),
        *("fieldsOfStudy", "qualificationRequirements", "admissionRequirements", "learningOutcomes", "ects"),
        *("offeringType", "academicSession", "mainLanguage", "abbreviation", "hasPreviousPage"),
    )
)
MIN_OWN_NAMES = 2
LIST_MARK = b'"hasNextPage":'


def detect(page: Page) -> float:
    """Return near 1 for an id of the API beside two names of its own, or for any list of runs that was asked for."""
    head = head_of(page)
    if page.known is not None and LIST_MARK in head:
        return 0.93
    named = any(mark in head for mark in ID_MARKS) and sum(name in head for name in OWN_NAMES) >= MIN_OWN_NAMES
    return 0.93 if named else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield courses with their runs, else links to where these are; then the next page.

    Raise ``Unreadable`` for what is no JSON, and for a list of anything else.
    """
    value = parsed(page)
    envelope: Node = value if isinstance(value, dict) else {"items": value}
    items = as_list(envelope["items"]) if "items" in envelope else [envelope]
    following = next_page(page.url, envelope)
    records = [one for one in nodes(items) if _is_record(one)]
    if page.known is not None:
        yield from _runs_of_known(page.known, records, following)
        return
    if items and not records:
        none = N_("%(url)s lists neither courses nor offerings; give the address of /courses or /programs.")
        raise Unreadable(Message(none, url=page.url))
    yield from (_nameless(number) for number, one in enumerate(items, start=1) if not _is_record(one))
    yield from _courses([one for one in records if not offering_id(one)], page)
    yield from _offered([one for one in records if offering_id(one)], page)
    if following:
        yield Link(url=following, kind=LinkKind.NEXT)
    elif envelope.get("hasNextPage") is True:
        more = N_("%(url)s is one page of a list; its other pages were not handed in.")
        yield Partial(message=Message(more, url=page.url))


def _is_record(value: object) -> bool:
    return isinstance(value, dict) and bool(course_id(value) or offering_id(value))


def _nameless(number: int) -> Fault:
    return Fault(where=f"item {number}", message=Message(N_("The item has no id of a course or an offering.")))


def _courses(records: list[Node], page: Page) -> Iterator[Found]:
    """Yield each course; as known to the list of its offerings, where there is an address to ask for them."""
    for record in records:
        offerings = nodes(record.get("offerings") or record.get("courseOfferings"))
        draft = course_draft(record, f"course {course_id(record)}", page, offerings)
        address = "" if offerings else offerings_address(page.url, record, course_id(record))
        yield Link(url=address, kind=LinkKind.FEED, known=draft) if address else draft


def _offered(records: list[Node], page: Page) -> Iterator[CourseDraft]:
    """Yield the courses of offerings, each with those of them that are on the page."""
    by_course: dict[str, list[Node]] = {}
    for record in records:
        by_course.setdefault(_course_key(record), []).append(record)
    for identifier, offerings in by_course.items():
        where = f"offering {offering_id(offerings[0])}"
        draft = course_draft(course_of_offering(offerings[0]), where, page, offerings)
        draft.external_id = draft.external_id or identifier
        yield draft


def _course_key(offering: Node) -> str:
    return course_reference(offering) or offering_id(offering)


def _runs_of_known(known: CourseDraft, records: list[Node], following: str) -> Iterator[Found]:
    """Yield the course that led here with the runs of this page, or hand it on to the next page."""
    published = [one for one in records if offering_id(one) and is_published(one)]
    runs = [instance_draft(one, known.page_language) for one in published]
    whole = replace(known, instances=with_runs(known.instances, runs))
    yield Link(url=following, kind=LinkKind.NEXT, known=whole) if following else whole
