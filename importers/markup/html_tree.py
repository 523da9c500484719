"""The tree of an HTML page, and what its elements say of themselves to readers of embedded data."""

from __future__ import annotations

import html as markup
from collections.abc import Iterable
from typing import Any

from lxml import etree

from importers.markup.page_facts import joined

ADDRESS_ATTRIBUTES = {"a": "href", "area": "href", "link": "href", "img": "src", "audio": "src", "video": "src",
                      "source": "src", "iframe": "src", "embed": "src", "object": "data"}  # fmt: skip
VALUE_ATTRIBUTES = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}
BLOCK_TAGS = frozenset({"p", "div", "ul", "ol", "li", "br", "h2", "h3", "h4", "table", "tr", "section"})
# By the standards the value of a link is its target; but a name that links to the course's page is still a name.
TEXT_PROPERTIES = frozenset({"name", "headline", "description", "keywords"})


def tree_of(text: str) -> Any | None:
    """Return the root element; None if there is none."""
    try:
        # not lxml.html's parser, which looks up a class for every element
        return etree.fromstring(text.encode("utf-8", "replace"), parser=etree.HTMLParser(encoding="utf-8"))
    except (etree.XMLSyntaxError, ValueError):
        return None


def is_link(element: Any, names: Iterable[str]) -> bool:
    """Say whether the element's value is the target of a link or picture, and none of these names asks for its text."""
    return element.tag in ADDRESS_ATTRIBUTES and not (element.tag == "a" and TEXT_PROPERTIES.intersection(names))


def address_of(element: Any, base: str) -> str:
    """Return where a link or picture leads."""
    return joined(base, element.get(ADDRESS_ATTRIBUTES[element.tag]) or "")


def text_of(element: Any) -> str:
    """Return what an element states for machines, else its content: HTML where it holds blocks, else its text."""
    stated = element.get("content")
    if stated is None and (named := VALUE_ATTRIBUTES.get(element.tag)) is not None:
        stated = element.get(named)
    if stated is not None:
        return str(stated).strip()
    if not len(element):  # most hold a word or two and nothing else
        return " ".join((element.text or "").split())
    if any(child.tag in BLOCK_TAGS for child in element):
        inner = "".join(etree.tostring(child, encoding="unicode", method="html") for child in element)
        return f"{markup.escape(element.text or '', quote=False)}{inner}".strip()
    return " ".join("".join(element.itertext()).split())
