"""A list of courses on a page without markup: blocks that repeat, each with a title, a link and facts under labels.

What the whole page must have is a word for courses in its address or heading, and in most blocks a fact that only
courses have, such as a length or a price: news and menus repeat too. Each block leads to the course's own page, whose
markup, if it has some, goes before what the list says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.sanitisation import plain_text
from catalogue.domain.time.date_ranges import parse_date_range
from catalogue.ingestion.contract import CourseDraft, Fault, Found, Link, LinkKind, Page, Remark, Unreadable
from catalogue.ingestion.documents import decode, looks_binary
from catalogue.ingestion.leads import speaks_of_courses
from importers.markup.next_page import following_page
from importers.markup.page_facts import absolute, base_address, elsewhere, own_address, page_language
from importers.markup.selectors import first
from importers.markup.soup import is_data_in_xml, soup_of
from importers.plain_page.blocks import fact_of, put
from importers.scaffolding.blocks import course_blocks, course_link, title_of
from importers.scaffolding.facts import Headers, column_facts

key = "plain-page"
label = N_("Page without markup (what repeats on it)")

MAX_PAGE_BYTES = 2_000_000
HEADING = re.compile(r"<(?:title|h1)\b[^<>]*>(.{0,300}?)</", re.I | re.S)


def detect(page: Page) -> float:
    """Return little, and only for a page that was given or continues one: any other importer knows better."""
    if page.follows not in (None, LinkKind.NEXT) or len(page.content) > MAX_PAGE_BYTES or looks_binary(page.content):
        return 0.0
    if b"<html" not in page.content[:2000].lower() or not _speaks_of_courses(page) or is_data_in_xml(decode(page)):
        return 0.0
    try:
        return 0.2 if any(isinstance(found, CourseDraft | Link) for found in read(page)) else 0.0
    except Unreadable:
        return 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield each block as a course or as a link to one; nothing where the blocks are of something else.

    Raise ``Unreadable`` for a page nested more deeply than any for people is.
    """
    text = decode(page)
    own = own_address(text, page)
    base = base_address(text, own)
    language = page_language(text) or page.language or ""
    soup = soup_of(text, page)
    blocks = course_blocks(soup.main or soup.body or soup, language or None)
    if blocks is None:
        return
    headers = Headers()
    drafts = [_draft(block, number, base, language, headers) for number, block in enumerate(blocks.found, start=1)]
    if 2 * sum(_states_a_fact(draft) for draft in drafts) < len(drafts):
        return
    yield Remark(message=Message(N_("The page has no markup for courses; they were read from how it is laid out.")))
    for draft in drafts:
        target = elsewhere(draft.url, own) if draft.url else ""
        if draft.title:
            yield Link(url=target, kind=LinkKind.DETAIL, known=draft) if target else draft
        elif _states_a_fact(draft):
            untitled = Message(N_("The block tells of a course and names none; give it a heading."))
            yield Fault(where=draft.where, message=untitled, url=draft.url)
    if address := elsewhere(following_page(text, base, own), own):
        yield Link(url=address, kind=LinkKind.NEXT)


def _speaks_of_courses(page: Page) -> bool:
    headings = " ".join(HEADING.findall(decode(page)[:200_000])[:3])
    return speaks_of_courses(urlsplit(page.url).path) or speaks_of_courses(headings)


def _draft(block: Tag, number: int, base: str, language: str, headers: Headers) -> CourseDraft:
    link, selector = course_link(block)
    address = first(block, selector) if link is not None else ""
    draft = CourseDraft(
        where=f"block {number}",
        title=title_of(block),
        url=absolute(base, address) if address else "",
        page_language=language,
    )
    if columns := column_facts(block, language or None, headers):
        for fact in columns:
            put(draft, fact.field, fact.sample)
        return draft
    prose = []
    for line in plain_text(str(block)).split("\n"):
        field, value = fact_of(line, language or None)
        if field:
            put(draft, field, value)
        elif len(line) > 40 and line != draft.title:
            prose.append(line)
    draft.summary = " ".join(prose)[:1000]
    return draft


def _states_a_fact(draft: CourseDraft) -> bool:
    """Say whether the draft states something that only courses have."""
    run = draft.instances[0] if draft.instances else None
    dated = run is not None and parse_date_range(run.start, draft.page_language or None) is not None
    return bool(draft.workload or draft.delivery_mode or draft.credential or draft.eqf_level or dated) or bool(
        run and run.price
    )
