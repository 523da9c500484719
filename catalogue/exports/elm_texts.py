"""Elements of the European Learning Model that others are made of."""

from __future__ import annotations

from catalogue.exports.xml_elements import Element, elements_of

LOQ = "http://data.europa.eu/snb/model/ap/loq-constraints/"
E = elements_of(LOQ, {None: LOQ})


def text(tag: str, said: str, language: str) -> Element:
    """A text in a language."""
    made: Element = E(tag, said, language=language)
    return made


def note(tag: str, said: str, language: str) -> Element:
    """A note that is a text."""
    made: Element = E(tag, text("noteLiteral", said, language))
    return made


def concept(tag: str, uri: str | None) -> Element:
    """A concept of one of the model's lists."""
    made: Element = E(tag, uri=uri or "")
    return made
