"""The list of courses on a page: of all that repeats on it, what states most that only courses have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bs4 import Tag

from catalogue.domain.text.folding import fold
from catalogue.ingestion.contract import CourseDraft
from catalogue.ingestion.leads import speaks_of_courses
from importers.plain_page.drafts import PageTold, draft_of, facts_in, merged, states_a_fact
from importers.plain_page.page_words import PageWords
from importers.plain_page.runs import runs_in
from importers.plain_page.segments import Segments, groups_of, headed_sections, names_of_element
from importers.scaffolding.blocks import course_link
from importers.scaffolding.names import text_of

MAX_PARTS_SAMPLED = 12
MIN_COURSES = 2
MIN_SHARE_WITH_FACTS = 0.5
MIN_SHARE_OF_DATED_EVENTS = 0.8
MIN_SHARE_OF_TITLES = 0.6
"""Of the titles of a list that differ: where all say "Register", they are no titles."""
WORTH_OF_A_FACT = 0.25
WORTH_OF_A_LINK = 0.25
MIN_SHARE_OF_ONE_FACT = 0.5
"""Of the parts of a list that state the same kind of fact: the parts of one course's page each state another."""


@dataclass(frozen=True, slots=True)
class PageList:
    """``drafts`` in page order; ``left_out`` are those of parts that look alike and state nothing."""

    drafts: Sequence[CourseDraft]
    left_out: Sequence[CourseDraft]

    @property
    def may_be_parts_of_one_course(self) -> bool:
        """Whether they state a length each and lead nowhere, as the modules of a course do."""
        onward = any(draft.url and "#" not in draft.url for draft in self.drafts)
        return not onward and all(facts_in(draft) <= {"workload"} for draft in self.drafts)


def list_in(scope: Tag, page: PageTold, words: PageWords) -> PageList | None:
    """Return the list of courses, None if nothing on the page is surely one."""
    if not words.may_be_of_courses:
        return None
    groups = [*groups_of(scope), *headed_sections(scope)]
    best = _best(groups, page, words)
    if best is None:
        return None
    if courses := _courses_around(best, groups, page):
        return PageList(courses, ())
    drafts = _drafts(best, page)
    for part, draft in zip(best, drafts, strict=True):
        draft.instances = list(runs_in(part, page)) or draft.instances
    called = _called_courses(best)
    linked = sum(bool(draft.url) for draft in drafts) * 2 > len(drafts)
    sure = [draft for draft in drafts if states_a_fact(draft) or (draft.title and (called or (linked and draft.url)))]
    left_out = [draft for draft in drafts if draft.title and draft not in sure]
    return PageList(merged(sure), left_out)


def _best(groups: Iterable[Segments], page: PageTold, words: PageWords) -> Segments | None:
    rated = [(worth, group) for group in groups if (worth := _worth(group, page, words)) > 0]
    return max(rated, key=lambda pair: pair[0])[1] if rated else None


def _worth(group: Segments, page: PageTold, words: PageWords) -> float:
    """Return how many courses a group states, and how much of them; 0 where most of it may be anything."""
    drafts = _drafts(group[:MAX_PARTS_SAMPLED], page)
    titled = [draft for draft in drafts if draft.title]
    good = [draft for draft in titled if states_a_fact(draft)]
    if _called_courses(group):
        good = [draft for draft in titled if states_a_fact(draft) or draft.summary or draft.url]
    if len(good) < MIN_COURSES or len(good) < MIN_SHARE_WITH_FACTS * len(drafts) or not _name_courses(good):
        return 0.0
    if not words.of_courses and not words.continues_a_list and not _dated(good, len(drafts)):
        return 0.0
    if not _called_courses(group) and not _agree(good, len(drafts)):
        return 0.0
    each = sum(1 + WORTH_OF_A_FACT * len(facts_in(draft)) + WORTH_OF_A_LINK * bool(draft.url) for draft in good)
    return each * len(good) / len(drafts) ** 2 * len(group)


def _agree(drafts: Sequence[CourseDraft], of: int) -> bool:
    """Say whether one kind of fact is stated by most parts."""
    stated = Counter(kind for draft in drafts for kind in facts_in(draft))
    return max(stated.values(), default=0) >= MIN_SHARE_OF_ONE_FACT * of


def _dated(drafts: Sequence[CourseDraft], of: int) -> bool:
    """Say whether events are held on a day, nearly all of them: on pages of events nothing less makes courses."""
    return sum("start" in facts_in(draft) for draft in drafts) >= MIN_SHARE_OF_DATED_EVENTS * of


def _name_courses(drafts: Sequence[CourseDraft]) -> bool:
    titles = [fold(draft.title) for draft in drafts]
    return len(set(titles)) >= MIN_SHARE_OF_TITLES * len(titles) or all(map(speaks_of_courses, titles))


def _courses_around(dates: Segments, groups: Iterable[Segments], page: PageTold) -> list[CourseDraft]:
    """Return the courses whose runs these parts are: each around several of them and titled as a course."""
    inner = {id(part) for part in dates}
    for group in groups:
        within = [[part for part in around.find_all(dates[0].name) if id(part) in inner] for around in group]
        if sum(map(len, within)) < len(dates) or not all(len(parts) >= MIN_COURSES for parts in within):
            continue
        drafts = _drafts(group, page)
        runs = [_drafts(parts, page) for parts in within]
        if not all(speaks_of_courses(draft.title) for draft in drafts) or not all(map(_all_dated, runs)):
            continue
        for around, draft, each in zip(group, drafts, runs, strict=True):
            link, _ = course_link(around)
            if link is None or text_of(link) != draft.title:
                draft.url = ""  # a link of one of its dates
            draft.instances = [run for one in each for run in one.instances]
        return drafts
    return []


def _all_dated(drafts: Sequence[CourseDraft]) -> bool:
    return all("start" in facts_in(draft) for draft in drafts)


def _called_courses(group: Segments) -> bool:
    """Say whether the classes of the parts themselves say that each is a course."""
    own = (" ".join(names_of_element(part)) for part in group[:MAX_PARTS_SAMPLED])
    return all(map(speaks_of_courses, own))


def _drafts(parts: Sequence[Tag], page: PageTold) -> list[CourseDraft]:
    return [draft_of(part, f"block {number}", page) for number, part in enumerate(parts, start=1)]
