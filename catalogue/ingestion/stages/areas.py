"""Which skill areas a course belongs to: those stated, else its source's, else those its words point to.

A source that states a wide area seldom says which part of it is meant; where the words tell, the part is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from catalogue.domain.course.records import Origin
from catalogue.ingestion.stages.reading import DraftReading


class Classification(Protocol):
    """One skill area found in a text."""

    @property
    def key(self) -> str: ...


class AreaFinder(Protocol):
    """Knows the skill areas and their words, in every language."""

    def find(self, label_or_key: str, /) -> str | None:
        """Return the key of the area that has this key or label in any language."""

    def ancestors(self, key: str, /) -> Sequence[str]:
        """Return keys of the areas above this one, nearest first."""

    def classify(
        self, title: str, keywords: Sequence[str], text: str, language: str | None, /
    ) -> Sequence[Classification]:
        """Return the areas the plain text is about, surest first."""


def stated_areas(labels: Sequence[str], areas: AreaFinder) -> tuple[tuple[str, ...], list[str]]:
    """Return the keys of the labels that name an area, and the labels that name none."""
    found = {label: areas.find(label) for label in labels if label.strip()}
    keys = dict.fromkeys(key for key in found.values() if key)
    return tuple(keys), [label for label, key in found.items() if key is None]


def chosen_areas(
    stated: tuple[str, ...], title: str, keywords: Sequence[str], text: str, areas: AreaFinder, reading: DraftReading
) -> tuple[str, ...]:
    """Return the stated keys, else the source's defaults, else those classified from the words; set the origin.

    Stated and default areas are joined by those parts of them that the words point to.
    """
    betrayed = tuple(dict.fromkeys(each.key for each in areas.classify(title, keywords, text, reading.language)))
    for keys, origin in ((stated, Origin.STATED), (reading.defaults.skill_areas, Origin.DEFAULT)):
        if keys:
            reading.origins["skill_areas"] = origin
            narrower = (key for key in betrayed if key not in keys and set(areas.ancestors(key)) & set(keys))
            return (*keys, *narrower)
    if betrayed:
        reading.origins["skill_areas"] = Origin.CLASSIFIED
    return betrayed
