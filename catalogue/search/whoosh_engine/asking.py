"""A question as a Whoosh query tree.

Each word is looked for in every field, as typed (folded) and, at a discount, as the stems that the languages of the
reader and of the collection give it. The tree holds only nodes that the evaluator has array forms for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from whoosh import query

from catalogue.search.analysis import folded, is_stop_word, variants
from catalogue.search.question import Clause, Question, Unit
from catalogue.search.ranking import FIELD_WEIGHTS, STEM_WEIGHT
from catalogue.search.whoosh_engine.best import BestOf
from catalogue.search.whoosh_engine.segment import SegmentFile

MOST_COMPLETIONS = 100
"""Terms that ``prefix*`` stands for in a field; the most frequent ones if there are more."""


class Asker:
    """Makes trees for one reader and one state of the index."""

    def __init__(self, languages: frozenset[str], files: Sequence[SegmentFile]) -> None:
        self._languages, self._files = languages, files

    def required(self, question: Question) -> list[query.Query]:
        """One tree per clause that has to hold; stop words have to only if there is nothing else."""
        return [self._clause(clause) for clause in question.wanted if not self._optional(question, clause)]

    def optional(self, question: Question) -> list[query.Query]:
        """Trees that only add to the score."""
        return [self._clause(clause) for clause in question.wanted if self._optional(question, clause)]

    def excluded(self, question: Question) -> list[query.Query]:
        return [self._clause(clause) for clause in question.unwanted]

    def is_known(self, word: str) -> bool:
        """Whether some document has the word in any of its forms."""
        plain, stems = variants(word, self._languages)
        terms = [form.encode() for form in (plain, *stems)]
        return any(file.field(name).row(term) >= 0 for file in self._files for name in FIELD_WEIGHTS for term in terms)

    def _optional(self, question: Question, clause: Clause) -> bool:
        return self._is_empty(clause) and not all(map(self._is_empty, question.wanted))

    def _is_empty(self, clause: Clause) -> bool:
        return all(
            len(unit.words) == 1 and not unit.prefix and not unit.field and is_stop_word(unit.words[0], self._languages)
            for unit in clause.units
        )

    def _clause(self, clause: Clause) -> query.Query:
        return query.Or([node for unit in clause.units for node in self._unit(unit)])

    def _unit(self, unit: Unit) -> Iterable[query.Query]:
        for field in [unit.field] if unit.field else FIELD_WEIGHTS:
            weight = FIELD_WEIGHTS[field]
            if len(unit.words) > 1:
                yield query.Phrase(field, [folded(word) for word in unit.words], boost=weight)
            elif unit.prefix:
                yield from (query.Term(field, term, boost=weight) for term in self._completions(field, unit.words[0]))
            else:
                yield self._word(field, unit.words[0], weight)

    def _word(self, field: str, word: str, weight: float) -> query.Query:
        """The best form counts alone, so that a word is not worth more for having a stem of another shape."""
        plain, stems = variants(word, self._languages)
        related = [query.Term(field, stem, boost=weight * STEM_WEIGHT) for stem in sorted(stems)]
        return BestOf([query.Term(field, plain, boost=weight), *related])

    def _completions(self, field: str, beginning: str) -> list[str]:
        counts: dict[bytes, int] = {}
        for file in self._files:
            arrays = file.field(field)
            for row in arrays.rows_with_prefix(folded(beginning).encode()):
                term = arrays.term(row)
                counts[term] = counts.get(term, 0) + arrays.doc_frequency(row)
        frequent = sorted(counts, key=lambda term: (-counts[term], term))
        return [term.decode() for term in frequent[:MOST_COMPLETIONS]]
