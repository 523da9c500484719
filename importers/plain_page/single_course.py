"""One course on a page of its own: the heading, facts under labels or of a clear form, and its dates in rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bs4 import Tag

from catalogue.domain.course.prices import parse_price
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.domain.time.dates import parse_moment
from catalogue.domain.time.durations import parse_workload
from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from importers.plain_page.blocks import put
from importers.plain_page.drafts import (
    TIMES,
    TOWN,
    PageTold,
    Statement,
    facts_in,
    may_be_title,
    statements_in,
)
from importers.plain_page.page_words import PageWords
from importers.plain_page.runs import runs_in
from importers.plain_page.segments import content_of
from importers.scaffolding.names import text_of

MIN_FACTS = 2
"""Kinds of facts that make a page with a heading one of a course."""
NOT_OF_A_PAGE = frozenset({TIMES, TOWN, "summary", "external_id", "keywords", "provider.name"})
MAX_DESCRIPTION_PARAGRAPHS = 12
MIN_PARAGRAPH_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class SingleCourse:
    """A course and, by field, the different values that its page gives where one is meant."""

    draft: CourseDraft
    unclear: Mapping[str, Sequence[str]]


def course_in(soup: Tag, scope: Tag, page: PageTold, words: PageWords) -> SingleCourse | None:
    """Return the one course that the page is about, None if it is not surely one."""
    title = _title(soup, scope, page)
    if not words.of_courses or words.of_others or not title:
        return None
    draft = CourseDraft(where="the page", title=title, page_language=page.language)
    draft.url = page.own if is_web_address(page.own) else ""
    unclear = _put_facts(draft, scope, page)
    runs = runs_in(scope, page)
    if len(facts_in(draft) | ({"start"} if runs else set())) < MIN_FACTS:
        return None
    if runs:
        common = draft.instances[0] if draft.instances else InstanceDraft()
        draft.instances = [_completed(run, common) for run in runs]
        unclear.pop("start", None)
    draft.description = _description(scope)
    return SingleCourse(draft, unclear)


def _put_facts(draft: CourseDraft, scope: Tag, page: PageTold) -> dict[str, Sequence[str]]:
    """Put each field with one value under a label, else with one of a clear form; return the values of the others."""
    under_label, by_form = defaultdict[str, dict[object, str]](dict), defaultdict[str, dict[object, str]](dict)
    for statement in statements_in(scope, page.language):
        if statement.field in (*NOT_OF_A_PAGE, ""):
            continue
        meant = _meaning(statement, page.language or None)
        (under_label if statement.labelled else by_form)[statement.field].setdefault(meant, statement.value)
    unclear: dict[str, Sequence[str]] = {}
    for name in dict.fromkeys((*under_label, *by_form)):
        values = list((under_label.get(name) or by_form[name]).values())
        if len(values) == 1:
            put(draft, name, values[0])
        else:
            unclear[name] = values
    return unclear


def _meaning(statement: Statement, language: str | None) -> object:
    """Return what two ways of writing the same have in common."""
    read = {"price": parse_price, "workload": parse_workload, "start": parse_moment}.get(statement.field)
    return (read(statement.value, language) if read else None) or fold_phrase(statement.value)


def _title(soup: Tag, scope: Tag, page: PageTold) -> str:
    headings = chain(soup.find_all("h1"), (each for each in content_of(scope) if each.name == "h2"))
    titles = [text_of(each) for each in headings]
    return next((title for title in titles if may_be_title(title, page.language)), "")


def _completed(run: InstanceDraft, common: InstanceDraft) -> InstanceDraft:
    """Return the run with the price and place that the page states once for all."""
    run.price = run.price or common.price
    run.place = run.place or common.place
    return run


def _description(scope: Tag) -> str:
    paragraphs = [str(each) for each in content_of(scope) if each.name == "p"]
    long = [each for each in paragraphs if len(each) >= MIN_PARAGRAPH_CHARACTERS]
    return "\n".join(long[:MAX_DESCRIPTION_PARAGRAPHS])
