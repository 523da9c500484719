"""The basic elements of the European Learning Model: texts, notes and concepts."""

from __future__ import annotations

from catalogue.exports.xml_elements import Element, elements_of

LOQ = "http://data.europa.eu/snb/model/ap/loq-constraints/"
E = elements_of(LOQ, {None: LOQ})


def text(tag: str, content: str, language: str) -> Element:
    """Return an element with a text in a language."""
    made: Element = E(tag, content, language=language)
    return made


def note(tag: str, content: str, language: str) -> Element:
    """Return a note element around a text."""
    made: Element = E(tag, text("noteLiteral", content, language))
    return made


def concept(tag: str, uri: str | None) -> Element:
    """Return an element that names a concept of one of the model's lists."""
    made: Element = E(tag, uri=uri or "")
    return made
