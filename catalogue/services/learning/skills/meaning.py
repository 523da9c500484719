"""Telling from its meaning which skill area a course belongs to, where its words betray none.

A text is compared with every area, its children and its skills, each as a few words of English; an area is as close as
the closest of them. Thresholds were chosen on the sample catalogue and confirmed on the judged set
(``tests/relevance``): of courses without a sign there, those told are told right, the others are left to people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.search.knowledge import Encoder, Vectors
from catalogue.taxonomy.classification import Classification
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms

CLOSE = 0.4
"""Cosine from which on a text is about an area."""
APART = 0.05
"""What the next area must be farther away."""
SURE = 0.15
"""From here on nothing is taken off the confidence for the next area being near."""
NAMES = 3


class AreaMeaning:
    """Areas by the meaning of what belongs to them. The encoder reads some hundred short texts once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known = list(_known())
        self._areas = sorted({area for area, _, _ in self._known})

    @cached_property
    def _vectors(self) -> Vectors:
        return self._encoder.encode([text for _, _, text in self._known])

    def tell(self, texts: Sequence[str]) -> list[Classification | None]:
        """For each text the one area it is about, with the key of what it is closest to; None where that is open."""
        if not texts:
            return []
        closeness = self._encoder.encode(texts) @ self._vectors.T
        return [self._decided(row) for row in closeness]

    def _decided(self, row: Vectors) -> Classification | None:
        of_area = {area: max(self._places(area), key=lambda place: float(row[place])) for area in self._areas}
        best, second = sorted(of_area, key=lambda area: -float(row[of_area[area]]))[:2]
        closest, next_one = float(row[of_area[best]]), float(row[of_area[second]])
        if closest < CLOSE or closest - next_one < APART:
            return None
        confidence = round(closest * min(1.0, (closest - next_one) / SURE), 2)
        return Classification(best, confidence, EvidencePlace.MEANING, self._known[of_area[best]][1])

    def _places(self, area: str) -> Sequence[int]:
        return self._by_area[area]

    @cached_property
    def _by_area(self) -> dict[str, list[int]]:
        owners = np.array([area for area, _, _ in self._known])
        return {area: np.flatnonzero(owners == area).tolist() for area in self._areas}


def _known() -> Iterator[tuple[str, str, str]]:
    """First-level area, the key of the area or skill itself, and words for it."""
    for area in skill_areas():
        yield area.parent or area.key, area.key, f"{area.labels['en']}. {area.definition}"
    for skill in skills():
        yield skill.area, skill.key, ", ".join(terms().labels(skill.key, "en")[:NAMES])
