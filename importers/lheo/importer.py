"""LHEO 2.0 to 2.3, in which French training bodies publish by decree, and the dialect of Mon compte formation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from catalogue.domain.text.messages import N_
from catalogue.ingestion.contract import CourseDraft, Found, Page
from importers.lheo.formations import SUMMARY, TITLE, course_draft, formation_id
from importers.lheo.sessions import forget_shared_identifiers
from importers.markup.xml_root import root_name
from importers.markup.xml_stream import BrokenXml, elements, found_until_broken
from importers.xcri.elements import Node

key = "lheo"
label = N_("LHEO feed (France)")
aliases = ("lhéo", "edof", "mon-compte-formation")

ROOTS = frozenset({"lheo", "lheo-index", "lheo-plus"})
COURSE_ELEMENTS = frozenset({"formation", SUMMARY})
Named = tuple[str | None, str]
"""The id and the title of a formation."""


def detect(page: Page) -> float:
    """Return near 1 for one of the root elements; their namespaces change with each version."""
    return 0.95 if root_name(page) in ROOTS else 0.0


def read(page: Page) -> Iterator[Found]:
    """Yield formations in feed order, one in memory at a time. Raise ``Unreadable`` if the page has none."""
    none = N_("%(url)s holds no <formation> element; check that it is the feed of courses.")
    yield from found_until_broken(page, _courses(page), none)


def _courses(page: Page) -> Iterator[CourseDraft]:
    """Yield each formation, once the last of those that repeat it with other sessions has been read."""
    times, waiting = _times_given(page), defaultdict[Named, list[CourseDraft]](list)
    for element in elements(page, COURSE_ELEMENTS):
        draft = course_draft(element, page)
        name = (draft.external_id, draft.title)
        if not draft.external_id or times[name] == 1:
            yield draft
            continue
        waiting[name].append(draft)
        if len(waiting[name]) == times[name]:
            yield _joined(waiting.pop(name))


def _joined(repetitions: list[CourseDraft]) -> CourseDraft:
    """Return the first with the sessions of all."""
    first = repetitions[0]
    first.instances = [run for draft in repetitions for run in draft.instances]
    forget_shared_identifiers(first.instances)
    return first


def _times_given(page: Page) -> Counter[Named]:
    """Return how often each formation is given: Sygefor writes one for each of its sessions."""
    times = Counter[Named]()
    try:
        for element in elements(page, COURSE_ELEMENTS):
            times[formation_id(element), Node(element).text(TITLE)] += 1
    except BrokenXml:
        pass  # reading the formations fails at the same place, and reports it
    return times
