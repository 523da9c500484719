"""Names of towns and regions that are also words of a language: "reading", "tours", "most", "essen", "nord".

``plain_words.tsv`` has a folded name and the languages (base codes) in which it is a word in lower case too, or a
German noun with a plural: found by us by looking up the names of ``towns.tsv`` and of regions, in the cases of
``case_endings`` too, in the spelling dictionaries of Hunspell (Debian's packages ``hunspell-*``), of which nothing else
is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

PLAIN_WORDS_FILE = Path(__file__).with_name("plain_words.tsv")


def is_plain_word(folded: str, languages: Iterable[str]) -> bool:
    """Return whether the folded name of a place is a common word of one of the languages, too."""
    return not _languages().get(folded, frozenset()).isdisjoint(languages)


@lru_cache(maxsize=1)
def _languages() -> Mapping[str, frozenset[str]]:
    rows = [line.split("\t") for line in PLAIN_WORDS_FILE.read_text("utf-8").splitlines()]
    shared = {languages: frozenset(languages.split()) for _, languages in rows}
    return {name: shared[languages] for name, languages in rows}
