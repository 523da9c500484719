"""The model in JSON-LD: with short names, prefixes or whole addresses, nested or as one graph."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from catalogue.ingestion.contract import Page
from importers.elm.nodes import MAX_DEPTH, Known, Node, course_key, local_name
from importers.markup.json_document import as_list, parsed, text

OPPORTUNITY = "LearningOpportunity"
# Properties whose objects map languages to texts: in all others {"id": …} is a reference and not Indonesian.
TEXT_PROPERTIES = frozenset({"title", "description", "preflabel", "altlabel", "legalname", "noteliteral",
                             "geographicname", "definition", "category"})  # fmt: skip


def courses(page: Page) -> Iterator[list[Node]]:
    """Yield the opportunities of each course together, wherever they stand. Raise ``Unreadable``."""
    known, found = Known(), list[Node]()
    for number, value in enumerate(_tops(parsed(page)), start=1):
        if isinstance(value, dict):
            _Reader(known, found, f"item {number}").node(value)
    grouped: defaultdict[tuple[str, ...], dict[str, Node]] = defaultdict(dict)
    for node in found:
        if node.properties:
            grouped[course_key(node)].setdefault(node.id or f"{len(grouped)}", node)
    return (list(each.values()) for each in grouped.values())


def _tops(value: Any) -> Iterator[Any]:
    for top in as_list(value):
        inside = top.get("@graph") if isinstance(top, dict) else None
        yield from as_list(inside) if inside is not None else [top]


class _Reader:
    """Reads one top-level object, storing its things and the opportunities among them."""

    def __init__(self, known: Known, found: list[Node], where: str) -> None:
        self._known, self._found, self._where = known, found, where

    def node(self, value: dict[str, Any], depth: int = 0) -> Node:
        types = tuple(local_name(str(name)) for name in as_list(value.get("@type") or value.get("type")))
        node = Node(self._known, str(value.get("@id") or value.get("id") or ""), types, self._where)
        if OPPORTUNITY in types:
            self._found.append(node)
        for key, inner in value.items() if depth < MAX_DEPTH else ():
            if key.lstrip("@") not in ("id", "type", "context"):
                name = local_name(key).lower()
                for one in as_list(inner):
                    node.properties[name] += self._values(name, one, depth)
        self._known.add(node)
        return node

    def _values(self, name: str, value: Any, depth: int) -> list[Node | tuple[str, str]]:
        if not isinstance(value, dict):
            found = "" if isinstance(value, list) else text(value)
            return [("", found)] if found else []
        if "@value" in value:
            return [(text(value.get("@language")), text(value["@value"]))]
        if name in TEXT_PROPERTIES and not any(key.startswith("@") for key in value):
            return [(code, text.strip()) for code, inner in value.items() for text in _plain(inner)]
        return [self.node(value, depth + 1)]


def _plain(value: Any) -> list[str]:
    return [one for one in as_list(value) if isinstance(one, str) and one.strip()]
