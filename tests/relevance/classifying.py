"""How well courses are told their first-level skill areas, by the courses of the report set.

A course must be found under the areas of its topics and may be found under their neighbours; each further one is wrong.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from catalogue.models import Course
from catalogue.services.courses.descriptions import embedding_text
from catalogue.services.learning.skills.classify_by_meaning import MeaningClassifier
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.terms import terms

SETS = Path(__file__).parent / "sets"


@dataclass
class Tally:
    """Per area: rightly found, wrongly found, missed; and the courses with a mistake."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    mistakes: list[tuple[str, frozenset[str], frozenset[str]]] = field(default_factory=list)
    courses: int = 0

    def f1(self, area: str) -> float:
        """The harmonic mean of precision and recall."""
        found = 2 * self.right[area] + self.wrong[area] + self.missed[area]
        return 2 * self.right[area] / found if found else 1.0

    @property
    def macro_f1(self) -> float:
        """The mean over all areas, whatever their size."""
        roots = skill_areas().roots()
        return sum(self.f1(root.key) for root in roots) / len(roots)


def tally(meaning: MeaningClassifier | None = None) -> Tally:
    """Every course of the set classified by its title and summary, and by its meaning where words betray nothing."""
    counted = Tally()
    for title, must, may, found in _judged(meaning):
        counted.courses += 1
        counted.right.update(must & found)
        counted.missed.update(must - found)
        counted.wrong.update(found - must - may)
        if must - found or found - must - may:
            counted.mistakes.append((title, must - found, found - must - may))
    return counted


def _judged(meaning: MeaningClassifier | None) -> Iterator[tuple[str, frozenset[str], frozenset[str], frozenset[str]]]:
    courses = tomllib.loads((SETS / "report_courses.toml").read_text("utf-8"))["courses"]
    areas = tomllib.loads((SETS / "report_areas.toml").read_text("utf-8"))["topics"]
    for language, _way, topics, title, summary in courses:
        must, may = (frozenset(area for topic in topics.split() for area in areas[topic][kind]) for kind in (0, 1))
        found = frozenset(_root(one.key) for one in skill_areas().classify(title, [], summary, language))
        if not found and meaning:
            course = Course(title=title, summary=summary, description="", language=language)
            [told] = meaning.tell([embedding_text(course, list(terms().seen_in(f"{title} . {summary}", language)))])
            found = frozenset({told.key}) if told else found
        yield title, must, may, found


def _root(key: str) -> str:
    area = skill_areas().get(key)
    return area.parent or key if area else key
