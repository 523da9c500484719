"""A disjunction scored by its best child (dis_max).

Whoosh's ``DisjunctionMax`` is meant for that, but its matcher compares the scores of the two sides without asking
whether they stand at the same document, and so gives a document the score of a later one.
"""

from __future__ import annotations

from typing import Any

from whoosh import matching, query


class _DisMaxMatcher(matching.DisjunctionMaxMatcher):  # type: ignore[misc]
    def score(self) -> float:
        here = self.id()
        sides = (side for side in (self.a, self.b) if side.is_active() and side.id() == here)
        return float(max(side.score() for side in sides))

    def supports_block_quality(self) -> bool:
        return False

    def replace(self, minquality: float = 0) -> Any:
        return matching.UnionMatcher.replace(self, 0)


class DisMax(query.DisjunctionMax):  # type: ignore[misc]
    """Documents that match any child, each with the highest score a child gives it."""

    def _matcher(self, subs: Any, searcher: Any, context: Any) -> Any:
        reader = searcher.reader()
        return self._tree_matcher(
            subs, _DisMaxMatcher, searcher, context, lambda child: child.estimate_size(reader), tiebreak=0.0
        )
