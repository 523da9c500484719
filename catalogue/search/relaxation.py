"""The filters to set aside when together they let nothing through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalogue.search.port import Relaxation


def smallest_relaxations(keys: Sequence[str], unmet: Mapping[int, int]) -> tuple[Relaxation, ...]:
    """Return the smallest sets of facets without whose filters some courses are left, those with the most courses
    first.

    ``unmet`` counts matching courses by the filters they fail: bit ``n`` stands for the facet ``keys[n]``. A course
    that fails a smallest set fails exactly that set, since failing fewer facets would make a smaller one.
    """
    fewest = min(map(int.bit_count, unmet), default=0)
    found = (
        Relaxation(facets=tuple(key for bit, key in enumerate(keys) if failed >> bit & 1), total=count)
        for failed, count in unmet.items()
        if failed.bit_count() == fewest
    )
    return tuple(sorted(found, key=lambda each: (-each.total, each.facets))) if fewest else ()
