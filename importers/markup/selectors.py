"""Selectors as data: CSS as soupsieve has it, with what to take from the elements it finds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import soupsieve
from bs4 import Tag

Selector = str | tuple[str, ...]
SCOPE_SELECTOR = ":scope"


@dataclass(frozen=True, slots=True)
class _CompiledSelector:
    """What one selector takes: an attribute, else the markup inside, else the text; of every match or of the first."""

    css: soupsieve.SoupSieve | None
    attribute: str
    every: bool
    markup: bool

    def texts(self, element: Tag) -> list[str]:
        found = self.css.iselect(element) if self.css is not None else iter([element])
        texts = (text for tag in found if (text := self._text(tag)))
        return list(texts) if self.every else [text for text in [next(texts, "")] if text]

    def _text(self, tag: Tag) -> str:
        if self.attribute:
            value = tag.get(self.attribute) or ""
            return (value if isinstance(value, str) else " ".join(value)).strip()
        return tag.decode_contents().strip() if self.markup else " ".join(tag.get_text(" ").split())


def first(element: Tag, selector: Selector) -> str:
    """Return the first text a selector finds; empty if there is none."""
    return next(iter(matches(element, selector)), "")


def matches(element: Tag, selector: Selector) -> list[str]:
    """Return what the first selector that finds anything finds: one text, or all of them where it ends in ``*``."""
    each = (_compiled(one).texts(element) for one in alternatives(selector))
    return next(filter(None, each), [])


def alternatives(selector: Selector) -> tuple[str, ...]:
    """Return the selectors to be tried in turn."""
    return (selector,) if isinstance(selector, str) else selector


def check(selector: Selector) -> None:
    """Raise ``ValueError`` naming a selector that is not CSS."""
    for one in alternatives(selector):
        try:
            _compiled(one)
        except soupsieve.SelectorSyntaxError as error:
            raise ValueError(f"{one!r} is not a selector: {str(error).splitlines()[0]}") from None


@lru_cache(maxsize=4096)
def _compiled(selector: str) -> _CompiledSelector:
    every = selector.endswith("*") and not selector.endswith((" *", ">*")) and selector != "*"
    css, _, attribute = selector[: len(selector) - every].partition("@")
    markup = css.endswith(".html")
    css = css.removesuffix(".html").strip()
    return _CompiledSelector(
        None if css in ("", SCOPE_SELECTOR) else soupsieve.compile(css), attribute.strip(), every, markup
    )
