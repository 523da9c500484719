"""Classifying courses by meaning, where no word in their text names a skill area.

A text is compared with every area, its children and its skills, each as a few words of English; an area is as close as
the closest of them. Thresholds were chosen on the sample catalogue and confirmed on the judged set
(``tests/relevance``): of the courses there whose words name no area, those classified are right, the others are left to
people.
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

MIN_COSINE = 0.4
"""A text is about an area if their cosine is at least this."""
MIN_LEAD_IN_COSINE = 0.05
"""By how much the cosine of the best area must exceed that of the second."""
LEAD_FOR_FULL_CONFIDENCE = 0.15
"""A lead in cosine of this or more does not reduce the confidence; a smaller one does, in proportion."""
NAMES_PER_SKILL = 3


class MeaningClassifier:
    """Skill areas by the meaning of what belongs to them. The encoder encodes some hundred short texts once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known = list(_described())
        self._areas = sorted({area for area, _, _ in self._known})

    @cached_property
    def _vectors(self) -> Vectors:
        return self._encoder.encode([text for _, _, text in self._known])

    def tell(self, texts: Sequence[str]) -> list[Classification | None]:
        """Return for each text the one area it is about, with the key of what it is closest to; None where that is
        open."""
        if not texts:
            return []
        closeness = self._encoder.encode(texts) @ self._vectors.T
        return [self._decided(row) for row in closeness]

    def _decided(self, row: Vectors) -> Classification | None:
        of_area = {area: max(self._places(area), key=lambda place: float(row[place])) for area in self._areas}
        best, second = sorted(of_area, key=lambda area: -float(row[of_area[area]]))[:2]
        closest, next_one = float(row[of_area[best]]), float(row[of_area[second]])
        if closest < MIN_COSINE or closest - next_one < MIN_LEAD_IN_COSINE:
            return None
        confidence = round(closest * min(1.0, (closest - next_one) / LEAD_FOR_FULL_CONFIDENCE), 2)
        return Classification(best, confidence, EvidencePlace.MEANING, self._known[of_area[best]][1])

    def _places(self, area: str) -> Sequence[int]:
        return self._by_area[area]

    @cached_property
    def _by_area(self) -> dict[str, list[int]]:
        owners = np.array([area for area, _, _ in self._known])
        return {area: np.flatnonzero(owners == area).tolist() for area in self._areas}


def _described() -> Iterator[tuple[str, str, str]]:
    """Yield first-level area, the key of the area or skill itself, and words for it."""
    for area in skill_areas():
        yield area.parent or area.key, area.key, f"{area.labels['en']}. {area.definition}"
    for skill in skills():
        yield skill.area, skill.key, ", ".join(terms().labels(skill.key, "en")[:NAMES_PER_SKILL])
