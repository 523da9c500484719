"""Putting a proposed recipe into the checkout: its module, and beside the tests its pages and what they give."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from catalogue.ingestion.contract import Page
from importers.recipe import importer_of
from importers.scaffolding.expected import shown
from importers.scaffolding.module_text import module_text
from importers.scaffolding.proposing import Proposal


class NotThere(Exception):
    """The recipe cannot be written here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a site's recipe belong in a checkout."""

    module: Path
    recorded: Path

    @classmethod
    def of(cls, key: str, root: Path) -> Places:
        """Return the places for a site. Raise ``NotThere`` outside a checkout, and if it has a recipe."""
        if not (root / "pyproject.toml").is_file() or not (root / "tests" / "importers" / "partners").is_dir():
            raise NotThere(
                "Recipes are written in a checkout of the catalogue's sources, and this is a package installed without "
                "its tests. Clone the repository, install it with `pip install -e .`, and run this there."
            )
        module = root / "importers" / "partners" / f"{key.replace('-', '_')}.py"
        places = cls(module, root / "tests" / "importers" / "partners" / key)
        for taken in (places.module, places.recorded):
            if taken.exists():
                raise NotThere(f"{taken} is there already and is not overwritten; remove it, or choose another name.")
        return places


def write(proposal: Proposal, places: Places) -> list[Path]:
    """Write module, pages and expected JSON; return the files."""
    files = [places.module, places.recorded / "expected.json"]
    places.recorded.mkdir(parents=True)
    recorded = []
    for number, saved in enumerate(proposal.pages, start=1):
        same_kind = [each for each in proposal.pages[: number - 1] if each.kind == saved.kind]
        name = f"{saved.kind}{len(same_kind) + 1 if same_kind else ''}.html"
        (places.recorded / name).write_bytes(saved.page.content)
        recorded.append({"file": name, **_record(proposal, saved.page)})
        files.append(places.recorded / name)
    text = json.dumps({"pages": recorded}, ensure_ascii=False, indent=2)
    (places.recorded / "expected.json").write_text(text + "\n", "utf-8")
    places.module.write_text(module_text(proposal.recipe), "utf-8")
    return files


def _record(proposal: Proposal, page: Page) -> dict[str, object]:
    _, _, _, read = importer_of(proposal.recipe)
    return {
        "address": page.url,
        "charset": page.charset,
        "follows": page.follows and page.follows.value,
        "found": [shown(each) for each in read(page)],
    }
