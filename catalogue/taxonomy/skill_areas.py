"""The skill areas: twelve with their children, labelled in every language of the interface."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from catalogue.domain.text.folding import fold_phrase
from catalogue.taxonomy.classification import Classification, Classifier

FOLDER = Path(__file__).parent / "areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillArea:
    """A skill area. ``labels`` go by language; ``words`` by language (or ``any``) are signs of the area in a text,
    ``*`` ends a prefix."""

    key: str
    parent: str | None = None
    labels: Mapping[str, str]
    definition: str
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)


class SkillAreas:
    """The whole taxonomy, in its order: each area before its children."""

    def __init__(self, areas: Sequence[SkillArea]) -> None:
        self._areas = {area.key: area for area in areas}
        self._by_label = {fold_phrase(name): area.key for area in areas for name in (area.key, *area.labels.values())}
        self._classifier = Classifier({area.key: (area.parent, area.words) for area in areas})

    def __iter__(self) -> Iterator[SkillArea]:
        return iter(self._areas.values())

    def get(self, key: str | None) -> SkillArea | None:
        """Return the area with this key, None if there is none."""
        return self._areas.get(key) if key else None

    def roots(self) -> list[SkillArea]:
        """Return the areas of the first level."""
        return [area for area in self if area.parent is None]

    def children(self, key: str) -> list[SkillArea]:
        """Return the areas one level below."""
        return [area for area in self if area.parent == key]

    def ancestors(self, key: str) -> list[str]:
        """Return the keys of the areas above, nearest first."""
        area = self.get(key)
        return [area.parent, *self.ancestors(area.parent)] if area and area.parent else []

    def with_ancestors(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the keys and those of all areas above them, each once."""
        return tuple(dict.fromkeys(each for key in keys for each in (key, *self.ancestors(key))))

    def label(self, key: str, locale: str) -> str:
        """Return the label in a language, else in English; an unknown key is its own label."""
        area = self.get(key)
        if area is None:
            return key
        return area.labels.get(locale) or area.labels.get(locale.replace("_", "-").split("-")[0]) or area.labels["en"]

    def find(self, label_or_key: str, /) -> str | None:
        """Return the key of the area with this key or label in any language, however it is written; None if there is
        none."""
        return self._by_label.get(fold_phrase(label_or_key))

    def labels_in_all_languages(self, keys: Iterable[str]) -> str:
        """Return the labels of the areas and those above them, for the index: a search for one in any language finds
        their courses."""
        found = [area for key in self.with_ancestors(keys) if (area := self.get(key))]
        return ", ".join(dict.fromkeys(label for area in found for label in area.labels.values()))

    def classify(
        self, title: str, keywords: Sequence[str], text: str, language: str | None, /
    ) -> Sequence[Classification]:
        """Return the areas a text is about, most confident first, at most three; none if it has no signs of any."""
        return self._classifier.classify(title, keywords, text, language)


@cache
def skill_areas() -> SkillAreas:
    """Return the taxonomy, read once from its data files."""
    return SkillAreas([_area(entry) for file in sorted(FOLDER.glob("*.toml")) for entry in _entries(file)])


def _entries(file: Path) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = tomllib.loads(file.read_text("utf-8"))["area"]
    return entries


def _area(entry: dict[str, object]) -> SkillArea:
    return SkillArea(**entry)  # type: ignore[arg-type]
