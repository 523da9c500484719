"""What a question matches in every segment: all of its words, or, if no course has them all, the most of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from whoosh import query

from catalogue.search.question import Question
from catalogue.search.ranking import OWN_LANGUAGE
from catalogue.search.whoosh_engine.arrays import Array
from catalogue.search.whoosh_engine.asking import Asker
from catalogue.search.whoosh_engine.evaluate import Evaluator, Match
from catalogue.search.whoosh_engine.fallback import matched_by_whoosh
from catalogue.search.whoosh_engine.segment import SegmentFile, SegmentView
from catalogue.search.whoosh_engine.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Answer:
    """A match per segment, in the snapshot's order, deleted documents left out."""

    matches: Sequence[Match]
    partial: bool = False

    @property
    def total(self) -> int:
        return sum(match.docs.size for match in self.matches)


def answer(snapshot: Snapshot, question: Question, reader: str) -> Answer:
    """Match a question for someone who reads the base language ``reader``."""
    files = [view.file for view in snapshot.views]
    asker = asker_for(snapshot, reader)
    required, optional = asker.required(question), asker.optional(question)
    excluded = asker.excluded(question)
    evaluators = [
        Evaluator(view.file, snapshot.statistics, matched_by_whoosh(snapshot, place))
        for place, view in enumerate(snapshot.views)
    ]
    whole = tree(required, optional, excluded)
    found = [_alive(each.match(whole), view) for each, view in zip(evaluators, snapshot.views, strict=True)]
    partial = len(required) > 1 and not any(match.docs.size for match in found)
    if partial:
        found = _most_words(evaluators, snapshot.views, required, excluded)
    if question.wanted:
        found = [_own_language_first(match, file, reader) for match, file in zip(found, files, strict=True)]
    return Answer(found, partial and any(match.docs.size for match in found))


def asker_for(snapshot: Snapshot, reader: str) -> Asker:
    """Makes query trees in the languages of the reader and of the collection."""
    return Asker(snapshot.languages | {reader}, [view.file for view in snapshot.views])


def tree(
    required: Sequence[query.Query], optional: Sequence[query.Query], excluded: Sequence[query.Query]
) -> query.Query:
    """One tree for: all of these, better with any of those, none of the last.

    Not with ``AndNot``: when its first document comes after the first unwanted one, Whoosh's matcher lets it through.
    """
    whole: query.Query = query.And(list(required)) if required else query.Every()
    if optional:
        whole = query.AndMaybe(whole, query.Or(list(optional)))
    return query.And([whole, query.Not(query.Or(list(excluded)))]) if excluded else whole


def _most_words(
    evaluators: Sequence[Evaluator],
    views: Sequence[SegmentView],
    required: Sequence[query.Query],
    excluded: Sequence[query.Query],
) -> list[Match]:
    """The documents that satisfy the largest number of clauses any document satisfies."""
    some = tree([query.Or(list(required))], (), excluded)
    found = [_alive(each.match(some), view) for each, view in zip(evaluators, views, strict=True)]
    covered = []
    for each, view, match in zip(evaluators, views, found, strict=True):
        clauses = np.concatenate([each.match(clause).docs for clause in required])
        covered.append(np.bincount(clauses, minlength=view.file.documents)[match.docs])
    most = max((int(counts.max()) for counts in covered if counts.size), default=0)
    kept = [counts == most for counts in covered]
    return [Match(match.docs[keep], match.scores[keep]) for match, keep in zip(found, kept, strict=True)]


def _alive(match: Match, view: SegmentView) -> Match:
    if view.live_count == view.file.documents:
        return match
    kept = view.alive[match.docs]
    return Match(match.docs[kept], match.scores[kept])


def _own_language_first(match: Match, file: SegmentFile, reader: str) -> Match:
    if reader not in file.languages or not match.docs.size:
        return match

    def factors() -> Array:
        own = file.column("language") == file.languages.index(reader)
        return np.where(own, OWN_LANGUAGE, 1.0)

    return Match(match.docs, match.scores * file.derived(f"favouring {reader}", factors).take(match.docs))
