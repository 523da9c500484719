"""Suggestions while somebody types: every module under ``sources`` is asked, none is listed.

A source has ``KIND`` (also the name of the page that shows what it suggests, if it has one of its own), ``TITLE``,
``PLACE`` (sources with a lower one come first) and ``suggestions``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from sqlalchemy.orm import Session

from catalogue.search.port import SearchEngine
from catalogue.services.search.suggesting import sources
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText

MAX_OFFERED = 30
"""Courses and texts that the engine is asked for; sources choose from them."""


class SuggestionSource(Protocol):
    """What a module under ``sources`` offers; ``TITLE`` is a message that the caller translates."""

    KIND: str
    TITLE: str
    PLACE: int

    def suggestions(self, session: Session, typed: TypedText) -> Sequence[Suggestion]:
        """Return the suggestions, the best first, few enough to be read at a glance."""


@dataclass(frozen=True, slots=True)
class SuggestionGroup:
    """What one source suggests."""

    kind: str
    title: str
    suggestions: Sequence[Suggestion]


def suggest(session: Session, engine: SearchEngine, text: str, language: str) -> list[SuggestionGroup]:
    """Return what every source suggests for a text that somebody who reads ``language`` (BCP 47) is typing.

    Sources that suggest nothing are left out.
    """
    typed = TypedText(text, language, engine.suggest(text, language, MAX_OFFERED))
    if not typed.words:
        return []
    groups = [SuggestionGroup(each.KIND, each.TITLE, each.suggestions(session, typed)) for each in _sources()]
    return [group for group in groups if group.suggestions]


@cache
def _sources() -> Sequence[SuggestionSource]:
    modules = [import_module(f"{sources.__name__}.{found.name}") for found in iter_modules(sources.__path__)]
    found = [cast(SuggestionSource, module) for module in modules]
    return sorted(found, key=lambda each: each.PLACE)
