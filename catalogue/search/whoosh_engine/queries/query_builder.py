"""A question as a Whoosh query tree.

Each word is searched in every field, as typed (folded) and, with a lower weight, as the stems that the languages of the
reader and of the collection give it. The tree has only nodes for which the evaluator has array forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import log

from whoosh import query

from catalogue.domain.text.compounds import COMPOUND_LANGUAGES as COMPOUNDING
from catalogue.search.analysis import folded, parts, variants
from catalogue.search.question import Clause, Question, Unit, is_stop_clause
from catalogue.search.ranking import COMPOUND_WEIGHT, FIELD_WEIGHTS, STEM_WEIGHT, TERM_WEIGHTS, Signals
from catalogue.search.whoosh_engine.queries.dis_max import DisMax
from catalogue.search.whoosh_engine.segments.segment import SegmentFile

MAX_PREFIX_TERMS = 100
"""Terms that ``prefix*`` is expanded to in a field; the most frequent ones if there are more."""


class QueryBuilder:
    """Builds query trees for one reader and one snapshot of the index."""

    def __init__(self, languages: frozenset[str], files: Sequence[SegmentFile], signals: Signals) -> None:
        self._languages, self._files, self._signals = languages, files, signals
        self._compounding = sorted(languages & COMPOUNDING) if signals.compounds else []

    def required(self, question: Question) -> list[query.Query]:
        """Return a query per clause that has to match; stop words have to only if there is nothing else."""
        return [self._clause(clause) for clause in question.wanted if not self._optional(question, clause)]

    def optional(self, question: Question) -> list[query.Query]:
        """Return the queries that only add to the score."""
        return [self._clause(clause) for clause in question.wanted if self._optional(question, clause)]

    def excluded(self, question: Question) -> list[query.Query]:
        """Return the queries that no result may match."""
        return [self._clause(clause) for clause in question.unwanted]

    def literal_title(self, question: Question) -> query.Query | None:
        """Return the query for titles with the words as typed, one after the other; None for a question with query
        syntax."""
        if not question.wanted or not all(clause.plain for clause in question.clauses):
            return None
        typed = [folded(clause.units[0].words[0]) for clause in question.clauses]
        return query.Phrase("title", typed) if len(typed) > 1 else query.Term("title", typed[0])

    def has_only_stop_words(self, question: Question) -> bool:
        """Return whether no word of the question says anything about a course."""
        return all(map(self._is_stop_clause, question.wanted))

    def is_known(self, word: str) -> bool:
        """Return whether some document has the word in any of its forms, or all the parts of a compound."""
        plain, stems = variants(word, self._languages)
        return any(map(self._is_indexed, (plain, *stems))) or any(
            all(map(self._is_indexed, several)) for several in self._parts_of(word)
        )

    def _is_indexed(self, form: str) -> bool:
        return any(file.field(name).row(form.encode()) >= 0 for file in self._files for name in FIELD_WEIGHTS)

    def _parts_of(self, word: str) -> list[tuple[str, ...]]:
        return [found for language in self._compounding if (found := parts(word, language))]

    def _optional(self, question: Question, clause: Clause) -> bool:
        return self._is_stop_clause(clause) and not all(map(self._is_stop_clause, question.wanted))

    def _is_stop_clause(self, clause: Clause) -> bool:
        return is_stop_clause(clause, self._languages)

    def _clause(self, clause: Clause) -> query.Query:
        named = (self._term(field, key) for field in TERM_WEIGHTS for key in clause.terms)
        return query.Or([*(node for unit in clause.units for node in self._unit(unit)), *filter(None, named)])

    def _term(self, field: str, key: str) -> query.Query | None:
        """Return the query for courses tagged with a term of the trade, weighted by its rarity; None if there are
        none."""
        tagged = sum(file.field(field).frequency_of(key.encode()) for file in self._files)
        if not tagged:
            return None
        rarity = log(sum(file.documents for file in self._files) / (tagged + 1)) + 1
        return query.Term(field, key, boost=TERM_WEIGHTS[field] * rarity)

    def _unit(self, unit: Unit) -> Iterable[query.Query]:
        for field in [unit.field] if unit.field else FIELD_WEIGHTS:
            weight = self._signals.field_weight(field)
            if len(unit.words) > 1:
                yield query.Phrase(field, [folded(word) for word in unit.words], boost=weight)
            elif unit.prefix:
                yield from (
                    query.Term(field, term, boost=weight) for term in self._prefix_expansion(field, unit.words[0])
                )
            else:
                yield self._word(field, unit.words[0], weight)

    def _word(self, field: str, word: str, weight: float) -> query.Query:
        """Return the query for a word in any form; the best form counts alone, so that a stem of another shape adds
        nothing."""
        plain, stems = variants(word, self._languages)
        related = [query.Term(field, stem, boost=weight * STEM_WEIGHT) for stem in sorted(stems)]
        apart = [self._all_parts(field, several, weight) for several in self._parts_of(word)]
        return DisMax([query.Term(field, plain, boost=weight), *related, *apart])

    def _all_parts(self, field: str, several: Sequence[str], weight: float) -> query.Query:
        share = weight * COMPOUND_WEIGHT / len(several)
        return query.And([query.Term(field, part, boost=share) for part in several])

    def _prefix_expansion(self, field: str, beginning: str) -> list[str]:
        counts: dict[bytes, int] = {}
        for file in self._files:
            arrays = file.field(field)
            for row in arrays.rows_with_prefix(folded(beginning).encode()):
                term = arrays.term(row)
                counts[term] = counts.get(term, 0) + arrays.doc_frequency(row)
        frequent = sorted(counts, key=lambda term: (-counts[term], term))
        return [term.decode() for term in frequent[:MAX_PREFIX_TERMS]]
