"""The model's XML binding: sections of things, which name one another by ``idref``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml import etree

from catalogue.ingestion.contract import Page
from importers.elm.nodes import MAX_DEPTH, Known, Node, course_key
from importers.markup.xml_stream import BrokenXml, elements, local_name
from importers.xcri.elements import LANG, joined

OPPORTUNITY = "learningOpportunity"
REFERRED_ELEMENTS = frozenset({"learningAchievementSpecification", "qualification", "learningActivitySpecification",
                    "learningOutcome", "organisation", "agent", "person", "location"})  # fmt: skip


def courses(page: Page) -> Iterator[list[Node]]:
    """Yield the opportunities of each course together, once the last of them has been read.

    Raise ``BrokenXml`` and ``Unreadable`` as ``elements`` does.
    """
    known, left = _survey(page)
    waiting: defaultdict[tuple[str, ...], list[Node]] = defaultdict(list)
    for element in elements(page, {OPPORTUNITY}):
        node = _node(element, known)
        key = course_key(node)
        waiting[key].append(node)
        if len(waiting[key]) >= left[key]:
            yield waiting.pop(key)


def _survey(page: Page) -> tuple[Known, Counter[tuple[str, ...]]]:
    """Return what opportunities refer to, which stands after them, and how many there are of each course."""
    known, number = Known(), Counter[tuple[str, ...]]()
    try:
        for element in elements(page, {OPPORTUNITY, *REFERRED_ELEMENTS}):
            node = _node(element, known)
            if local_name(element) == OPPORTUNITY:
                number[course_key(node)] += 1
            else:
                known.add(node)
    except BrokenXml:
        pass  # reading the opportunities fails at the same place, and reports it
    return known, number


def _node(element: etree._Element, known: Known, depth: int = 0) -> Node:
    address = element.get("id") or element.get("idref") or element.get("uri") or ""
    node = Node(known, address.strip(), (local_name(element),), f"line {element.sourceline}")
    for child in element if depth < MAX_DEPTH else ():
        if not (name := local_name(child).lower()):
            continue
        if len(child) or child.get("idref") or child.get("uri") or child.get("id"):
            node.properties[name].append(_node(child, known, depth + 1))
        elif text := joined(child):
            node.properties[name].append((child.get("language") or child.get(LANG) or "", text))
    return node
