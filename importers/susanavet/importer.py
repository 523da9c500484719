"""The open API of Susa-navet: lists of events and of what is taught in them, and single ones (Skolverket, EMIL 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.web_addresses import address_parts, is_web_address
from catalogue.ingestion.contract import Fault, Found, Link, LinkKind, Page, Partial, Remark, Unreadable
from importers.markup.json_document import Node, head_of, nodes, parsed, text
from importers.markup.page_facts import absolute, elsewhere
from importers.susanavet.events import course_of_events, pace_of
from importers.susanavet.infos import course_draft, is_for_children
from importers.susanavet.texts import first

key = "susa-navet"
label = N_("Susa-navet API (EMIL 3, Sweden)")
aliases = ("susanavet", "emil", "emil3")

LISTS = ("educationEvents", "educationInfos")
LIST_MARK = re.compile(rb'"education(?:Events|Infos)":\[')
SINGLE = re.compile(rb'\{"id":"[ei]\.[^"]{1,200}",')
EVENTS_PATH = re.compile(r"(?P<root>.*/)educationEvents(?:/[^/]*)?")
EVENT_PREFIX = "e."


def detect(page: Page) -> float:
    """Return near 1 for one of the lists, less for a single resource."""
    head = head_of(page)
    if b'"content":{' in head or b'"page":{' in head:
        return 0.94 if LIST_MARK.search(head) else 0.9 if SINGLE.match(head) else 0.0
    return 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield courses of infos; of events, links to their infos, which the events are joined to there.

    Raise ``Unreadable`` for what is no JSON, and for a list of anything else.
    """
    value = parsed(page)
    envelope: Node = value if isinstance(value, dict) else {}
    resources = [one for name in LISTS for one in nodes(envelope.get(name))]
    if not any(name in envelope for name in LISTS):
        resources = [envelope]
    if "updatedSince" in dict(parse_qsl(address_parts(page.url).query)):
        yield Partial(message=Message(N_("%(url)s asks for the changes of a time only."), url=page.url))
    contents = [content for one in resources if (content := first(one.get("content")))]
    if resources and not contents:
        none = N_("%(url)s lists no events and no infos; give the address of /educationEvents.")
        raise Unreadable(Message(none, url=page.url))
    yield from (_without_content(one) for one in resources if not first(one.get("content")))
    yield from _infos([one for one in contents if not _is_event(one)], page)
    yield from _events([one for one in contents if _is_event(one)], page)
    if following := _next_page(envelope, page):
        if any(map(_is_event, contents)):
            apart = N_("Runs of one course on different pages are not joined; ask for one provider, with size=2000.")
            yield Remark(message=Message(apart))
        yield Link(url=following, kind=LinkKind.NEXT)


def _without_content(resource: Node) -> Fault:
    """Return the fault of a resource that may be removed; which word says so is not in the specification."""
    identifier = text(resource.get("id"))
    empty = N_("%(id)s has no content; it stays as it was until the whole list is read.")
    return Fault(where=f"resource {identifier}", message=Message(empty, id=identifier), external_id=identifier or None)


def _infos(infos: list[Node], page: Page) -> Iterator[Found]:
    children = sum(map(is_for_children, infos))
    for info in infos:
        if not is_for_children(info):
            draft = course_draft(info, page)
            if page.known is not None and page.known.external_id == draft.external_id:
                known = page.known
                draft.instances, draft.teaching_languages = known.instances, known.teaching_languages
                draft.keywords, draft.pace = known.keywords, known.pace
                draft.url = draft.url or known.url
            yield draft
    if children:
        yield Remark(message=Message(N_("Schools for children, left out: %(count)s"), count=children))


def _events(events: list[Node], page: Page) -> Iterator[Found]:
    """Yield the education of each event once, with all events of the page that are of it."""
    by_education: dict[str, list[Node]] = {}
    for event in events:
        by_education.setdefault(text(event.get("education")), []).append(event)
    for education, group in by_education.items():
        draft = course_of_events(education, group, page.language)
        draft.pace = pace_of(group)
        address = _info_address(page, education)
        yield Link(url=address, kind=LinkKind.FEED, known=draft) if address else draft


def _is_event(content: Node) -> bool:
    return "education" in content or text(content.get("identifier")).startswith(EVENT_PREFIX)


def _info_address(page: Page, education: str) -> str:
    """Return where the info of an education is; empty for a file, and for a page that is none of the API."""
    parts = address_parts(page.url)
    found = EVENTS_PATH.fullmatch(parts.path) if is_web_address(page.url) and education else None
    if found is None:
        return ""
    return urlunsplit(
        parts._replace(path=f"{found['root']}educationInfos/{quote(education, safe='')}", query="", fragment="")
    )


def _next_page(envelope: Node, page: Page) -> str:
    """Return the next page that is named, else that of the next number; numbers begin at 0."""
    named = next((text(one.get("href")) for one in nodes(envelope.get("links")) if text(one.get("rel")) == "next"), "")
    if named:
        return elsewhere(absolute(page.url, named), page.url)
    numbers = first(envelope.get("page"))
    number, total = numbers.get("pageNumber"), numbers.get("totalPages")
    if not (isinstance(number, int) and isinstance(total, int) and number + 1 < total and is_web_address(page.url)):
        return ""
    parts = urlsplit(page.url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True)) | {"page": str(number + 1)}
    return urlunsplit(parts._replace(query=urlencode(query)))
