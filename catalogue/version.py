"""The version of the program: ``pyproject.toml`` says it, installed packages know it."""

from __future__ import annotations

from importlib.metadata import version

DISTRIBUTION = "automotive-skills-catalogue"


def installed_version() -> str:
    """Return the version that is installed, such as ``1.2.0``. Raise ``PackageNotFoundError`` if none is."""
    return version(DISTRIBUTION)
