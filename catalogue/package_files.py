"""Where the files stand that come with the code."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent
TEMPLATES = ROOT.parent / "templates"
TRANSLATIONS = ROOT / "translations"
MIGRATIONS = ROOT / "migrations"
