"""Telling from its words what a course is about.

Each sign of an area counts once, where it weighs most: 3 in the title, 2 in the keywords, 1 in the text. An area is
taken from 3 points on, so one sign in the title or several different ones in the text; a child stands for its parent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.domain.course.evidence import EvidencePlace
from catalogue.taxonomy.signs import Sign, SignIndex, SignsByLanguage

TITLE, KEYWORDS, TEXT = 3, 2, 1
ENOUGH = 3
SURE = 8
MOST = 3
PLACES = {TITLE: EvidencePlace.TITLE, KEYWORDS: EvidencePlace.KEYWORDS, TEXT: EvidencePlace.TEXT}


@dataclass(frozen=True, slots=True)
class Classification:
    """An area found in a text, with a confidence of 0 to 1, the place that says it most clearly and the words there."""

    key: str
    confidence: float
    place: str
    evidence: str


@dataclass(frozen=True, slots=True)
class _Finding:
    """A sign as found: the words it was seen in, and the weight of the place."""

    seen: str
    weight: int


Findings = defaultdict[str, dict[Sign, _Finding]]


class Classifier:
    """Areas by the signs that betray them. ``areas`` maps key to parent and words by language, in the order wanted."""

    def __init__(self, areas: Mapping[str, tuple[str | None, Mapping[str, Sequence[str]]]]) -> None:
        self._parents = {key: parent for key, (parent, _) in areas.items()}
        self._signs = SignsByLanguage({key: words for key, (_, words) in areas.items()})

    def classify(self, title: str, keywords: Sequence[str], text: str, language: str | None) -> list[Classification]:
        """Areas from ``ENOUGH`` points on, surest first; a parent is dropped where one of its children is found."""
        index = self._signs.reading(language)
        found: Findings = defaultdict(dict)
        for weight, part in ((TITLE, title), (KEYWORDS, " | ".join(keywords)), (TEXT, text)):
            self._collect(index, part, weight, found)
        points = {key: sum(each.weight for each in findings.values()) for key, findings in found.items()}
        taken = [key for key in self._parents if points.get(key, 0) >= ENOUGH]
        best = sorted(taken, key=points.__getitem__, reverse=True)
        narrow = [key for key in best if not any(self._parents[other] == key for other in best)]
        return [_classification(key, points[key], found[key]) for key in narrow[:MOST]]

    def _collect(self, index: SignIndex, part: str, weight: int, found: Findings) -> None:
        """Note each sign for its area and the parent, once for each place in the text: the longest one there."""
        noted: set[tuple[int, str]] = set()
        for position, sign, seen in index.find(part):
            for area in (sign.of, self._parents[sign.of]):
                if area and (position, area) not in noted:
                    noted.add((position, area))
                    found[area].setdefault(sign, _Finding(seen, weight))


def _classification(key: str, points: int, findings: Mapping[Sign, _Finding]) -> Classification:
    clearest = max(findings.values(), key=lambda finding: finding.weight)
    return Classification(key, min(1.0, points / SURE), PLACES[clearest.weight], clearest.seen)
