"""The words of each language that the catalogue reads: one file a language, ``<code>.toml``, and nothing in Python.

A file has a table for each section of ``sections.SECTIONS`` and in it lists of words by key; ``none`` names the
sections for which the language has no words, so that a forgotten one is noticed. Words are compared without case and
accents, so they may be written with or without. A star at the end of a word stands for any ending (``zertifi*``), one
at its beginning for any beginning (``*zertifikat*``); a phrase may have a star after each word. A word of several
languages stands in the file of each.

This package imports nothing of ours; ``catalogue.domain.text.phrases`` matches the words in texts.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from catalogue.languages.sections import SECTIONS

FOLDER = Path(__file__).parent
LETTERS_ADDED = ("compounds", "case_endings")
"""Sections whose entries are letters to put to words, the empty string among them."""
_WRITTEN = re.compile(r"\*?[^\s*|]+\*?(?: [^\s*|]+\*?)*")

Words = tuple[str, ...]


class LanguageFileError(ValueError):
    """A language file that is not as it must be; the message names the file and the key."""


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """The words of one language by section and key; ``none`` are the sections that it declares empty."""

    code: str
    sections: Mapping[str, Mapping[str, Words]]
    none: frozenset[str]


@cache
def words(section: str, key: str) -> Mapping[str, Words]:
    """Return the words under a key of a section by language, for languages that have some.

    Raise ``KeyError`` for a section or key that no file may have.
    """
    allowed = SECTIONS[section]
    if isinstance(allowed, tuple) and key not in allowed:
        raise KeyError(key)
    by_language = {file.code: file.sections.get(section, {}).get(key, ()) for file in language_files()}
    return {code: listed for code, listed in by_language.items() if listed}


@cache
def all_words(section: str, key: str) -> Words:
    """Return the words of all languages under a key of a section, each once; raise ``KeyError`` as ``words`` does."""
    return tuple(dict.fromkeys(word for listed in words(section, key).values() for word in listed))


@cache
def words_by_key(section: str) -> Mapping[str, Words]:
    """Return the words of all languages in a section by key, in the order of ``SECTIONS`` or else of the alphabet.

    Raise ``KeyError`` for a section that no file may have.
    """
    allowed = SECTIONS[section]
    if isinstance(allowed, re.Pattern):
        allowed = tuple(sorted({key for file in language_files() for key in file.sections.get(section, ())}))
    return {key: all_words(section, key) for key in allowed}


@cache
def language_files() -> tuple[LanguageFile, ...]:
    """Return every language file, read once; raise ``LanguageFileError`` for the first that is not as it must be."""
    return tuple(map(read_language, sorted(FOLDER.glob("*.toml"))))


def read_language(file: Path) -> LanguageFile:
    """Return what a file says; raise ``LanguageFileError`` for an unknown or missing section, key or malformed word."""
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LanguageFileError(f"{file.name} is no TOML in UTF-8: {error}") from error
    none = frozenset(_listed(file, "none", "none", tables.pop("none", [])))
    for section in SECTIONS:
        if (section in tables) == (section in none):
            raise LanguageFileError(f"{file.name}: {section} must be either a table or listed in none")
    for section in (*tables, *none):
        if section not in SECTIONS:
            raise LanguageFileError(f"{file.name}: {section} is no section; there are {', '.join(SECTIONS)}")
    return LanguageFile(file.stem, {name: dict(_keys(file, name, table)) for name, table in tables.items()}, none)


def _keys(file: Path, section: str, table: object) -> Iterator[tuple[str, Words]]:
    if not isinstance(table, dict) or not table:
        raise LanguageFileError(f"{file.name}: {section} must be a table of lists of words")
    allowed = SECTIONS[section]
    for key, written in table.items():
        if key not in allowed if isinstance(allowed, tuple) else not allowed.fullmatch(key):
            known = ", ".join(allowed) if isinstance(allowed, tuple) else allowed.pattern
            raise LanguageFileError(f"{file.name}: {section}.{key} is no key; allowed are {known}")
        yield key, _listed(file, section, f"{section}.{key}", written)


def _listed(file: Path, section: str, where: str, written: object) -> Words:
    if not isinstance(written, list) or not all(isinstance(word, str) for word in written):
        raise LanguageFileError(f"{file.name}: {where} must be a list of words")
    for word in written:
        if not _WRITTEN.fullmatch(word) and not (section in LETTERS_ADDED and word == ""):
            raise LanguageFileError(f"{file.name}: {where} has {word!r}, which is not written as a word or phrase")
    if len(set(written)) < len(written):
        twice = sorted({word for word in written if written.count(word) > 1})
        raise LanguageFileError(f"{file.name}: {where} has {', '.join(twice)} twice")
    return tuple(written)
