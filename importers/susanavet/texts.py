"""Texts, addresses and codes as EMIL 3 wraps them in its JSON."""

from __future__ import annotations

from typing import Any

from catalogue.domain.text.languages import parse_language
from catalogue.domain.text.web_addresses import with_scheme
from importers.markup.json_document import Node, nodes, text
from importers.markup.texts import Texts, best


def first(value: Any) -> Node:
    """Return the object, or the first of a list of them; an empty one if there is none."""
    return next(iter(nodes(value)), {})


def strings(value: Any) -> Texts:
    """Return language and text of each string; languages may be of two or three letters."""
    found = [
        (parse_language(text(one.get("lang"))) or "", text(one.get("content")) or text(one.get("value")))
        for part in nodes(value)
        for one in nodes(part.get("strings"))
    ]
    return [pair for pair in found if pair[1]]


def string(value: Any, language: str) -> str:
    """Return the text in this language, else in the first."""
    return best(strings(value), language)


def address(value: Any, language: str) -> str:
    """Return the web address in this language, else the first."""
    listed = [
        (parse_language(text(one.get("lang"))) or "", text(one.get("value"))) for one in nodes(first(value).get("urls"))
    ]
    return with_scheme(best([pair for pair in listed if pair[1]], language))


def code(value: Any) -> str:
    """Return the code of an object that names its list and a code in it."""
    return text(first(value).get("code"))
