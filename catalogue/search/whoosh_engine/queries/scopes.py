"""Narrowing a result set to a part of the catalogue."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from catalogue.search.port import Scope
from catalogue.search.whoosh_engine.queries.evaluation import Match
from catalogue.search.whoosh_engine.queries.matching import ResultSet
from catalogue.search.whoosh_engine.results.facet_counts import Selection
from catalogue.search.whoosh_engine.segments.arrays import Array
from catalogue.search.whoosh_engine.segments.segment import SegmentView
from catalogue.search.whoosh_engine.snapshot import Snapshot


def narrow_to_scope(
    snapshot: Snapshot, found: ResultSet, scope: Scope, match_text: Callable[[str], ResultSet]
) -> ResultSet:
    """Return the part of a result set that lies within the scope; ``match_text`` returns what a rule's text matches."""
    matches_by_rule = [match_text(rule.text).matches for rule in scope.rules]
    matches = []
    for place, (view, match) in enumerate(zip(snapshot.views, found.matches, strict=True)):
        inside = np.zeros(view.file.documents, bool)
        for rule, rule_matches in zip(scope.rules, matches_by_rule, strict=True):
            inside[Selection(view.file, rule_matches[place], rule.filters, rule.limits).match.docs] = True
        inside[_documents(view, scope.include)] = True
        inside[_documents(view, scope.exclude)] = False
        mask = inside[match.docs]
        matches.append(Match(match.docs[mask], match.scores[mask]))
    return ResultSet(matches, found.partial, found.with_words)


def _documents(view: SegmentView, ids: frozenset[int]) -> Array:
    return view.documents_of(np.fromiter(ids, np.int64, len(ids)))
