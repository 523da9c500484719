"""Nodes of schema.org, however they were written: names without prefix, values as lists, references resolved."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from typing import Any

PREFIX = re.compile(r"^(?:https?://(?:www\.)?schema\.org/|schema:|sdo:)", re.I)
DEEPEST = 12


def plain_name(name: str) -> str:
    """A type or property without schema.org's prefix."""
    return PREFIX.sub("", name)


class Thing:
    """One node. Properties are asked for by name and answer with lists, texts or further things."""

    def __init__(self, node: dict[str, Any], graph: Graph, where: str, depth: int = 0) -> None:
        self._graph, self.where, self._depth = graph, where, depth
        self._values = {plain_name(name): value for name, value in node.items()}

    @property
    def id(self) -> str:
        """Its ``@id``, or nothing."""
        value = self._values.get("@id")
        return value if isinstance(value, str) else ""

    @property
    def types(self) -> frozenset[str]:
        """Its types without prefix."""
        found = self._values.get("@type", ())
        return frozenset(plain_name(name) for name in _many(found) if isinstance(name, str))

    def raw(self, *names: str) -> list[Any]:
        """The values of the first of these properties that has some."""
        for name in names:
            values = [value for value in _many(self._values.get(name)) if value not in (None, "", {}, [])]
            if values:
                return values
        return []

    def texts(self, *names: str) -> list[str]:
        """Values as text; a thing answers with its name."""
        return [text for value in self.raw(*names) if (text := self._text(value))]

    def text(self, *names: str) -> str:
        """The first text, or nothing."""
        return next(iter(self.texts(*names)), "")

    def things(self, *names: str) -> list[Thing]:
        """Values that are nodes, references resolved."""
        if self._depth >= DEEPEST:
            return []
        nodes = (value for value in self.raw(*names) if isinstance(value, dict))
        return [self._graph.thing(node, self.where, self._depth + 1) for node in nodes]

    def property_names(self) -> Iterable[str]:
        """Names of the properties it has."""
        return self._values.keys()

    def _text(self, value: Any) -> str:
        if isinstance(value, dict):
            if "@value" in value:
                return self._text(value["@value"])
            if self._depth >= DEEPEST:
                return ""
            thing = self._graph.thing(value, self.where, self._depth + 1)
            return thing.text("name", "termCode", "audienceType", "headline", "url") or thing.id
        if isinstance(value, bool):
            return "true" if value else "false"
        return html.unescape(str(value)).strip() if isinstance(value, str | int | float) else ""


class Graph:
    """All nodes of a page, so that one block may refer to what another says."""

    def __init__(self, roots: Iterable[tuple[str, Any]]) -> None:
        self._roots = [(where, node) for where, value in roots for node in _nodes(value)]
        self._by_id: dict[str, dict[str, Any]] = {}
        for _, node in self._roots:
            self._index(node, 0)

    def top(self) -> Iterator[Thing]:
        """The nodes that stand by themselves."""
        return (self.thing(node, where) for where, node in self._roots)

    def thing(self, node: dict[str, Any], where: str, depth: int = 0) -> Thing:
        """A node, or the fuller one that it refers to."""
        identifier = node.get("@id")
        if isinstance(identifier, str) and len(node) <= 2:
            node = self._by_id.get(identifier, node)
        return Thing(node, self, where, depth)

    def _index(self, value: Any, depth: int) -> None:
        """Remember the fullest node for each ``@id``."""
        if depth > DEEPEST:
            return
        if isinstance(value, dict):
            identifier = value.get("@id")
            if isinstance(identifier, str) and len(value) > len(self._by_id.get(identifier, {})):
                self._by_id[identifier] = value
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            self._index(inner, depth + 1)


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    """The nodes of a block: of arrays and of ``@graph`` each one."""
    if isinstance(value, list):
        for inner in value:
            yield from _nodes(inner)
    elif isinstance(value, dict):
        if "@graph" in value:
            yield from _nodes(value["@graph"])
        else:
            yield value


def _many(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        found: list[Any] = value["@list"]
        return found
    return [] if value is None else [value]
