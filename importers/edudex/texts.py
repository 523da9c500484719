"""Texts of EDU-DEX: objects by language, of which each value may be one text or a list of them."""

from __future__ import annotations

import html
from typing import Any

from importers.markup.json_document import Node, nodes, text, texts
from importers.markup.texts import Texts, best

KINDS = ("descriptionHtml", "descriptionText", "summaryHtml", "summaryText")


def first(value: Any) -> Node:
    """Return the object, or the first of a list of them; an empty one if there is none."""
    return next(iter(nodes(value)), {})


def by_language(value: Any) -> Texts:
    """Return language and text of each entry; a plain text states no language."""
    if isinstance(value, dict):
        return [(code, found) for code, inner in value.items() if (found := text(inner))]
    return [("", text(value))] if text(value) else []


def text_in(value: Any, language: str) -> str:
    """Return the text in this language, else in the first."""
    return best(by_language(value), language)


def words_in(value: Any, language: str) -> list[str]:
    """Return a list of words in this language, else in the first."""
    if not isinstance(value, dict):
        return texts(value)
    return texts(value.get(language)) or next((found for inner in value.values() if (found := texts(inner))), [])


def of_subject(subject: Node, language: str) -> str:
    """Return what a text on one subject says, at its longest and under its heading."""
    inside = next((found for kind in KINDS if (found := text_in(subject.get(kind), language))), "")
    heading = text_in(subject.get("header1"), language)
    return f"<h3>{html.escape(heading)}</h3>\n{inside}" if heading and inside else inside
