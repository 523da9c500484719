"""Reading ESCO from the CSV files of its download, whatever their version and languages.

Files are told by their columns, not by their names. A file that joins ``occupationUri`` and ``skillUri`` holds
relations; one with ``broaderUri`` says what a concept belongs under; one with ``relatedSkillUri`` relates skills to
one another; any other with a concept's URI holds concepts, labelled in the language of each ``label_LL`` column or, as
in the official download, of the file name's ending (``skills_de.csv``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from catalogue.domain.text.characters import well_formed

URI = ("conceptUri", "uri", "concept_uri")
OCCUPATION = ("occupationUri", "occupation_uri")
SKILL = ("skillUri", "skill_uri")
LABEL, ALTERNATIVE = ("preferredLabel", "label"), ("altLabels", "alt_labels")
KIND = ("skillType", "skill_type", "type")
BROADER = ("broaderUri", "broader_uri")
RELATED, ORIGINAL = ("relatedSkillUri",), ("originalSkillUri",)
STATUS = ("status",)
ISCO = ("iscoGroup", "isco_group", "isco", "code")
RELATION = ("relationType", "relation_type", "relation")
LANGUAGE = re.compile(r"_([a-z]{2})$")
SEPARATOR = re.compile(r"[\n|]")
OCCUPATION_KIND, BROADER_LINK = "occupation", "broader"
BEGINNING = "http://data.europa.eu/esco/"


class ConceptStatus(StrEnum):
    """Where a concept of ESCO stands; the last is ours, for one that a newer ESCO no longer has."""

    RELEASED = "released"
    OBSOLETE = "obsolete"
    GONE = "gone"


class EscoUnreadable(Exception):
    """There is nothing of ESCO in the folder, or a file of it cannot be read; the message says what and where."""


@dataclass(kw_only=True)
class Concept:
    """One concept as the files tell it; ``labels`` by language."""

    kind: str = ""
    isco: str | None = None
    status: str = ConceptStatus.RELEASED
    labels: dict[str, str] = field(default_factory=dict)
    alternative_labels: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Download:
    """What the files hold: ``links`` are from concept to broader concept or related skill, with their kind.
    ``passed_over`` counts relations that name a concept of which no file tells."""

    concepts: dict[str, Concept] = field(default_factory=dict)
    relations: dict[tuple[str, str], str] = field(default_factory=dict)
    links: set[tuple[str, str, str]] = field(default_factory=set)
    passed_over: int = 0


def read_download(folder: Path) -> Download:
    """All CSV files of a folder. Raises ``EscoUnreadable``."""
    found = Download()
    for file in sorted(folder.rglob("*.csv")):
        _read_file(file, found)
    if not found.concepts:
        raise EscoUnreadable(
            f"No file of {folder} is one of ESCO's: none has a column conceptUri (or uri) with addresses under "
            f"{BEGINNING}. Unpack the CSV download of ESCO there."
        )
    whole = {pair: kind for pair, kind in found.relations.items() if set(pair) <= found.concepts.keys()}
    found.passed_over = len(found.relations) - len(whole)
    found.relations = whole
    found.links = {link for link in found.links if link[0] in found.concepts}
    return found


def _read_file(file: Path, found: Download) -> None:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            columns = set(rows.fieldnames or ())
            if columns.intersection(OCCUPATION) and columns.intersection(SKILL):
                _read_relations(rows, found)
            elif columns.intersection(BROADER) and columns.intersection(URI):
                found.links |= {(_first(row, URI), _first(row, BROADER), BROADER_LINK) for row in rows}
            elif columns.intersection(RELATED) and columns.intersection(ORIGINAL):
                found.links |= {(_first(row, ORIGINAL), _first(row, RELATED), _first(row, RELATION)) for row in rows}
            elif columns.intersection(URI):
                _read_concepts(rows, file, found)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise EscoUnreadable(f"{file} cannot be read: {wrong}. Download it anew as CSV in UTF-8.") from wrong


def _read_relations(rows: Iterable[Mapping[str, str]], found: Download) -> None:
    for row in rows:
        found.relations[_first(row, OCCUPATION), _first(row, SKILL)] = _first(row, RELATION) or "essential"


def _read_concepts(rows: Iterable[Mapping[str, str]], file: Path, found: Download) -> None:
    ending = LANGUAGE.search(file.stem)
    own = ending.group(1) if ending else "en"
    for row in rows:
        uri = _first(row, URI)
        if uri.startswith(BEGINNING) and ("/occupation/" in uri or "/skill/" in uri):
            _add(found.concepts.setdefault(uri, Concept()), uri, row, own)


def _add(concept: Concept, uri: str, row: Mapping[str, str], own: str) -> None:
    occupation = "/occupation/" in uri
    concept.kind = OCCUPATION_KIND if occupation else _first(row, KIND) or concept.kind or "skill/competence"
    concept.isco = (_first(row, ISCO) or concept.isco) if occupation else None
    if _first(row, STATUS) == ConceptStatus.OBSOLETE:
        concept.status = ConceptStatus.OBSOLETE
    concept.labels |= {language: text for language, text in _by_language(row, LABEL, own) if text}
    for language, text in _by_language(row, ALTERNATIVE, own):
        concept.alternative_labels[language] = [label for each in SEPARATOR.split(text) if (label := each.strip())]


def _by_language(row: Mapping[str, str], names: Iterable[str], own: str) -> Iterator[tuple[str, str]]:
    """Language and text, maybe empty, of the columns with one of these names, alone or with a language at its end."""
    for column, written in row.items():
        if not column:
            continue
        text = well_formed(written or "")
        ending = LANGUAGE.search(column)
        if column in names:
            yield own, text.strip()
        elif ending and column[: ending.start()] in names:
            yield ending.group(1), text.strip()


def _first(row: Mapping[str, str], names: Iterable[str]) -> str:
    return next((well_formed(text).strip() for name in names if (text := row.get(name))), "")
