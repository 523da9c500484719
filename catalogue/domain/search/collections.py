"""What a collection may be, and its texts in the language of whoever reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum


class State(StrEnum):
    """The stages of a collection; only published ones are public."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Choice(StrEnum):
    """What a curator decided about one course."""

    PINNED = "pinned"
    EXCLUDED = "excluded"
    NOTED = "noted"


def text_for(texts: Mapping[str, Mapping[str, str]], name: str, languages: Sequence[str]) -> tuple[str, str]:
    """Return a text and its language: of the first of ``languages`` that has it, else any, else two empty strings."""
    for language in (*languages, *texts):
        if found := texts.get(language, {}).get(name):
            return found, language
    return "", ""


def is_open(state: str, valid_from: date | None, valid_until: date | None, today: date) -> bool:
    """Say whether the public may see the collection today."""
    begun = valid_from is None or valid_from <= today
    return state == State.PUBLISHED and begun and (valid_until is None or today <= valid_until)


def reordered(order: Sequence[int], moved: int, step: int) -> list[int]:
    """Return the order with one element moved by ``step`` places, as far as there is room."""
    rest = [one for one in order if one != moved]
    place = max(0, min(len(rest), order.index(moved) + step))
    return [*rest[:place], moved, *rest[place:]]


def share_of_texts(
    texts: Mapping[str, Mapping[str, str]], wanted: Sequence[str], languages: Sequence[str]
) -> dict[str, float]:
    """Return for each language the share of the wanted texts that it has, 0 to 1."""
    return {
        language: sum(bool(texts.get(language, {}).get(name)) for name in wanted) / len(wanted)
        for language in languages
    }
