"""Microdata (https://html.spec.whatwg.org/multipage/microdata.html) as the same nodes JSON-LD gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from importers.markup.html_tree import address_of, is_link, text_of
from importers.markup.page_facts import joined


def items_in(root: Any, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The top-level items of a page, each with where it stands."""
    items = _Items(root, base)
    for element in root.iter(etree.Element):
        if element.get("itemscope") is not None and element.get("itemprop") is None:
            yield f"microdata, line {element.sourceline}", items.node(element)


class _Items:
    """The items of one page. One met again is given as a reference, so that circles and meshes of itemrefs end."""

    def __init__(self, root: Any, base: str) -> None:
        self._base = base
        self._by_id = {str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")}
        self._nodes: dict[Any, dict[str, Any]] = {}

    def node(self, element: Any) -> dict[str, Any]:
        known = self._nodes.get(element)
        if known is not None:
            return {"@id": known.setdefault("@id", f"_:microdata-{len(self._nodes)}-{element.sourceline}")}
        node = self._nodes[element] = {"@type": (element.get("itemtype") or "").split()}
        if element.get("itemid"):
            node["@id"] = joined(self._base, element.get("itemid"))
        for part in self._properties(element):
            names = (part.get("itemprop") or "").split()
            value = self.node(part) if part.get("itemscope") is not None else _value(part, names, self._base)
            for name in names:
                node.setdefault(name, []).append(value)
        return node

    def _properties(self, element: Any) -> Iterator[Any]:
        """Elements with a property of this item, each once: not those of items inside it."""
        referred = [self._by_id[name] for name in (element.get("itemref") or "").split() if name in self._by_id]
        waiting, met = [*reversed(referred), *reversed(element)], {element}
        while waiting:
            part = waiting.pop()
            if part in met or not isinstance(part.tag, str):
                continue
            met.add(part)
            if part.get("itemprop") is not None:
                yield part
            if part.get("itemscope") is None:
                waiting.extend(reversed(part))


def _value(element: Any, names: list[str], base: str) -> str:
    return address_of(element, base) if is_link(element, names) else text_of(element)
