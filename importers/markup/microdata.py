"""Microdata (https://html.spec.whatwg.org/multipage/microdata.html) as the same nodes JSON-LD gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from importers.markup.html_tree import address_of, is_link, text_of
from importers.markup.page_facts import joined

_TOP: Any = etree.XPath("//*[@itemscope and not(@itemprop)]")
_PROPERTIES: Any = etree.XPath("//*[@itemprop]")
_REFERRING: Any = etree.XPath("//*[@itemref]")
_NAMED: Any = etree.XPath("//*[@id]")


def items_in(root: Any, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the top-level items of a page, each with where it stands."""
    items = _Items(root, base)
    for element in _TOP(root):
        yield f"microdata, line {element.sourceline}", items.node(element)


class _Items:
    """The items of one page. A second mention becomes a reference, so that circular itemrefs end."""

    def __init__(self, root: Any, base: str) -> None:
        self._base = base
        self._by_id: dict[str, Any] | None = None
        self._owned: dict[Any, list[Any]] = {}
        self._nodes: dict[Any, dict[str, Any]] = {}
        if _REFERRING(root):
            self._by_id = {str(element.get("id")): element for element in _NAMED(root)}
        else:
            for part in _PROPERTIES(root):
                self._owned.setdefault(_item_around(part), []).append(part)

    def node(self, element: Any) -> dict[str, Any]:
        known = self._nodes.get(element)
        if known is not None:
            return {"@id": known.setdefault("@id", f"_:microdata-{len(self._nodes)}-{element.sourceline}")}
        node = self._nodes[element] = {"@type": (element.get("itemtype") or "").split()}
        if element.get("itemid"):
            node["@id"] = joined(self._base, element.get("itemid"))
        for part in self._properties(element):
            names = (part.get("itemprop") or "").split()
            is_item = part.get("itemscope") is not None
            for name in names:  # an item that is several things at once is there once, and then referred to
                value = self.node(part) if is_item else _value(part, names, self._base)
                if name in node:
                    node[name].append(value)
                else:
                    node[name] = [value]
        return node

    def _properties(self, element: Any) -> Iterator[Any]:
        """Yield elements with a property of this item, each once, without those of items inside it."""
        if self._by_id is None:  # without references they are those that the page shows around them
            yield from self._owned.get(element, ())
            return
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


def _item_around(element: Any) -> Any:
    """Return the nearest element around this one that is an item; None if there is none."""
    around = element.getparent()
    while around is not None and around.get("itemscope") is None:
        around = around.getparent()
    return around


def _value(element: Any, names: list[str], base: str) -> str:
    return address_of(element, base) if is_link(element, names) else text_of(element)
