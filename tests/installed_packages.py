"""Tiny packages with importers, as ``pip`` leaves them behind: modules, and beside them what they register."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalogue.ingestion import registry, rules

CACHES = (registry.discover, registry.installed, rules.rules_mark)
IMPORTER = """
from catalogue.ingestion.contract import CourseDraft, Unreadable

key = "{key}"
label = "Lines of the Acme LMS"

def detect(page):
    return 0.95 if page.content.startswith(b"ACME") else 0.0

def read(page):
    lines = page.content.decode().splitlines()[1:]
    if not lines:
        raise Unreadable("The export is empty; choose the courses first.")
    for number, line in enumerate(lines, start=2):
        title, url = line.split(" = ")
        yield CourseDraft(where=f"line {{number}}", title=title, url=url, external_id=url)
"""


def importer_source(key: str) -> str:
    """An importer of a format that begins with ACME, then has a course a line: title = address."""
    return IMPORTER.format(key=key)


def write_package(site: Path, name: str, modules: Mapping[str, str], importers: Mapping[str, str]) -> None:
    """Put modules into a folder of packages; ``importers`` are entry points, name to what they lead to."""
    site.mkdir(exist_ok=True)
    for path, source in modules.items():
        file = site / f"{path}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, "utf-8")
    about = site / f"{name.replace('-', '_')}-1.2.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.2\n", "utf-8")
    lines = [f"{entry} = {value}" for entry, value in importers.items()]
    (about / "entry_points.txt").write_text("\n".join(["[catalogue.importers]", *lines, ""]), "utf-8")


@contextmanager
def installed_in(site: Path) -> Iterator[None]:
    """As if a new process began with the packages of this folder, and another afterwards without them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(site)
        _forget(site)
        yield
    _forget(site)


def _forget(site: Path) -> None:
    for one in CACHES:
        one.cache_clear()
    for name, module in list(sys.modules.items()):
        if site in Path(getattr(module, "__file__", None) or "").parents:
            del sys.modules[name]
