"""The terms of the trade: what a course or a question names, in whatever language and words.

``terms/*.csv`` has a row per term and a column per language (semicolons between columns, commas between labels): the
label first, then synonyms, other forms and acronyms. A word of a label stands for every word that begins as it does,
its last vowels left out, and goes on for at most four letters: ``Batterie`` is met by ``Batterien``, ``článků`` by
``článkům``. Short words, numbers and acronyms stand for themselves, acronyms in running text in capitals only. Compound
words are met whole and by their parts. In a text whose language we speak, labels of that language and of English count,
which every trade borrows from: else ``provides`` would be met by the Italian ``prova``, and ``French`` by ``freno``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import normalize

from catalogue.domain.text.compounds import COMPOUND_LANGUAGES as COMPOUNDING
from catalogue.domain.text.compounds import compound_parts
from catalogue.domain.text.folding import fold
from catalogue.taxonomy.phrase_index import TOKENS_REMEMBERED, PhraseIndex, WordPattern

FOLDER = Path(__file__).parent / "terms"
WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
MAX_ENDING_LETTERS = 4
MIN_STEM_LETTERS = 4
MAX_ACRONYM_LETTERS = 4
BORROWED = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """``labels`` by language: the usual name first, then whatever else it is called."""

    key: str
    labels: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A term named by ``length`` words from word ``start`` on."""

    key: str
    start: int
    length: int

    def within(self, other: Mention) -> bool:
        """Say whether the other names something by these words and more."""
        return self.length < other.length and other.start <= self.start and self.end <= other.end

    @property
    def end(self) -> int:
        """The word after the last."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class _Label:
    """``languages`` are those in which it is said; none for acronyms and numbers, which are the same in all."""

    key: str
    words: tuple[WordPattern, ...]
    languages: frozenset[str] = frozenset()

    def is_said_in(self, language: str) -> bool:
        """Say whether a text in a language may mean it; empty for a text in any language."""
        return not language or not self.languages or bool({language, BORROWED} & self.languages)


class Terms:
    """The whole vocabulary."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms = {term.key: term for term in terms}
        self._spoken = frozenset(language for term in self for language in term.labels)
        self._index = PhraseIndex(_merged(label for term in self for label in _labels(term)))

    def __iter__(self) -> Iterator[Term]:
        return iter(self._terms.values())

    def __len__(self) -> int:
        return len(self._terms)

    def label(self, key: str, language: str) -> str:
        """Return the usual name in a language, else in English; raise ``KeyError`` for an unknown key."""
        labels = self._terms[key].labels
        return (labels.get(language) or labels["en"])[0]

    def all_labels(self, key: str) -> Mapping[str, Sequence[str]]:
        """Return all names by language; raise ``KeyError`` for an unknown key."""
        return self._terms[key].labels

    def labels(self, key: str, language: str) -> Sequence[str]:
        """Return all names in a language, else in English, the usual one first; raise ``KeyError`` for no key."""
        labels = self._terms[key].labels
        return labels.get(language.replace("_", "-").split("-")[0]) or labels["en"]

    def words_in(self, language: str) -> Sequence[str]:
        """Return the words of all names in a language, in lower case; none for a language without names."""
        names = (name for term in self for name in term.labels.get(language, ()))
        return tuple(dict.fromkeys(word.lower() for name in names for word in WORD.findall(name) if word.isalpha()))

    def name(self, key: str, language: str) -> str | None:
        """Return the usual name as a heading writes it; None for an unknown key.

        Its first letter is a capital, and an acronym stands after what it is short for.
        """
        return _written_out(self.labels(key, language)) if key in self._terms else None

    def seen_in(self, text: str, language: str | None) -> dict[str, str]:
        """Return each term that a running text names, by first mention, with the words that first name it."""
        tokens = WORD.findall(normalize("NFC", text))
        base = (language or "").split("-")[0].lower()
        seen: dict[str, str] = {}
        spoken = base if base in self._spoken else ""
        for mention in self._found(tokens, (base,) if base in COMPOUNDING else (), spoken):
            seen.setdefault(mention.key, " ".join(tokens[mention.start : mention.end]))
        return seen

    def asked_for(self, words: Sequence[str]) -> list[Mention]:
        """Return what the words of a question name, in any language; of mentions within one another the longest."""
        found = self._found([word.upper() for word in words], sorted(COMPOUNDING))
        return [mention for mention in found if not any(mention.within(other) for other in found)]

    def _found(self, tokens: Sequence[str], languages: Sequence[str], spoken: str = "") -> list[Mention]:
        """Return mentions of whole words and of their parts.

        ``languages`` take compounds apart; ``spoken`` is the language of a text, empty for any.
        """
        whole = self._mentions(tokens, spoken)
        parts = [_parts(token, languages) or (token,) for token in tokens]
        if all(len(several) == 1 for several in parts):
            return whole
        places = [place for place, several in enumerate(parts) for _ in several]
        apart = self._mentions([part for several in parts for part in several], spoken)
        mapped = (_mapped(mention, places) for mention in apart)
        return list(dict.fromkeys([*whole, *mapped]))

    def _mentions(self, tokens: Sequence[str], spoken: str) -> list[Mention]:
        return [
            Mention(label.key, start, len(label.words))
            for start, label in self._index.find(tokens)
            if label.is_said_in(spoken)
        ]


