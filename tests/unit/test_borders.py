"""What import-linter and ruff cannot see: queries in views, packages used but not declared, long lines of templates."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OWN = {"catalogue", "importers"}
TYPES_ONLY = {"_typeshed"}
EDGE = [ROOT / "catalogue" / room for room in ("web", "api", "cli", "access.py", "__main__.py")]
QUERIES = frozenset(
    [
        "add",
        "add_all",
        "begin",
        "commit",
        "delete",
        "execute",
        "flush",
        "get",
        "get_one",
        "merge",
        "query",
        "refresh",
        "scalar",
        "scalars",
    ]
)
TEXT_SUFFIXES = frozenset({".html", ".txt", ".css", ".js"})
MAX_CHARACTERS_PER_LINE = 120
"""As ruff has it for Python."""
BUILDS_THE_WHEEL = ROOT / "catalogue" / "wheel_contents.py"  # what it imports is declared under [build-system]
IMPORTED_BY_NAME = {
    "psycopg": "SQLAlchemy imports it for postgresql:// addresses",
    "qrcode": "Flask-Security draws with it the code that an authenticator scans",
}


def python_files(*places: Path) -> list[Path]:
    return [path for place in places for path in ([place] if place.is_file() else sorted(place.rglob("*.py")))]


def queries_in(source: str) -> Iterator[str]:
    """Yield calls on a database session that read or write: those are for services."""
    flask_session = re.search(r"from flask import [^\n]*\bsession\b", source)
    names = {"db.session", "db.session()"} | (set() if flask_session else {"session"})
    for node in ast.walk(ast.parse(source)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Attribute) and called.attr in QUERIES and ast.unparse(called.value) in names:
            yield ast.unparse(node)


@pytest.mark.parametrize(
    "line", ["db.session.get(Review, 1)", "db.session().commit()", "session.scalars(select(Course))"]
)
def test_a_query_is_seen(line: str) -> None:
    assert list(queries_in(line)) == [line]


def test_views_and_commands_ask_services_and_no_database() -> None:
    found = {
        str(path.relative_to(ROOT)): queries
        for path in python_files(*EDGE)
        if (queries := list(queries_in(path.read_text("utf-8"))))
    }
    assert found == {}


@cache
def distributions_of_packages() -> Mapping[str, list[str]]:
    """Return what brings each top-level module; reads the lists of all that is installed."""
    return packages_distributions()


@cache
def imported_packages() -> dict[str, str]:
    """Return by top-level module the first of our files that imports it."""
    found: dict[str, str] = {}
    running = [ROOT / "catalogue", ROOT / "importers", ROOT / "wsgi.py"]
    for path in [path for path in python_files(*running) if path != BUILDS_THE_WHEEL]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            for name in names:
                found.setdefault(name.partition(".")[0], str(path.relative_to(ROOT)))
    return {name: path for name, path in found.items() if name not in OWN | TYPES_ONLY | sys.stdlib_module_names}


def normalised(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [one for extra in ("semantic", "postgres") for one in project["optional-dependencies"][extra]]
    return {normalised(re.split(r"[\[<>=~! ]", one)[0]) for one in [*project["dependencies"], *extras]}


def test_what_we_import_is_declared() -> None:
    distributions = distributions_of_packages()
    undeclared = {
        name: path
        for name, path in imported_packages().items()
        if not {normalised(one) for one in distributions.get(name, [name])} & declared()
    }
    assert undeclared == {}


def test_what_is_declared_is_used() -> None:
    distributions = distributions_of_packages()
    used = {normalised(one) for name in imported_packages() for one in distributions.get(name, [name])}
    assert declared() - used - IMPORTED_BY_NAME.keys() == set()


def test_templates_write_the_token_of_a_form_with_one_macro() -> None:
    written = [
        path.name for path in (ROOT / "templates").rglob("*.html") if 'name="csrf_token"' in path.read_text("utf-8")
    ]
    assert written == ["forms.html"]


def test_no_line_of_a_template_style_sheet_or_script_is_too_long_to_read() -> None:
    folders = (ROOT / "templates", ROOT / "catalogue" / "static")
    written = [path for folder in folders for path in folder.rglob("*.*") if path.suffix in TEXT_SUFFIXES]
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in written
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > MAX_CHARACTERS_PER_LINE
    ]
    assert len(written) > 100
    assert long == []
