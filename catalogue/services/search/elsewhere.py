"""Where there is something for a question whose place lets nothing through: the nearest place, and online."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from math import ceil, isfinite

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from catalogue.models import Course
from catalogue.search.limit_arguments import MAX_KILOMETRES
from catalogue.search.port import SearchEngine, SearchRequest, Sort
from catalogue.services.search.met_runs import met_runs

PLACE_FACETS = ("country", "region")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """The town with a course that is nearest to the one named, and how many courses there are no farther from it
    (``kilometres``, rounded up); and how many there are online. Nothing is found where a count is 0."""

    town: str = ""
    kilometres: int = 0
    total_near: int = 0
    total_online: int = 0

    def __bool__(self) -> bool:
        return bool(self.total_near or self.total_online)


NOWHERE_ELSE = Elsewhere()


def elsewhere(session: Session, engine: SearchEngine, request: SearchRequest, today: date) -> Elsewhere:
    """Return where else there is something; nowhere for a search that names no place."""
    placed = any(request.filters.get(facet) for facet in PLACE_FACETS)
    if request.limits.near is None and not placed:
        return NOWHERE_ELSE
    counting = replace(request, page=1, per_page=1, facets=(), highlight=False)
    town, kilometres = _nearest(session, engine, counting, today)
    return Elsewhere(
        town=town,
        kilometres=kilometres,
        total_near=engine.search(_within(counting, kilometres)).total if kilometres else 0,
        total_online=0 if _is_online(request) else engine.search(_online(counting)).total,
    )


def _nearest(session: Session, engine: SearchEngine, request: SearchRequest, today: date) -> tuple[str, int]:
    """Return the town of the nearest run that meets all else, and its distance; no town within reach is ""."""
    if request.limits.near is None:
        return "", 0
    wider = replace(_within(request, MAX_KILOMETRES), sort=Sort.DISTANCE)
    ids = [hit.id for hit in engine.search(wider).hits]
    query = select(Course).where(Course.id.in_(ids)).options(selectinload(Course.instances))
    met = next(iter(met_runs(session.scalars(query), wider, today).values()), None)
    if met is None or not isfinite(met.kilometres):
        return "", 0
    return met.run.locality, max(ceil(met.kilometres), 1)


def _within(request: SearchRequest, kilometres: int) -> SearchRequest:
    near = request.limits.near
    limits = replace(request.limits, near=replace(near, kilometres=kilometres) if near else None)
    return replace(request, limits=limits)


def _is_online(request: SearchRequest) -> bool:
    return request.filters.get("delivery_mode") == frozenset({"online"})


def _online(request: SearchRequest) -> SearchRequest:
    filters = {key: values for key, values in request.filters.items() if key not in PLACE_FACETS}
    filters["delivery_mode"] = frozenset({"online"})
    return replace(request, filters=filters, limits=request.limits.without("near"))
