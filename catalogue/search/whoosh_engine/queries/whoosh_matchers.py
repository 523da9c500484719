"""Query nodes without an array form, evaluated by Whoosh's own matchers over the same segment."""

from __future__ import annotations

import numpy as np
from whoosh import query, scoring

from catalogue.search.whoosh_engine.queries.evaluation import Fallback, Match
from catalogue.search.whoosh_engine.queries.statistics import K1, B
from catalogue.search.whoosh_engine.snapshot import Snapshot


def matched_by_whoosh(snapshot: Snapshot, place: int) -> Fallback:
    """Return the fallback of the evaluator for the segment at this place of the snapshot."""

    def match(node: query.Query) -> Match:
        with snapshot.index().searcher(weighting=scoring.BM25F(B=B, K1=K1)) as searcher:
            leaf, _ = searcher.leaf_searchers()[place]
            matcher = node.matcher(leaf, leaf.context())
            found = []
            while matcher.is_active():
                found.append((matcher.id(), matcher.score()))
                matcher.next()
        docs, scores = zip(*found, strict=True) if found else ((), ())
        return Match(np.array(docs, np.int32), np.array(scores, np.float64))

    return match
