"""Courses on a page without markup: a list of them in parts that repeat, one course with facts under labels, or links.

What the whole page must have is a word for courses in its address or headings, and in most parts a fact that only
courses have, such as a length or a price: news and menus repeat too. Each part leads to the course's own page, whose
markup, if it has some, goes before what the list says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from catalogue.domain.text.messages import N_, Message
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, Fault, Found, Link, LinkKind, Page, Remark, Unreadable
from catalogue.ingestion.documents import decode, looks_binary
from importers.markup.next_page import following_page
from importers.markup.page_facts import base_address, elsewhere, own_address, page_language
from importers.markup.soup import soup_of
from importers.plain_page.drafts import PageTold
from importers.plain_page.links import links_to_courses
from importers.plain_page.lists import PageList, list_in
from importers.plain_page.page_words import words_of
from importers.plain_page.single_course import SingleCourse, course_in

key = "plain-page"
label = N_("Page without markup (what repeats on it)")

MAX_PAGE_BYTES = 2_000_000
MAX_TITLES_NAMED = 3
MAX_VALUES_NAMED = 4


def detect(page: Page) -> float:
    """Return little, and only for a page that says it is of courses: any other importer knows better."""
    if page.follows is LinkKind.FEED or len(page.content) > MAX_PAGE_BYTES or looks_binary(page.content):
        return 0.0
    head = page.content[:2000].lower()
    is_part = page.follows is LinkKind.NEXT and head.lstrip().startswith(b"<")
    if not is_part and (b"<html" not in head or not words_of(page, decode(page)).may_be_of_courses):
        return 0.0
    if b"schema.org" in page.content:
        return 0.05  # read only if whoever knows its markup finds nothing
    try:
        found = [one for one in read(page) if isinstance(one, CourseDraft | Link)]
    except Unreadable:
        return 0.0
    stated = any(isinstance(one, CourseDraft) or one.known for one in found)
    return 0.2 if stated else 0.1 if found else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield each part as a course or as a link to one, else the one course of the page; nothing of anything else.

    Raise ``Unreadable`` for a page nested more deeply than any for people is.
    """
    text = decode(page)
    own = own_address(text, page)
    told = PageTold(own, base_address(text, own), page_language(text) or page.language or "")
    words = words_of(page, text)
    soup = soup_of(text, page)
    scope = soup.main or soup.body or soup
    found = list_in(scope, told, words) if page.follows is not LinkKind.DETAIL else None
    single = course_in(soup, scope, told, words) if page.follows in (None, LinkKind.DETAIL) else None
    if found is not None and not (single and found.may_be_parts_of_one_course):
        yield from _listed(found, told)
        if address := elsewhere(following_page(text, told.base, own), own):
            yield Link(url=address, kind=LinkKind.NEXT)
    elif single is not None:
        yield from _single(single)
    elif words.of_courses and page.follows is not LinkKind.DETAIL:
        yield from (Link(url=target, kind=LinkKind.DETAIL) for target in links_to_courses(scope, told))


def _single(course: SingleCourse) -> Iterator[Found]:
    yield Remark(message=Message(N_("The page has no markup for a course; it was read by its labels.")))
    for values in course.unclear.values():
        several = N_("The page gives several values where one is meant, so none was taken: %(values)s.")
        yield Remark(message=Message(several, values=" / ".join(values[:MAX_VALUES_NAMED])))
    yield course.draft


def _listed(found: PageList, told: PageTold) -> Iterator[Found]:
    yield Remark(message=Message(N_("The page has no markup for courses; they were read from how it is laid out.")))
    if found.left_out:
        titles = ", ".join(f"“{draft.title}”" for draft in found.left_out[:MAX_TITLES_NAMED])
        unsure = N_("Parts of the page that look like courses and state no fact of one were left out: %(titles)s.")
        yield Remark(message=Message(unsure, titles=titles))
    shared = Counter(draft.url for draft in found.drafts if draft.url)
    for draft in found.drafts:
        if not draft.title:
            untitled = Message(N_("The block tells of a course and names none; give it a heading."))
            yield Fault(where=draft.where, message=untitled, url=draft.url)
            continue
        target = elsewhere(draft.url, told.own) if draft.url else ""
        if target and shared[draft.url] == 1:
            yield Link(url=target, kind=LinkKind.DETAIL, known=draft)
        else:
            yield _without_page_of_its_own(draft, told)


def _without_page_of_its_own(draft: CourseDraft, told: PageTold) -> CourseDraft:
    """Return the draft with the list's address, if it has none, and its title to tell it from others there."""
    draft.url = draft.url or (told.own if is_web_address(told.own) else "")
    if draft.url and not draft.external_id:
        draft.external_id = slugify(draft.title) or None
    return draft
