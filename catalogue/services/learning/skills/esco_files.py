"""Reading ESCO from the CSV files of its download, whatever their version and languages.

Files are recognised by their columns, not by their names. A file that joins ``occupationUri`` and ``skillUri`` holds
relations; one with ``broaderUri`` says what a concept belongs under; one with ``relatedSkillUri`` relates skills to one
another; any other with a concept's URI holds concepts, labelled in the language of each ``label_LL`` column or, as in
the official download, of the file name's ending (``skills_de.csv``).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from catalogue.domain.text.characters import well_formed

URI_COLUMNS = ("conceptUri", "uri", "concept_uri")
OCCUPATION_COLUMNS = ("occupationUri", "occupation_uri")
SKILL_COLUMNS = ("skillUri", "skill_uri")
LABEL_COLUMNS = ("preferredLabel", "label")
ALTERNATIVE_LABEL_COLUMNS = ("altLabels", "alt_labels")
KIND_COLUMNS = ("skillType", "skill_type", "type")
BROADER_COLUMNS = ("broaderUri", "broader_uri")
RELATED_COLUMNS = ("relatedSkillUri",)
ORIGINAL_COLUMNS = ("originalSkillUri",)
STATUS_COLUMNS = ("status",)
ISCO_COLUMNS = ("iscoGroup", "isco_group", "isco", "code")
RELATION_COLUMNS = ("relationType", "relation_type", "relation")
LANGUAGE_ENDING = re.compile(r"_([a-z]{2})$")
LABEL_SEPARATOR = re.compile(r"[\n|]")
OCCUPATION_KIND = "occupation"
BROADER_LINK = "broader"
ADDRESS_PREFIX = "http://data.europa.eu/esco/"


class ConceptStatus(StrEnum):
    """Where a concept of ESCO stands; the last is ours, for one that a newer ESCO no longer has."""

    RELEASED = "released"
    OBSOLETE = "obsolete"
    GONE = "gone"


class EscoUnreadable(Exception):
    """There is nothing of ESCO in the folder, or a file of it cannot be read; the message says what and where."""


@dataclass(kw_only=True)
class Concept:
    """One concept as the files describe it; ``labels`` by language."""

    kind: str = ""
    isco: str | None = None
    status: str = ConceptStatus.RELEASED
    labels: dict[str, str] = field(default_factory=dict)
    alternative_labels: dict[str, list[str]] = field(default_factory=dict)


@dataclass
class Download:
    """What the files hold: ``links`` go from a concept to a broader concept or a related skill, with their kind.

    ``passed_over`` counts relations that name a concept of which no file has a row.
    """

    concepts: dict[str, Concept] = field(default_factory=dict)
    relations: dict[tuple[str, str], str] = field(default_factory=dict)
    links: set[tuple[str, str, str]] = field(default_factory=set)
    passed_over: int = 0


def read_download(folder: Path) -> Download:
    """Return what all CSV files of a folder hold. Raise ``EscoUnreadable``."""
    found = Download()
    for file in sorted(folder.rglob("*.csv")):
        _read_file(file, found)
    if not found.concepts:
        raise EscoUnreadable(
            f"No file of {folder} is one of ESCO's: none has a column conceptUri (or uri) with addresses under "
            f"{ADDRESS_PREFIX}. Unpack the CSV download of ESCO there."
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
            if columns.intersection(OCCUPATION_COLUMNS) and columns.intersection(SKILL_COLUMNS):
                _read_relations(rows, found)
            elif columns.intersection(BROADER_COLUMNS) and columns.intersection(URI_COLUMNS):
                found.links |= {(_first(row, URI_COLUMNS), _first(row, BROADER_COLUMNS), BROADER_LINK) for row in rows}
            elif columns.intersection(RELATED_COLUMNS) and columns.intersection(ORIGINAL_COLUMNS):
                found.links |= {
                    (_first(row, ORIGINAL_COLUMNS), _first(row, RELATED_COLUMNS), _first(row, RELATION_COLUMNS))
                    for row in rows
                }
            elif columns.intersection(URI_COLUMNS):
                _read_concepts(rows, file, found)
    except (UnicodeDecodeError, csv.Error) as wrong:
        raise EscoUnreadable(f"{file} cannot be read: {wrong}. Download it anew as CSV in UTF-8.") from wrong


def _read_relations(rows: Iterable[Mapping[str, str]], found: Download) -> None:
    for row in rows:
        found.relations[_first(row, OCCUPATION_COLUMNS), _first(row, SKILL_COLUMNS)] = (
            _first(row, RELATION_COLUMNS) or "essential"
        )


def _read_concepts(rows: Iterable[Mapping[str, str]], file: Path, found: Download) -> None:
    ending = LANGUAGE_ENDING.search(file.stem)
    own = ending.group(1) if ending else "en"
    for row in rows:
        uri = _first(row, URI_COLUMNS)
        if uri.startswith(ADDRESS_PREFIX) and ("/occupation/" in uri or "/skill/" in uri):
            _add(found.concepts.setdefault(uri, Concept()), uri, row, own)


def _add(concept: Concept, uri: str, row: Mapping[str, str], own: str) -> None:
    occupation = "/occupation/" in uri
    concept.kind = OCCUPATION_KIND if occupation else _first(row, KIND_COLUMNS) or concept.kind or "skill/competence"
    concept.isco = (_first(row, ISCO_COLUMNS) or concept.isco) if occupation else None
    if _first(row, STATUS_COLUMNS) == ConceptStatus.OBSOLETE:
        concept.status = ConceptStatus.OBSOLETE
    concept.labels |= {language: text for language, text in _by_language(row, LABEL_COLUMNS, own) if text}
    for language, text in _by_language(row, ALTERNATIVE_LABEL_COLUMNS, own):
        concept.alternative_labels[language] = [
            label for each in LABEL_SEPARATOR.split(text) if (label := each.strip())
        ]


def _by_language(row: Mapping[str, str], names: Iterable[str], own: str) -> Iterator[tuple[str, str]]:
    """Yield language and text, maybe empty, of the columns with one of these names, alone or ending in a language."""
    for column, written in row.items():
        if not column:
            continue
        text = well_formed(written or "")
        ending = LANGUAGE_ENDING.search(column)
        if column in names:
            yield own, text.strip()
        elif ending and column[: ending.start()] in names:
            yield ending.group(1), text.strip()


def _first(row: Mapping[str, str], names: Iterable[str]) -> str:
    return next((well_formed(text).strip() for name in names if (text := row.get(name))), "")
