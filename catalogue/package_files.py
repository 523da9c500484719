"""Where the files stand that come with the code."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent


def templates_folder(package: Path = ROOT) -> Path:
    """Return where the templates are: within the package where a wheel put them, else beside it in the checkout."""
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


TEMPLATES = templates_folder()
TRANSLATIONS = ROOT / "translations"
MIGRATIONS = ROOT / "migrations"
