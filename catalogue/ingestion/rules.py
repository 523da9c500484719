"""Recognises records and pages that are unchanged since the last run.

What was made of a draft depends on the draft, on its source's defaults and on our rules; so the mark of all three
together stands for the result, and a run need not make it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import cast

from catalogue.ingestion.contract import CourseDraft, Page
from catalogue.ingestion.item import SourceDefaults
from catalogue.ingestion.registry import installed

PACKAGES = ("catalogue.domain", "catalogue.ingestion", "catalogue.languages", "catalogue.taxonomy", "importers")
SUFFIXES = frozenset({".py", ".toml", ".json", ".csv", ".tsv", ".txt"})

# a record's position in its page may change while the record does not
_content = attrgetter(*(name for name in CourseDraft.__dataclass_fields__ if name != "where"))


@cache
def rules_mark() -> str:
    """Return 16 hexadecimal digits that change with any file by which pages are read and records are made."""
    digest = blake2b(digest_size=8)
    for file in _rule_files():
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _rule_files() -> Iterator[Path]:
    """Yield the files of our packages, and those beside each importer of an installed package."""
    for package in PACKAGES:
        for folder in import_module(package).__path__:
            yield from _rules_below(Path(folder))
    for importer in installed().by_key.values():
        yield from _files_of(cast(ModuleType, importer))


def _files_of(module: ModuleType) -> Iterator[Path]:
    """Yield the module's file, and all in its package if it has one."""
    if module.__package__ and module.__file__:
        yield from _rules_below(Path(module.__file__).parent)
    elif module.__file__:
        yield Path(module.__file__)


def _rules_below(folder: Path) -> Iterator[Path]:
    yield from (file for file in sorted(folder.rglob("*")) if file.suffix in SUFFIXES and file.is_file())


def draft_marker(defaults: SourceDefaults, provider: str) -> DraftMarker:
    """Return the marker for one run: what it marks holds for these defaults, this provider and today's rules."""
    return DraftMarker(repr((rules_mark(), defaults, provider)).encode())


class DraftMarker:
    """Returns 32 hexadecimal digits for a draft or a page; equal ones have equal marks, in every process."""

    def __init__(self, setting: bytes) -> None:
        self._setting = blake2b(setting, digest_size=16)

    def __call__(self, draft: CourseDraft) -> str:
        digest = self._setting.copy()
        digest.update(repr(_content(draft)).encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def page(self, page: Page, format: str) -> str:
        """Return the mark of a page as it came, and of all that decides how it is read; ``format`` is the source's."""
        digest = self._setting.copy()
        circumstances = (format, page.url, page.media_type, page.charset, page.language, page.follows)
        digest.update(repr((sorted(page.columns.items()), page.home)).encode("utf-8", "surrogatepass"))
        digest.update(repr(circumstances).encode("utf-8", "surrogatepass"))
        digest.update(page.content)
        return digest.hexdigest()
