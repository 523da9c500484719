"""Kinds of things recognised by the phrases that name them, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Generic, TypeVar

from catalogue.domain.text.folding import fold_phrase

Kind = TypeVar("Kind")

LONGEST = 200
"""A value longer than this is prose, and prose mentions things it does not mean."""


class Phrases(Generic[Kind]):
    """A table of phrases. Ones that end in ``*`` match the beginning of a word ("zertifi*").

    Ones that begin with it match the end of a compound too ("*zertifikat*" is in "Hochschulzertifikat").
    """

    def __init__(self, table: Mapping[Kind, Iterable[str]]) -> None:
        stems = {fold_phrase(phrase): kind for kind, phrases in table.items() for phrase in phrases}
        self._exact = {stem.strip("*"): kind for stem, kind in stems.items()}
        longest_first = sorted(stems, key=lambda stem: -len(stem))
        alternatives = "|".join(re.escape(stem).replace(r"\*", r"\w*") for stem in longest_first)
        self._any = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")
        self._stems = [(stem, kind) for stem, kind in stems.items() if "*" in stem]
        self._stems.sort(key=lambda pair: -len(pair[0]))

    def exactly(self, text: str) -> Kind | None:
        """The kind whose phrase is the whole text, punctuation at the ends aside."""
        return self._exact.get(fold_phrase(text[:LONGEST]).strip(" .:;!()"))

    def within(self, text: str) -> set[Kind]:
        """All kinds named somewhere in the text; at each place the longest phrase counts."""
        if len(text) > LONGEST:
            return set()
        return {self._kind(match[0]) for match in self._any.finditer(fold_phrase(text))}

    def _kind(self, phrase: str) -> Kind:
        if phrase in self._exact:
            return self._exact[phrase]
        return next(
            kind
            for stem, kind in self._stems
            if phrase.startswith(stem.strip("*")) or (stem[0] == "*" and stem.strip("*") in phrase)
        )


NEGATION = re.compile(
    r"(?<!\w)(?:not|no|non|without|nicht|kein\w*|ohne|pas|aucun\w*|sans|sin|ningun\w*|sem|nao|nenhum\w*|senza|nessun\w*"
    r"|bez|ne|neni|nie|zadn\w*|brak|ej|inte|ingen|inget|geen|niet|zonder|nem|nincs|ei|nu|fara|niciun\w*)(?!\w)"
)


def negated(text: str) -> bool:
    """Whether a word in the text says "no", so that naming a thing may mean its absence."""
    return NEGATION.search(fold_phrase(text[:LONGEST])) is not None


def last_segment(text: str) -> str:
    """``OnlineEventAttendanceMode`` of its schema.org address; other text unchanged."""
    text = text.strip()
    if text.startswith(("http://", "https://")):
        return text.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    return text