@lru_cache(TOKENS_REMEMBERED)
def _written_out(labels: Sequence[str]) -> str:
    """Return the usual name with what it is short for, if it is an acronym.

    That begins with the acronym's letter; of an English acronym the next label says it.
    """
    usual = labels[0]
    whole = [label for label in labels[1:] if _says_more(usual, label)]
    begins_alike = (label for label in whole if fold(label)[0] == fold(usual)[0])
    chosen = next(begins_alike, whole[0] if whole else "")
    name = f"{chosen} ({usual})" if chosen else usual
    return name[:1].upper() + name[1:]


def _says_more(acronym: str, label: str) -> bool:
    short = acronym.isupper() and " " not in acronym
    return short and acronym not in label and not label.isupper()


def _parts(token: str, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the parts of a compound in the first of the languages that takes it apart."""
    return next((parts for language in languages if (parts := compound_parts(token.lower(), language))), ())


def _mapped(mention: Mention, places: Sequence[int]) -> Mention:
    """Return a mention among parts as one among the words they are parts of."""
    start = places[mention.start]
    return Mention(mention.key, start, places[mention.end - 1] - start + 1)


def _labels(term: Term) -> Iterator[_Label]:
    for language, labels in term.labels.items():
        for label in labels:
            words = WORD.findall(normalize("NFC", label))
            said_in = frozenset() if label.isupper() else frozenset({language})
            yield _Label(term.key, tuple(map(_word, words)), said_in)
            apart = [part for word in words for part in compound_parts(word.lower(), language) or (word,)]
            if len(apart) > len(words):
                yield _Label(term.key, tuple(map(_word, apart)), said_in)


def _merged(labels: Iterable[_Label]) -> Iterator[_Label]:
    """Yield what several languages call the same once."""
    same: dict[tuple[str, tuple[WordPattern, ...]], list[frozenset[str]]] = {}
    for label in labels:
        same.setdefault((label.key, label.words), []).append(label.languages)
    for (key, words), languages in same.items():
        yield _Label(key, words, frozenset().union(*languages) if all(languages) else frozenset())


def _word(written: str) -> WordPattern:
    plain = fold(written)
    if written.isupper() or not written.isalpha():
        acronym = written.isupper() and written.isalpha() and len(written) <= MAX_ACRONYM_LETTERS
        return WordPattern(plain, capitals=acronym)
    stem = plain.rstrip("aeiouy")
    return WordPattern(stem, max_ending=MAX_ENDING_LETTERS) if len(stem) >= MIN_STEM_LETTERS else WordPattern(plain)


@cache
def terms() -> Terms:
    """Return the vocabulary, read once from its data files."""
    return Terms(term for file in sorted(FOLDER.glob("*.csv")) for term in _read(file))


def _read(file: Path) -> Iterator[Term]:
    with file.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter=";"):
            key = row.pop("key")
            yield Term(key=key, labels={language: _listed(cell) for language, cell in row.items() if cell})


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(label.strip() for label in cell.split(",") if label.strip())
