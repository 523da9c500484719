"""Importers that other people's packages bring along, found by their entry points (docs/importers.md)."""

from __future__ import annotations

import logging
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, cast

from catalogue.ingestion.contract import Importer

ENTRY_POINT_GROUP = "catalogue.importers"
IMPORTER_ATTRIBUTES = ("key", "label", "detect", "read")
KEY_FORM = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RefusedImporter:
    """An installed importer that is not used. ``name`` is its entry point's; ``reason`` is for who installed it."""

    name: str
    distribution: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name} of {self.distribution} is not used: {self.reason}"


@dataclass(frozen=True, slots=True)
class InstalledImporters:
    """What was found: importers by key, and those that cannot be used."""

    by_key: dict[str, Importer] = field(default_factory=dict)
    refused: list[RefusedImporter] = field(default_factory=list)


class _Unusable(Exception):
    """An entry point leads to no importer; the message says why."""


def is_importer(module: object) -> bool:
    """Say whether it has all that the contract asks for."""
    return all(hasattr(module, name) for name in IMPORTER_ATTRIBUTES)


def load_installed(taken: Container[str]) -> InstalledImporters:
    """Return the importers of installed packages; whatever is wrong with one stops neither the others nor us.

    ``taken`` are the keys that are not theirs to have.
    """
    found = InstalledImporters()
    for entry in _entries():
        try:
            importer = _loaded(entry)
            if importer.key in taken or importer.key in found.by_key:
                raise _Unusable(f"another importer has its key {importer.key!r} already.")
            found.by_key[importer.key] = importer
        except _Unusable as error:
            found.refused.append(RefusedImporter(entry.name, _distribution(entry), str(error)))
            logger.warning("importer %s", found.refused[-1], exc_info=error.__cause__)
    return found


def _entries() -> Iterator[EntryPoint]:
    """Yield the entry points in an order that does not hang on where their packages are installed."""
    yield from sorted(entry_points(group=ENTRY_POINT_GROUP), key=lambda entry: (_distribution(entry), entry.name))


def _loaded(entry: EntryPoint) -> Importer:
    try:
        module: Any = entry.load()
    except (Exception, SystemExit) as error:
        raise _Unusable(f"it cannot be loaded ({type(error).__name__}: {error}).") from error
    if not isinstance(module, ModuleType):
        raise _Unusable(f"{entry.value} is no module.")
    if missing := [name for name in IMPORTER_ATTRIBUTES if not hasattr(module, name)]:
        raise _Unusable(f"{entry.value} lacks {', '.join(missing)}.")
    if not (isinstance(module.key, str) and KEY_FORM.fullmatch(module.key) and isinstance(module.label, str)):
        raise _Unusable("its key must be small letters, digits and hyphens, its label a text.")
    return cast(Importer, module)


def _distribution(entry: EntryPoint) -> str:
    return f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an unknown package"
