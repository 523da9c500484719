"""The facets of the catalogue: their keys, order and nature, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """``hierarchical`` facets index a value together with its ancestors."""

    key: str
    hierarchical: bool = False


@dataclass(slots=True, kw_only=True)
class FacetValue:
    """A value with the number of courses it would give under every other facet's selection (disjunctive counts).

    Not frozen: a result page has hundreds of them, and creating a frozen one takes three times as long.
    """

    value: str
    count: int
    selected: bool = False


FACETS = (
    Facet("skill_area", hierarchical=True),
    Facet("country"),
    Facet("language"),
    Facet("delivery_mode"),
    Facet("level"),
    Facet("price"),
    Facet("credential"),
    Facet("provider"),
    Facet("starts"),
    Facet("region", hierarchical=True),
    Facet("job_role"),
    Facet("skill"),
)
FACET_KEYS = tuple(facet.key for facet in FACETS)
