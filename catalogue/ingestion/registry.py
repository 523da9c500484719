"""Finding importers and choosing among them; none is listed by hand.

Ours are the modules below ``importers``; others come with installed packages (``installed_importers``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, cast

from catalogue.domain.text.messages import N_, Message, UserError, joined_messages
from catalogue.ingestion.contract import Importer, Page
from catalogue.ingestion.documents import in_narrow_units, looks_binary
from catalogue.ingestion.installed_importers import InstalledImporters, is_importer, load_installed
from catalogue.ingestion.page_survey import has_markup, seen_on

PACKAGE = "importers"
AUTO = "auto"
KIND_BY_SIGNATURE = (
    (b"%PDF", N_("a PDF document")),
    (b"\x89PNG", N_("an image")),
    (b"\xff\xd8\xff", N_("an image")),
    (b"GIF8", N_("an image")),
    (b"\x7fELF", N_("a program")),
    (b"\xd0\xcf\x11\xe0", N_("an old Office document, such as .xls or .doc")),
    (b"\x1f\x8b", N_("a gzip file inside another")),
    (b"PK", N_("a ZIP archive or an Office document")),
)

logger = logging.getLogger(__name__)


class UnknownFormat(Exception):
    """No importer has this key; the message names those there are."""


class NoImporter(UserError):
    """No importer fits the page; the message says what it looks like and what could be read."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An importer with how sure it is that it can read the page, 0 to 1."""

    importer: Importer
    confidence: float


@cache
def discover() -> dict[str, Importer]:
    """Return all importers by key: ours first, then those of installed packages. Raise ``ValueError`` as below."""
    return {**importers_in(PACKAGE), **installed().by_key}


@cache
def installed() -> InstalledImporters:
    """Return the importers of installed packages, and those that are not used; a key that ours have stays theirs."""
    return load_installed(taken={AUTO, *importers_in(PACKAGE)})


@cache
def importers_in(package: str) -> dict[str, Importer]:
    """Return every module below the package that is an importer, by key. Raise ``ValueError`` if two share one."""
    found: dict[str, Importer] = {}
    root = import_module(package)
    for entry in walk_packages(root.__path__, f"{package}."):
        module: Any = import_module(entry.name)
        if not is_importer(module):
            continue
        if module.key in found:
            other = found[module.key].__name__  # type: ignore[attr-defined]  # importers are modules
            raise ValueError(f"{entry.name} and {other} both have the key {module.key!r}; rename one.")
        found[module.key] = cast(Importer, module)
    return found


def check_format(format: str) -> None:
    """Raise ``UnknownFormat`` unless the format is ``auto`` or names an importer."""
    if format != AUTO and _named(format) is None:
        known = ", ".join(sorted(discover()))
        raise UnknownFormat(f"There is no format {format!r}; choose auto or one of: {known}.")


def candidates(page: Page) -> list[Candidate]:
    """Return the importers that can read the page, the surest first."""
    page = in_narrow_units(page)
    rated = (Candidate(importer, confidence(importer, page)) for importer in discover().values())
    return sorted((one for one in rated if one.confidence > 0), key=lambda one: (-one.confidence, one.importer.key))


def confidence(importer: Importer, page: Page) -> float:
    """Return how sure the importer is that it can read the page; one that fails, against its contract, is not."""
    try:
        sure = float(importer.detect(page))
    except Exception:
        logger.exception("detecting %s as %s failed", page.url, importer.key)
        return 0.0
    return min(1.0, sure) if sure > 0 else 0.0


def choose(page: Page, format: str = AUTO) -> Importer:
    """Return the importer with this key, or the surest. Raise ``UnknownFormat`` or ``NoImporter``."""
    return choices(page, format)[0]


def choices(page: Page, format: str = AUTO) -> Sequence[Importer]:
    """Return the importers to be asked in turn until one finds something: the named one, else all that fit.

    A page that a link led to may be of another kind than the source's own. Raise as ``choose`` does.
    """
    check_format(format)
    if (named := _named(format)) and (page.follows is None or confidence(named, page)):
        return [named]
    fitting = [each.importer for each in candidates(page)]
    if not fitting:
        raise no_importer(page)
    return fitting


def nothing_found(page: Page, tried: Sequence[Importer], broken: int) -> Message:
    """Return what to say of a page that these importers read, and in which none found a course."""
    empty = N_("No course was found on %(url)s, which was read as: %(formats)s. What it has: %(seen)s.")
    labels = joined_messages([Message(importer.label) for importer in tried])
    return Message(empty, url=page.url, formats=labels, seen=seen_on(page, broken) or Message(kind_of(page)))


def no_importer(page: Page) -> NoImporter:
    """Return the error for a page that no importer fits, or in which its importer finds nothing."""
    unknown = N_(
        "%(url)s (%(kind)s) holds nothing that can be read as courses. What can be read: %(formats)s. "
        "Give such a file or page, or name its format if it is one of these."
    )
    kind, seen = Message(kind_of(page)), seen_on(page)
    said = Message(N_("%(kind)s; %(seen)s"), kind=kind, seen=seen) if seen else kind
    return NoImporter(unknown, url=page.url, kind=said, formats=_labels())


def recipe_scaffold(package: str = PACKAGE) -> Any:
    """Return the package's ``scaffolding`` module, which begins a recipe from saved pages."""
    return import_module(f"{package}.scaffolding")


def _labels() -> Message:
    """Return what the formats are called; sites with a recipe are no formats."""
    formats = {importer.label for importer in discover().values() if not hasattr(importer, "RECIPE")}
    return joined_messages([Message(label) for label in sorted(formats)])


def kind_of(page: Page) -> str:
    """Return what a page looks like, in words for the person who supplied it, marked for translation."""
    content = page.content
    if not content.strip():
        return N_("empty")
    for signature, kind in KIND_BY_SIGNATURE:
        if content.startswith(signature):
            return kind
    if looks_binary(content):
        return N_("a binary file")
    head = content[:2000].lower()
    if b"<html" in head or b"<!doctype html" in head:
        return N_("a web page with markup") if has_markup(page) else N_("a web page without course markup")
    return N_("XML of an unknown kind") if head.lstrip().startswith(b"<") else N_("a text of an unknown kind")


def _named(format: str) -> Importer | None:
    for key, importer in discover().items():
        if format == key or format in getattr(importer, "aliases", ()):
            return importer
    return None
