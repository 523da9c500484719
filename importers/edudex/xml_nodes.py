"""EDU-DEX in XML as the same objects as in JSON: texts by language, repeated elements as lists."""

from __future__ import annotations

from typing import Any

from lxml import etree

from importers.markup.json_document import Node
from importers.markup.xml_stream import local_name
from importers.xcri.elements import LANG, NAMESPACES

MAX_DEPTH = 30
MARKUP = "Html"  # what elements that hold HTML end in
UNIT, PERIOD = "unit", "period"  # attributes that say what a number counts, and for how long it holds


def node_of(element: etree._Element, depth: int = 0) -> Node:
    """Return an element as an object of its children; what lies deeper than any programme does is left out."""
    node: Node = {}
    for child in element if depth < MAX_DEPTH else ():
        if name := local_name(child):
            value, code = _value(child, name, depth), child.get(LANG)
            if code and isinstance(node.setdefault(name, {}), dict):
                node[name].setdefault(code, []).append(value)
            else:
                _add(node, name, value)
    return node


def _add(node: Node, name: str, value: Any) -> None:
    """Add a value; what is there more than once becomes a list."""
    known = node.get(name)
    if isinstance(known, list):
        known.append(value)
    else:
        node[name] = [known, value] if known else value


def _value(child: etree._Element, name: str, depth: int) -> Any:
    if name.endswith(MARKUP):
        inside = "".join(etree.tostring(part, encoding="unicode") for part in child)
        return NAMESPACES.sub("", f"{child.text or ''}{inside}").strip()
    if len(child):
        return node_of(child, depth + 1)
    text = (child.text or "").strip()
    if unit := child.get(UNIT):
        return {f"{unit}s": text}
    return {period: text} if (period := child.get(PERIOD)) else text
