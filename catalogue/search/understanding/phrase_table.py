"""Phrases found word by word in a question, however many languages they are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from catalogue.search.understanding.wording import folded_words

Meaning = TypeVar("Meaning")


@dataclass(slots=True)
class _Node(Generic[Meaning]):
    """What may follow a beginning of a phrase: words, beginnings of words, and what the phrase means if it ends."""

    words: dict[str, _Node[Meaning]] = field(default_factory=dict)
    beginnings: dict[str, _Node[Meaning]] = field(default_factory=dict)
    meanings: list[Meaning] = field(default_factory=list)


class PhraseTable(Generic[Meaning]):
    """Phrases with their meanings; a star after a word stands for any ending, as in ``catalogue.languages``."""

    def __init__(self, entries: Iterable[tuple[str, Meaning]]) -> None:
        self._root: _Node[Meaning] = _Node()
        for phrase, meaning in entries:
            self._add(phrase, meaning)

    def _add(self, phrase: str, meaning: Meaning) -> None:
        node = self._root
        for written in phrase.split():
            parts = folded_words(written)
            for place, word in enumerate(parts):
                starred = written.endswith("*") and place == len(parts) - 1
                node = (node.beginnings if starred else node.words).setdefault(word, _Node())
        if node is not self._root:
            node.meanings.append(meaning)

    def matches(self, words: Sequence[str], start: int) -> Iterator[tuple[int, Meaning]]:
        """Yield where each phrase ends that begins with the folded word at ``start``, with its meaning."""
        yield from self._after(self._root, words, start)

    def _after(self, node: _Node[Meaning], words: Sequence[str], at: int) -> Iterator[tuple[int, Meaning]]:
        for meaning in node.meanings:
            yield at, meaning
        if at < len(words):
            word = words[at]
            if word in node.words:
                yield from self._after(node.words[word], words, at + 1)
            if node.beginnings:
                for length in range(1, len(word) + 1):
                    if word[:length] in node.beginnings:
                        yield from self._after(node.beginnings[word[:length]], words, at + 1)
