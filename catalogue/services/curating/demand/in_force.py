"""The demand in force: where several files speak about the same thing, the newest counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, contains_eager

from catalogue.domain.places.regions import country_of, enclosing_regions, regions
from catalogue.domain.text.folding import fold_phrase
from catalogue.models import DemandFigure, DemandUpload, PlaceDemand
from catalogue.taxonomy.job_roles import ESCO
from catalogue.taxonomy.skill_areas import skill_areas


@dataclass(frozen=True, slots=True)
class Demand:
    """``people`` needed by ``year``, from ``figures``; of several regions, the latest of their years."""

    people: int
    year: int
    figures: Sequence[DemandFigure]


def figures_in_force(session: Session, country: str = "") -> list[DemandFigure]:
    """Return every figure that no later file overrides, with its file, by region, area, job role and year.

    ``country`` limits them to the country and its regions.
    """
    asked = (
        select(DemandFigure)
        .join(DemandFigure.upload)
        .where(DemandUpload.taken_back_at.is_(None))
        .order_by(DemandFigure.upload_id)
        .options(contains_eager(DemandFigure.upload))
    )
    if country:
        asked = asked.where(DemandFigure.region.in_(_within(country)))
    latest = {_subject_of(one): one for one in session.scalars(asked)}
    return [latest[key] for key in sorted(latest)]


def occupations_named(session: Session, country: str) -> Collection[str]:
    """Return the ESCO addresses of the occupations that any file names for a country or its regions."""
    asked = select(DemandFigure.job_role).distinct().where(DemandFigure.region.in_(_within(country)))
    return set(session.scalars(asked.where(DemandFigure.job_role.startswith(ESCO))))


def _within(country: str) -> list[str]:
    return [country, *(one.code for one in regions() if one.country == country)]


@dataclass(frozen=True, slots=True)
class DemandSources:
    """What was uploaded for a country and its regions: ``figures`` rows from ``sources``."""

    country: str
    figures: int
    sources: Sequence[str]


def demand_sources(session: Session) -> list[DemandSources]:
    """Return, by country, how many figures there are and from whom, in files that were not withdrawn."""
    asked = (
        select(DemandFigure.region, DemandFigure.source, func.count())
        .join(DemandFigure.upload)
        .where(DemandUpload.taken_back_at.is_(None))
        .group_by(DemandFigure.region, DemandFigure.source)
    )
    counts: Counter[str] = Counter()
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for region, source, count in session.execute(asked):
        country = country_of(region) or region
        counts[country] += count
        sources[country].add(source)
    return [DemandSources(country, counts[country], sorted(sources[country])) for country in sorted(counts)]


def update_stored_demand(session: Session) -> None:
    """Store the demand in force of every place; call this after adding or withdrawing a file, then commit."""
    session.flush()
    session.execute(delete(PlaceDemand))
    session.add_all(
        PlaceDemand(place=place, area=area, people=one.people, year=one.year, figure_id=one.figures[0].id)
        for (place, area), one in declared_demand(figures_in_force(session)).items()
    )


class StoredDemand(NamedTuple):
    """The demand in force of a place and area, as ``PlaceDemand`` stores it."""

    people: int
    year: int
    figure_id: int


def stored_demand(session: Session, places: Collection[str] | None = None) -> Mapping[tuple[str, str], StoredDemand]:
    """Return (place, first-level skill area) → stored demand, of these places or of all (None)."""
    stored = PlaceDemand
    asked = select(stored.place, stored.area, stored.people, stored.year, stored.figure_id)
    if places is not None:
        asked = asked.where(stored.place.in_(places))
    return {(place, area): StoredDemand(*summed) for place, area, *summed in session.execute(asked)}


def places_with_own_figures(session: Session, places: Collection[str]) -> set[str]:
    """Return the places whose demand in force a file states for them, not summed from regions within them."""
    asked = select(PlaceDemand.place).join(DemandFigure, DemandFigure.id == PlaceDemand.figure_id)
    return set(session.scalars(asked.where(PlaceDemand.place.in_(places), DemandFigure.region == PlaceDemand.place)))


def _subject_of(one: DemandFigure) -> tuple[str, str, str, int]:
    return one.region, one.area, fold_phrase(one.job_role), one.year


def declared_demand(figures: Iterable[DemandFigure]) -> Mapping[tuple[str, str], Demand]:
    """Return (region or country, first-level skill area) → demand.

    Of each region and area the newest year counts. A figure for the whole area is taken as it is; else those of its job
    roles, and of narrower areas, are added up. A country without a figure of its own has the sum of its regions', a
    region the sum of those within it, each person counted once.
    """
    own = {key: _demand_of(some) for key, some in _grouped(figures).items()}
    total: dict[tuple[str, str], Demand] = dict(own)
    outer: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for region, area in own:
        for around in _around(region):
            outer[around, area].append(region)
    for (around, area), inner in outer.items():
        if (around, area) not in own:
            total[around, area] = _sum([own[region, area] for region in _outermost(inner)])
    return total


def _grouped(figures: Iterable[DemandFigure]) -> Mapping[tuple[str, str], list[DemandFigure]]:
    grouped: defaultdict[tuple[str, str], list[DemandFigure]] = defaultdict(list)
    for one in figures:
        grouped[one.region, root_of(one.area)].append(one)
    return grouped


def root_of(area: str) -> str:
    """Return the first-level area around an area; itself if it is one."""
    return skill_areas().ancestors(area)[-1] if skill_areas().ancestors(area) else area


def _demand_of(figures: Sequence[DemandFigure]) -> Demand:
    """Return what a region says of a first-level area and of those within it."""
    year = max(one.year for one in figures)
    by_area: defaultdict[str, list[DemandFigure]] = defaultdict(list)
    for one in figures:
        if one.year == year:
            by_area[one.area].append(one)
    root = root_of(figures[0].area)
    if any(not one.job_role for one in by_area.get(root, ())):
        by_area = defaultdict(list, {root: by_area[root]})
    counted = [one for some in by_area.values() for one in _whole_or_roles(some)]
    return Demand(sum(one.number for one in counted), year, counted)


def _whole_or_roles(figures: Sequence[DemandFigure]) -> Sequence[DemandFigure]:
    """Return the figure of an area if there is one, as it includes the job roles; else those of the job roles."""
    return [one for one in figures if not one.job_role] or figures


def _around(region: str) -> list[str]:
    """Return the regions around a region, and its country; none around a country."""
    country = country_of(region)
    return [*enclosing_regions(region)[1:], country] if country else []


def _outermost(codes: Sequence[str]) -> list[str]:
    """Return those that lie in none of the others, so that nobody is counted twice."""
    return [code for code in codes if not set(enclosing_regions(code)[1:]) & set(codes)]


def _sum(parts: Sequence[Demand]) -> Demand:
    figures = [one for part in parts for one in part.figures]
    return Demand(sum(part.people for part in parts), max(part.year for part in parts), figures)
