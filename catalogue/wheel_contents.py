"""What a wheel holds beside our packages: the templates and the compiled translations. Hatchling runs this file."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

TEMPLATES = "templates"
TRANSLATIONS = Path("catalogue", "translations")


class WheelContents(BuildHookInterface):  # type: ignore[type-arg]  # of the builder's configuration, unused here
    """Adds to a wheel what is not in its place in the checkout, or is made from what is."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add templates and translations, except to an editable install, which reads those of the checkout."""
        if self.target_name != "wheel" or version == "editable":
            return
        self._compiled = TemporaryDirectory()
        included = build_data["force_include"]
        included[os.fspath(Path(self.root, TEMPLATES))] = f"catalogue/{TEMPLATES}"
        for catalogue in sorted(Path(self.root, TRANSLATIONS).glob("*/LC_MESSAGES/*.po")):
            target = catalogue.relative_to(self.root).with_suffix(".mo")
            included[os.fspath(self._compile(catalogue, target))] = target.as_posix()

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled translations once the wheel holds them."""
        if hasattr(self, "_compiled"):
            self._compiled.cleanup()

    def _compile(self, catalogue: Path, target: Path) -> Path:
        compiled = Path(self._compiled.name, target)
        compiled.parent.mkdir(parents=True)
        with catalogue.open("rb") as source, compiled.open("wb") as written:
            write_mo(written, read_po(source))
        return compiled
