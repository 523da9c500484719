"""Microdata (https://html.spec.whatwg.org/multipage/microdata.html) as the same nodes JSON-LD gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

ADDRESSES = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src", "source": "src",
             "iframe": "src", "embed": "src", "object": "data"}  # fmt: skip
MACHINE = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}
BLOCKS = frozenset({"p", "div", "ul", "ol", "li", "br", "h2", "h3", "h4", "table", "tr", "section"})


def items_of(text: str, base: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The top-level items of a page, each with where it stands."""
    if "itemscope" not in text:
        return
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, ValueError):
        return
    by_id: dict[str, Any] = {
        str(element.get("id")): element for element in root.iter(etree.Element) if element.get("id")
    }
    for element in root.iter(etree.Element):
        if element.get("itemscope") is not None and element.get("itemprop") is None:
            yield f"microdata, line {element.sourceline}", _item(element, base, by_id, frozenset())


def _item(element: Any, base: str, by_id: dict[str, Any], above: frozenset[int]) -> dict[str, Any]:
    """One item; ``above`` are the items around it, so that a circle of itemrefs ends."""
    node: dict[str, Any] = {"@type": (element.get("itemtype") or "").split()}
    if element.get("itemid"):
        node["@id"] = urljoin(base, element.get("itemid"))
    within = above | {id(element)}
    referred = [by_id[name] for name in (element.get("itemref") or "").split() if name in by_id]
    for part in (*_parts(element), *(each for other in referred for each in _with_self(other))):
        if id(part) in within:
            continue
        value = _item(part, base, by_id, within) if part.get("itemscope") is not None else _value(part, base)
        for name in (part.get("itemprop") or "").split():
            node.setdefault(name, []).append(value)
    return node


def _parts(element: Any) -> Iterator[Any]:
    """Elements with a property of this item: not those of items inside it."""
    for child in element:
        if isinstance(child.tag, str):
            yield from _with_self(child)


def _with_self(element: Any) -> Iterator[Any]:
    if element.get("itemprop") is not None:
        yield element
    if element.get("itemscope") is None:
        yield from _parts(element)


def _value(element: Any, base: str) -> str:
    if element.tag in ADDRESSES:
        return str(urljoin(base, (element.get(ADDRESSES[element.tag]) or "").strip()))
    stated = element.get("content") or element.get(MACHINE.get(element.tag, "content"))
    if stated is not None:
        return str(stated).strip()
    if any(child.tag in BLOCKS for child in element):
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return f"{element.text or ''}{inner}".strip()
    text = "".join(str(part) for part in element.itertext())
    return " ".join(text.split())
