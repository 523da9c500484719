"""Elements of XML whose texts and attributes any reader takes, whatever was stored."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

from catalogue.domain.text.characters import well_formed

Element = etree._Element


def elements_of(namespace: str, nsmap: dict[str | None, str] | None = None) -> Any:
    """Return what makes elements of a namespace, without code points that XML forbids (``domain.text.characters``)."""
    return ElementMaker(namespace=namespace, nsmap=nsmap, typemap={str: _add_text, dict: _add_attributes})


def _add_text(element: Element, text: str) -> None:
    text = well_formed(text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _add_attributes(element: Element, attributes: dict[str, str]) -> None:
    for name, value in attributes.items():
        element.set(name, well_formed(value))
