"""Which order a request's results come in."""

from __future__ import annotations

from catalogue.search.port import SearchRequest, Sort


def effective_sort(request: SearchRequest, has_words: bool) -> Sort:
    """Return the order of a request: by distance only from a place, by relevance only with words to match or
    for a reader who said what languages he reads (then by its day, in those languages sooner)."""
    sort = Sort.RELEVANCE if request.sort is Sort.DISTANCE and request.limits.near is None else request.sort
    return Sort.NEWEST if sort is Sort.RELEVANCE and not has_words and not request.reads else sort
