"""Narrowing an answer to a part of the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from catalogue.search.port import Scope
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.queries.matching import Answer
from catalogue.search.whoosh_engine.results.facet_counts import Selection
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.snapshot import Snapshot


def narrowed(snapshot: Snapshot, found: Answer, scope: Scope, answer: Callable[[str], Answer]) -> Answer:
    """What of an answer lies within the scope; ``answer`` finds what a rule's text does."""
    ruled = [answer(rule.text).matches for rule in scope.rules]
    matches = []
    for place, (view, match) in enumerate(zip(snapshot.views, found.matches, strict=True)):
        inside = np.zeros(view.file.documents, bool)
        for rule, by_rule in zip(scope.rules, ruled, strict=True):
            inside[Selection(view.file, by_rule[place], rule.filters).match.docs] = True
        inside[_documents(view, scope.include)] = True
        inside[_documents(view, scope.exclude)] = False
        kept = inside[match.docs]
        matches.append(Match(match.docs[kept], match.scores[kept]))
    return Answer(matches, found.partial)


def _documents(view: SegmentView, ids: frozenset[int]) -> Array:
    return view.documents_of(np.fromiter(ids, np.int64, len(ids)))
