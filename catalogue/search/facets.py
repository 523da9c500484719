"""The facets of the catalogue: their keys, order and nature, in one place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facet:
    """``hierarchical`` facets index a value together with its ancestors. Values of those ``of_run`` are had by the runs
    of a course, and one run must have those that are chosen of all of them."""

    key: str
    hierarchical: bool = False
    of_run: bool = False


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
    Facet("country", of_run=True),
    Facet("language", of_run=True),
    Facet("delivery_mode", of_run=True),
    Facet("schedule"),
    Facet("level"),
    Facet("price", of_run=True),
    Facet("credential"),
    Facet("provider"),
    Facet("starts", of_run=True),
    Facet("region", hierarchical=True, of_run=True),
    Facet("job_role"),
    Facet("skill"),
)
FACET_KEYS = tuple(facet.key for facet in FACETS)
RUN_FACET_KEYS = tuple(facet.key for facet in FACETS if facet.of_run)
