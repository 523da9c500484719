"""A draft from one part of a page: its title, its link, and what its lines say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bs4 import Tag

from catalogue.domain.places.localities import country_of_locality
from catalogue.domain.text.cldr import weekday_names
from catalogue.domain.text.folding import fold, fold_phrase
from catalogue.domain.time.date_ranges import parse_date_range
from catalogue.domain.time.dates import parse_moment
from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from importers.markup.page_facts import absolute, elsewhere
from importers.markup.selectors import first
from importers.plain_page.blocks import fact_of, put
from importers.plain_page.lines import DIVIDERS, lines_of
from importers.scaffolding.blocks import course_link, title_of
from importers.scaffolding.facts import Headers, column_facts
from importers.scaffolding.names import text_of
from importers.scaffolding.values import field_said, fits
from importers.table.columns import match_columns

MAX_TITLE_CHARACTERS = 200
MAX_LABEL_CHARACTERS = 40
MAX_VALUE_CHARACTERS = 120
MAX_TOWN_CHARACTERS = 30
MIN_PROSE_CHARACTERS = 40
MAX_SUMMARY_CHARACTERS = 1000
PARTS_OF_TITLE = re.compile(r"\s*[()\[\]]\s*|\s+[–—|-]\s+|:\s+")
TIMES_OF_DAY = re.compile(r"\d{1,2}\s*(?:[:.h]\s*\d{2}|[ap]\.?m)", re.I)
TIMES, TOWN = "times of day", "town"
COURSE_FACTS = ("workload", "delivery_mode", "credential", "eqf_level")


@dataclass(slots=True)
class PageTold:
    """What holds for the whole page: its own address, the base of its links, its language, its tables' headers."""

    own: str
    base: str
    language: str
    headers: Headers = field(default_factory=Headers)


@dataclass(frozen=True, slots=True)
class Statement:
    """One value with its field, as ``fact_of`` names it, ``TIMES`` or ``TOWN``; ``labelled`` if a label names it."""

    field: str
    value: str
    labelled: bool = False


def draft_of(part: Tag, where: str, page: PageTold) -> CourseDraft:
    """Return what a part of a page says as a draft; without a title where it has none that could be a course's."""
    draft = CourseDraft(where=where, url=_address(part, page), page_language=page.language)
    columns = column_facts(part, page.language or None, page.headers)
    title, dates = _without_dates(_title(part, page), page.language)
    draft.title = title if may_be_title(title, page.language) else ""
    if dates:
        put(draft, "start", dates)
    for fact in columns:
        put(draft, fact.field, fact.sample)
    if not columns:
        read_lines(part, draft, page.language)
    return draft


def read_lines(part: Tag, draft: CourseDraft, language: str) -> None:
    """Put what the lines of a part state into the draft, of several values the first, and prose into the summary."""
    prose = []
    for statement in statements_in(part, language):
        if statement.field:
            _put_statement(draft, statement, language)
        elif len(statement.value) > MIN_PROSE_CHARACTERS and statement.value != draft.title:
            prose.append(statement.value)
    draft.summary = draft.summary or " ".join(prose)[:MAX_SUMMARY_CHARACTERS]


def statements_in(part: Tag, language: str) -> Iterator[Statement]:
    """Yield what each line of a part states: fields with their values, and lines that state nothing without a field."""
    waiting = ""
    for pieces in lines_of(part):
        line = " ".join(pieces)
        if waiting and (under_label := _under_label(waiting, line, language)):
            waiting = ""
            yield under_label
            continue
        stated = _in_line(pieces, language)
        waiting = line if not stated and len(line) <= MAX_LABEL_CHARACTERS and field_said(line) else ""
        yield from stated or ([] if waiting else [Statement("", line)])


def _in_line(pieces: list[str], language: str) -> list[Statement]:
    """Return what a line states as a whole under a label, else what its pieces do, or its parts between dividers."""
    line = " ".join(pieces)
    if len(line) > MAX_VALUE_CHARACTERS + MAX_LABEL_CHARACTERS:
        return []
    whole = _statement(line, language)
    if whole and (whole.labelled or len(pieces) == 1):
        return [whole]
    in_parts = _in_parts(pieces if len(pieces) > 1 else DIVIDERS.split(line), language)
    return in_parts or ([whole] if whole else [])


def _in_parts(parts: list[str], language: str) -> list[Statement]:
    label, found = "", list[Statement]()
    for part in parts if len(parts) > 1 else ():
        stated = _statement(f"{label}: {part}" if label else part, language)
        found += [stated] if stated else []
        label = part if not stated and field_said(part) else ""
    return found


def _under_label(label: str, line: str, language: str) -> Statement | None:
    """Return what a line states below a label of its own, else the first of its parts: "7 hours — 1 day"."""
    values = (line, DIVIDERS.split(line)[0])
    return next(filter(None, (_statement(f"{label}: {value}", language) for value in values)), None)


