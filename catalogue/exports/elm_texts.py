"""Elements of the European Learning Model that others are made of."""

from __future__ import annotations

from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

LOQ = "http://data.europa.eu/snb/model/ap/loq-constraints/"
Element = etree._Element
E: Any = ElementMaker(namespace=LOQ, nsmap={None: LOQ})


def text(tag: str, said: str, language: str) -> Element:
    """A text in a language."""
    made: Element = E(tag, characters(said), language=language)
    return made


def note(tag: str, said: str, language: str) -> Element:
    """A note that is a text."""
    made: Element = E(tag, text("noteLiteral", said, language))
    return made


def concept(tag: str, uri: str | None) -> Element:
    """A concept of one of the model's lists."""
    made: Element = E(tag, uri=uri or "")
    return made


def characters(said: str) -> str:
    """Without the control characters that XML 1.0 section 2.2 leaves out."""
    return "".join(letter for letter in said if letter >= " " or letter in "\t\n\r")
