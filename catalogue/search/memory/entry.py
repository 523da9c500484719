"""A document in memory with its analysis, and the scores of words in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from catalogue.search.analysis import base_language, folded, is_stop_word, parts, plain_text, stems, variants, words
from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.facets import RUN_FACET_KEYS
from catalogue.search.limits import NO_LIMITS, Limits
from catalogue.search.meeting import Filters, unmet
from catalogue.search.question import Clause, Unit
from catalogue.search.ranking import COMPOUND_WEIGHT, FIELD_WEIGHTS, STEM_WEIGHT, TERM_WEIGHTS, Signals
from catalogue.search.reader import Reader

_SHOWN_FIELDS = ("title", "summary", "description")


@dataclass(eq=False)
class Entry:
    """A document with its analysis."""

    document: CourseDocument

    @cached_property
    def language(self) -> str:
        return base_language(self.document.language)

    @cached_property
    def texts(self) -> dict[str, str]:
        return {name: plain_text(getattr(self.document, name)) for name in (*_SHOWN_FIELDS, *FIELD_WEIGHTS)}

    @cached_property
    def forms(self) -> dict[str, list[frozenset[str]]]:
        """Per field, the forms of each word in order."""
        return {
            name: [
                frozenset({folded(word), *stems(word, self.language), *parts(word, self.language)})
                for word in words(self.texts[name])
            ]
            for name in FIELD_WEIGHTS
        }

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Skill areas, and the words of the title that say something."""
        forms = [folded(word) for word in words(self.texts["title"]) if not is_stop_word(word, (self.language,))]
        return frozenset((*self.document.facets.get("skill_area", ()), *forms))

    @cached_property
    def sort_title(self) -> str:
        return " ".join(folded(word) for word in words(self.texts["title"]))

    def has(self, filters: Filters, limits: Limits = NO_LIMITS, ignoring: str | None = None) -> bool:
        """Return whether the document passes every filter but that of the facet ``ignoring``, and one of its runs all
        of those of runs and the limits."""
        return any(not unmet for unmet in self.unmet(filters, limits, ignoring))

    def passing_runs(self, filters: Filters, limits: Limits, ignoring: str | None = None) -> list[RunDocument]:
        """Return the runs that pass every filter but one, and the limits."""
        unmet = self.unmet(filters, limits, ignoring)
        return [run for run, failed in zip(self.document.runs_to_meet, unmet, strict=True) if not failed]

    def unmet(self, filters: Filters, limits: Limits, ignoring: str | None = None) -> list[set[str]]:
        """Return for each run the facets and the limits by name that it, or the document, does not meet."""
        asked = {key: values for key, values in filters.items() if key != ignoring}
        return [unmet(self.document, run, asked, limits) for run in self.document.runs_to_meet]

    def values_left(self, key: str, filters: Filters, limits: Limits) -> set[str]:
        """Return the values of a facet for which the document counts, that facet's own filter set aside."""
        runs = self.passing_runs(filters, limits, key)
        holders = runs if key in RUN_FACET_KEYS else [self.document] * bool(runs)
        return {value for holder in holders for value in holder.facets.get(key, ())}

    def score(self, unit: Unit, languages: frozenset[str]) -> float:
        """Return the score of a unit in this document, 0.0 if it does not match."""
        fields = [unit.field] if unit.field else list(FIELD_WEIGHTS)
        return sum(FIELD_WEIGHTS[name] * _worth(self.forms[name], unit, languages) for name in fields)

    def is_excluded_by(self, clause: Clause) -> bool:
        """Return whether the document has a unit of an excluded clause."""
        return any(self.score(unit, frozenset({self.language})) for unit in clause.units)

    def term_score(self, clause: Clause) -> float:
        """Return the score of the terms of the trade of a clause in this document."""
        tagged = {name: set(getattr(self.document, name)) for name in TERM_WEIGHTS}
        return sum(weight for name, weight in TERM_WEIGHTS.items() if tagged[name].intersection(clause.terms))

    def boost(self, reader: Reader, signals: Signals) -> float:
        """Return the factor that the signals give this document, for a reader."""
        last = self.document.last_start
        over = last is not None and last < datetime.now(UTC).date()
        factor = signals.factor(over=over, completeness=self.document.completeness)
        return factor * reader.language_factor(self.language, signals)


def _worth(forms: list[frozenset[str]], unit: Unit, languages: frozenset[str]) -> float:
    """Return the score of a unit in one field, 0.0 if it does not match."""
    if len(unit.words) > 1:
        phrase = [folded(word) for word in unit.words]
        starts = range(len(forms) - len(phrase) + 1)
        return float(any(all(word in forms[at + place] for place, word in enumerate(phrase)) for at in starts))
    plain, related = variants(unit.words[0], languages)
    if unit.prefix:
        return float(any(form.startswith(plain) for word in forms for form in word))
    if any(plain in word for word in forms):
        return 1.0
    apart = [parts(unit.words[0], language) for language in languages]
    if any(word & related for word in forms):
        return STEM_WEIGHT
    together = frozenset(form for word in forms for form in word)
    return COMPOUND_WEIGHT * any(several and together.issuperset(several) for several in apart)
