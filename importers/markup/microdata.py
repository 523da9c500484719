"""Microdata (https://html.spec.whatwg.org/multipage/microdata.html) as the same nodes JSON-LD gives."""

from __future__ import annotations

import html as markup
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from importers.markup.page_facts import joined

ADDRESSES = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src", "source": "src",
             "iframe": "src", "embed": "src", "object": "data"}  # fmt: skip
MACHINE = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}
BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "br", "h2", "h3", "h4", "table", "tr", "section"})
# By the standard the value of a link is its target; a name that links to the course's page is a name all the same.
WORDS = frozenset({"name", "headline", "description", "keywords"})


def items_of(text: str, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The top-level items of a page, each with where it stands."""
    if "itemscope" not in text:
        return
    try:
        parser = html.HTMLParser(encoding="utf-8")
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return
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
    if element.tag in ADDRESSES and not (element.tag == "a" and WORDS.intersection(names)):
        return joined(base, element.get(ADDRESSES[element.tag]) or "")
    stated = element.get("content")
    if stated is None:
        stated = element.get(MACHINE.get(element.tag, "content"))
    if stated is not None:
        return str(stated).strip()
    if any(child.tag in BLOCKS for child in element):
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return f"{markup.escape(element.text or '', quote=False)}{inner}".strip()
    return " ".join("".join(element.itertext()).split())
