"""Builds ``plain_words.tsv``: which names of towns and regions are words of a language too.

``apt-get install hunspell hunspell-en-gb hunspell-de-de …`` (a dictionary for each of ``DICTIONARIES``), then
``python -m catalogue.domain.places.localities.build_plain_words``. A name is a word where its language's dictionary
accepts it in lower case, and in German, whose nouns have capitals, where the dictionary inflects it as a common noun.
Towns of ``MIN_INHABITANTS_IN_CASES`` count in the cases of ``case_endings`` as well: "w przemyśle" is "in industry".
"""

from __future__ import annotations

import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from catalogue.domain.places.localities.plain_words import PLAIN_WORDS_FILE
from catalogue.domain.places.localities.towns import TOWNS_FILE
from catalogue.domain.places.region_names import names_of_regions
from catalogue.domain.places.regions import regions
from catalogue.domain.text.folding import fold
from catalogue.languages import words, words_by_key

DICTIONARIES = {
    **{"en": "en_GB", "de": "de_DE", "fr": "fr", "es": "es_ES", "it": "it_IT", "pl": "pl_PL", "pt": "pt_PT"},
    **{"cs": "cs_CZ", "sk": "sk_SK", "sv": "sv_SE", "nl": "nl", "hu": "hu_HU", "ro": "ro_RO", "da": "da_DK"},
}
FOLDER = Path("/usr/share/hunspell")
GERMAN_NOUN_FLAGS = frozenset("TNPEp")
"""Of the German dictionary: endings that common nouns have and names have not, plurals above all."""
MIN_INHABITANTS_IN_CASES = 15_000
MIN_NAME_LETTERS = 3
MIN_STEM_LETTERS = 2


def main() -> None:
    """Write the file, sorted, so that two runs can be compared."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for language, dictionary in DICTIONARIES.items():
        for word in _accepted(dictionary, {*_names(0), *_in_cases(language)}):
            found[fold(word)].add(language)
    for word in _german_nouns() & set(_names(0)):
        found[fold(word)].add("de")
    lines = (f"{word}\t{' '.join(sorted(found[word]))}\n" for word in sorted(found))
    PLAIN_WORDS_FILE.write_text("".join(lines), "utf-8")


def _names(min_inhabitants: int) -> Iterator[str]:
    """Yield names of one word in lower case, as written and without accents; of regions if of all towns."""
    towns = (line.split("\t") for line in TOWNS_FILE.read_text("utf-8").splitlines())
    names = {
        name for *_, inhabitants, called in towns if int(inhabitants) >= min_inhabitants for name in called.split("|")
    }
    if not min_inhabitants:
        names |= {name for each in regions() for name in (*each.name.split("/"), *names_of_regions(each.code))}
    for name in names:
        if name.isalpha() and len(name) >= MIN_NAME_LETTERS:
            yield from {name.lower(), fold(name)}


def _in_cases(language: str) -> Iterator[str]:
    endings = [
        (key, case) for key in words_by_key("case_endings") for case in words("case_endings", key).get(language, ())
    ]
    for name in _names(MIN_INHABITANTS_IN_CASES) if endings else ():
        for nominative, case in endings:
            stem = name.removesuffix(nominative)
            if name.endswith(nominative) and len(stem) >= MIN_STEM_LETTERS:
                yield stem + case


def _accepted(dictionary: str, names: Iterable[str]) -> set[str]:
    """Return the names that Hunspell takes for correctly written words in lower case."""
    command = ["hunspell", "-d", str(FOLDER / dictionary), "-G", "-i", "utf-8"]
    encoding = _encoding(dictionary)
    known = sorted(name for name in names if name.encode(encoding, "ignore").decode(encoding) == name)
    said = subprocess.run(command, input="\n".join(known), capture_output=True, text=True, check=True)  # noqa: S603 - our own
    return {word for word in said.stdout.split() if word.islower()}


def _encoding(dictionary: str) -> str:
    lines = (FOLDER / f"{dictionary}.aff").read_text("latin-1").splitlines()
    return next(line.split()[1] for line in lines if line.lstrip("ï»¿").startswith("SET")).replace("microsoft-", "")


def _german_nouns() -> set[str]:
    entries = (line.partition("/") for line in (FOLDER / "de_DE.dic").read_text("latin-1").splitlines())
    return {word.lower() for word, _, flags in entries if set(flags.strip()) & GERMAN_NOUN_FLAGS}


if __name__ == "__main__":
    main()
