"""Nodes of schema.org, however they were written: names without prefix, values as lists, references resolved."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any

from importers.markup.context import Names, plain, values_of
from importers.markup.json_document import NO_TEXTS
from importers.markup.page_facts import absolute, joined

_EMPTY_VALUES: tuple[Any, ...] = (None, "", {}, [])
# The properties that name a node, in order of preference.
TRUE_WORDS = frozenset({"true", "yes", "1"})
LABEL_PROPERTIES = ("name", "targetName", "termCode", "audienceType", "headline", "value", "url")


def plain_name(name: str) -> str:
    """Return a type, property or enumeration member without schema.org's prefix."""
    return Names().plain(name)


class Thing:
    """One node, whose properties are read by name as lists, texts or further things."""

    def __init__(self, node: dict[str, Any], graph: Graph, where: str) -> None:
        self._node, self._graph, self.where = node, graph, where

    @property
    def key(self) -> int:
        """A key shared by all mentions of the same node on the page."""
        return id(self._node)

    @property
    def id(self) -> str:
        """Its ``@id`` as an absolute address, or empty: a blank node's name means nothing outside its page."""
        return self._graph.address(self._node.get("@id"))

    @property
    def types(self) -> frozenset[str]:
        """Its types without prefix."""
        return frozenset(name for name in values_of(self._node.get("@type")) if isinstance(name, str))

    @property
    def language(self) -> str:
        """The language its block's ``@context`` declares for its texts, or empty."""
        found = self._node.get("@language")
        return found if isinstance(found, str) else ""

    def raw(self, *names: str) -> list[Any]:
        """Return the values of the first of these properties that has any."""
        node = self._node
        for name in names:
            if name in node:  # a node has few of the properties that are looked up
                value = node[name]
                if isinstance(value, str):
                    values = [value] if value else []
                else:
                    values = [each for each in values_of(value) if each not in _EMPTY_VALUES]
                if values:
                    return values
        return []

    def texts(self, *names: str) -> list[str]:
        """Return the values of the first of these properties that has any, as text; of a thing its name."""
        for name in names:
            if name in self._node and (
                found := [text for value in self.raw(name) if (text := self._graph.text(value))]
            ):
                return found
        return []

    def text(self, *names: str) -> str:
        """Return the first text; empty if there is none."""
        for name in names:
            if name in self._node:
                for value in self.raw(name):
                    if text := self._graph.text(value):
                        return text
        return ""

    def flag(self, name: str) -> bool:
        """Say whether the property says yes: as JSON's ``true``, as "True", or as schema.org's ``True``."""
        stated = next(iter(self.raw(name)), None)
        if isinstance(stated, dict) and "@value" in stated:
            stated = stated["@value"]
        return stated is True or plain_name(self._graph.text(stated)).casefold() in TRUE_WORDS

    def by_language(self, name: str) -> dict[str, str]:
        """Return texts that state their language, ``{"@value": ..., "@language": ...}``, by that language."""
        values = (value for value in self.raw(name) if isinstance(value, dict))
        return {str(value["@language"]): self._graph.text(value) for value in values if value.get("@language")}

    def address(self, *names: str) -> str:
        """Return the first value that is, or resolves to, an absolute web address; empty if there is none."""
        values = (value for name in names if name in self._node for value in self.raw(name))
        return next((url for value in values if (url := self._graph.address_of(value))), "")

    def things(self, *names: str) -> list[Thing]:
        """Return those values of the first of these properties that are nodes; references resolved."""
        if self._node.keys().isdisjoint(names):  # the usual case
            return []
        return [
            self._graph.thing(value, self.where)
            for value in self.raw(*names)
            if isinstance(value, dict) and "@value" not in value
        ]

    def property_names(self) -> Iterable[str]:
        """Return the names of the properties it has."""
        return self._node.keys()


