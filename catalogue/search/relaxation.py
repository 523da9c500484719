"""The filters to set aside when together they let nothing through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.search.port import Relaxation, SearchRequest


def conditions_of(request: SearchRequest) -> list[str]:
    """Return the facets with a selection and the names of the limits that are set, in order."""
    return sorted((*(key for key, values in request.filters.items() if values), *request.limits.named))


def smallest_relaxations(keys: Sequence[str], unmet: Mapping[int, int]) -> tuple[Relaxation, ...]:
    """Return the smallest sets of conditions without which some courses are left, those with the most courses first.

    ``unmet`` counts matching courses by the conditions that a run of them fails: bit ``n`` stands for ``keys[n]``, and
    a course whose runs fail different ones counts for each. A run that fails a smallest set fails exactly that set,
    since failing fewer would make a smaller one.
    """
    fewest = min(map(int.bit_count, unmet), default=0)
    found = (
        Relaxation(facets=tuple(key for bit, key in enumerate(keys) if failed >> bit & 1), total=count)
        for failed, count in unmet.items()
        if failed.bit_count() == fewest
    )
    return tuple(sorted(found, key=lambda each: (-each.total, each.facets))) if fewest else ()