def _statement(line: str, language: str) -> Statement | None:
    name, value = fact_of(line, language or None)
    if name:
        return Statement(name, value, labelled=value != line)
    if TIMES_OF_DAY.match(line) and len(line) <= MAX_LABEL_CHARACTERS:
        return Statement(TIMES, line)
    return Statement(TOWN, line) if len(line) <= MAX_TOWN_CHARACTERS and country_of_locality(line) else None


def _put_statement(draft: CourseDraft, statement: Statement, language: str) -> None:
    """Put a statement; times of day and a town alone say something only of a run whose day is known."""
    run = draft.instances[0] if draft.instances else None
    if statement.field not in (TIMES, TOWN):
        put(draft, statement.field, statement.value)
    elif run and run.start and statement.field == TOWN:
        put(draft, "place.locality", statement.value)
    elif run and run.start:
        _put_times(run, statement.value, language)


def _put_times(run: InstanceDraft, times: str, language: str) -> None:
    """Put the times of day that stand on a line of their own below a date, if both are read together."""
    day, both = parse_moment(run.start, language or None), f"{run.start} {times}"
    timed = parse_date_range(both, language or None)
    if day and timed and not day.time and timed[0].time and timed[0].day == day.day:
        run.start = both


def states_a_fact(draft: CourseDraft) -> bool:
    """Say whether the draft states something that courses have and menus have not."""
    return bool(facts_in(draft))


def facts_in(draft: CourseDraft) -> set[str]:
    """Return the kinds of facts in a draft that courses have and menus have not."""
    run = draft.instances[0] if draft.instances else None
    kinds = {name for name in COURSE_FACTS if getattr(draft, name)}
    if run and run.price:
        kinds.add("price")
    if run and fits("start", run.start, draft.page_language or None):
        kinds.add("start")
    return kinds


def may_be_title(title: str, language: str) -> bool:
    """Say whether a text may be the title of a course: neither a label nor a value, nor a sign."""
    if not 2 < len(title) <= MAX_TITLE_CHARACTERS or not any(sign.isalpha() for sign in title):
        return False
    if fold_phrase(title).strip(" .:") in weekday_names():
        return False
    return not field_said(title) and not fact_of(title, language or None)[0]


def merged(drafts: Iterable[CourseDraft]) -> list[CourseDraft]:
    """Return the drafts with those of one title and address as one: its runs, or the same shown twice."""
    found: dict[tuple[str, str], CourseDraft] = {}
    for draft in drafts:
        first_one = found.setdefault((fold(draft.title), draft.url), draft)
        if first_one is not draft:
            first_one.instances += [run for run in draft.instances if run not in first_one.instances]
    return list(found.values())


def _address(part: Tag, page: PageTold) -> str:
    """Return where a part leads: the course's own page, else its place on this one; empty if it leads nowhere."""
    link, selector = course_link(part)
    if link is not None and (target := elsewhere(absolute(page.base, first(part, selector)), page.own)):
        return target
    anchors = (each.get("href") for each in [part, *part.select("a[href^='#']")] if each.name == "a")
    fragment = next((each for each in anchors if isinstance(each, str) and len(each) > 1 and each[0] == "#"), "")
    identity = part.get("id")
    fragment = fragment or (f"#{identity}" if isinstance(identity, str) and identity else "")
    return absolute(page.base, f"{page.own}{fragment}") if fragment else ""


def _title(part: Tag, page: PageTold) -> str:
    if part.name == "tr":
        return _title_in_row(part, page)
    for tag in part.find_all(True):
        if tag.name in ("h1", "h2", "h3", "h4", "h5") or _is_called_title(tag):
            return text_of(tag)
    if title := title_of(part):
        return title
    return next((" ".join(pieces) for pieces in lines_of(part)), "")


def _is_called_title(tag: Tag) -> bool:
    named = tag.get("class") or []
    words = {word for name in ([named] if isinstance(named, str) else named) for word in re.split(r"[-_]+", name)[-1:]}
    return any(match_columns([word]).places.get("title") == 0 for word in words if word)


def _title_in_row(row: Tag, page: PageTold) -> str:
    """Return the cell below the header for titles, else the first that may be one."""
    cells = row.find_all("td", recursive=False)
    labels = page.headers.above(row)
    if len(labels) == len(cells):
        place = match_columns([text_of(label) for label in labels]).places.get("title")
        if place is not None:
            return text_of(cells[place])
    texts = (text_of(cell) for cell in cells)
    return next((text for text in texts if may_be_title(_without_dates(text, page.language)[0], page.language)), "")


def _without_dates(title: str, language: str) -> tuple[str, str]:
    """Return a title without the dates in brackets or beside a dash, and these; a title with several keeps them."""
    parts = PARTS_OF_TITLE.split(title)
    dated = [part for part in parts if len(part) > 5 and fits("start", part, language or None)]
    if len(parts) < 2 or len(dated) != 1:
        return title, ""
    return title.replace(dated[0], "").strip(" ()[]–—|-:"), dated[0]