class Graph:
    """All nodes of a page, so that one block may refer to what another says. ``base`` resolves its addresses."""

    def __init__(self, roots: Iterable[tuple[str, Any]], base: str = "") -> None:
        self._base = base
        self._by_id: dict[str, dict[str, Any]] = {}
        self._labels: dict[tuple[int, int], str] = {}
        self._roots = [(where, node) for where, value in roots for node in _nodes(plain(value, Names()), "")]
        for _, node in self._roots:
            self._gather(node)

    def top(self) -> Iterator[Thing]:
        """Return the nodes that stand by themselves."""
        return (self.thing(node, where) for where, node in self._roots)

    def thing(self, node: dict[str, Any], where: str) -> Thing:
        """Return a node, with what the rest of the page says of it."""
        known = self._by_id.get(self._identity(node)) if "@id" in node else None
        return Thing(known if known is not None and _may_be_same(known, node) else node, self, where)

    def named(self, address: str) -> Thing | None:
        """Return the node with this ``@id``; None if the page has none."""
        known = self._by_id.get(joined(self._base, address))
        return Thing(known, self, "the page") if known is not None else None

    def address(self, value: Any) -> str:
        """Return an absolute web address, or an empty text."""
        return absolute(self._base, value) if isinstance(value, str) and not value.startswith("_:") else ""

    def address_of(self, value: Any) -> str:
        """Return the address that a value is; of a node its ``@id``, else its ``url``, never its name."""
        if isinstance(value, dict) and "@value" not in value:
            return self.address(value.get("@id")) or next(
                filter(None, (self.address(url) for url in self.thing(value, "").texts("url"))), ""
            )
        text = self.named_address(value)
        return self.address(text) if text else ""

    def named_address(self, value: Any) -> str:
        """Return the text of a value that may be an address: a number or an answer in words is none."""
        text = "" if isinstance(value, bool | int | float) else self.text(value)
        return "" if text.casefold() in ("true", "false") else text

    def text(self, value: Any, depth: int = 0) -> str:
        """Return a value as text. Names that are nodes again are followed once, so that a circle of them ends."""
        if isinstance(value, str):
            found = (html.unescape(value) if "&" in value else value).strip()
            return "" if found in NO_TEXTS else found
        if isinstance(value, bool):  # an answer, which is no text; ``flag`` reads it
            return ""
        if isinstance(value, int | float):
            return "" if (found := str(value)) in NO_TEXTS else found
        return self._label(value, depth) if isinstance(value, dict) and depth < 2 else ""

    def _label(self, node: dict[str, Any], depth: int) -> str:
        if "@value" in node:
            return self.text(node["@value"], depth + 1)
        thing = self.thing(node, "")
        label = self._labels.get((thing.key, depth))
        if label is None:
            labels = (self.text(value, depth + 1) for name in LABEL_PROPERTIES for value in thing.raw(name))
            label = self._labels[thing.key, depth] = next(filter(None, labels), "") or thing.id
        return label

    def _gather(self, value: Any) -> None:
        """Merge what nodes of the same ``@id`` say."""
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                self._gather(inner)
        if isinstance(value, dict) and (identity := self._identity(value)):
            known = self._by_id.setdefault(identity, value)
            if known is not value and _may_be_same(known, value):
                known.update({name: value_of_name for name, value_of_name in value.items() if name not in known})

    def _identity(self, node: dict[str, Any]) -> str:
        identifier = node.get("@id")
        if not isinstance(identifier, str) or not identifier:
            return ""
        return identifier if identifier.startswith(("_:", "http")) else joined(self._base, identifier)


def _may_be_same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Say whether two mentions of an ``@id`` can be the same node: some sites give one ``@id`` to all they have."""
    if one is other:
        return True
    types, others = values_of(one.get("@type")), values_of(other.get("@type"))
    if types and others and not any(name in others for name in types):
        return False
    return "name" not in one or "name" not in other or one["name"] == other["name"]


def _nodes(value: Any, language: str) -> Iterator[dict[str, Any]]:
    """Yield the nodes of a block: of arrays and of ``@graph`` each one, in the language of its context."""
    if isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, language)
    elif isinstance(value, dict):
        language = value.get("@language") or language
        if (inner := value.get("@graph")) is not None:
            yield from _nodes(inner, language)
            value = {name: each for name, each in value.items() if name != "@graph"}
        if inner is None or value.get("@type"):
            yield {**value, "@language": language} if language else value
