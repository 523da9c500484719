"""The demand in force: of what several files say about one thing, the newest."""

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
    """Every figure that no later file overrides, with its file, by region, area, job role and year; of a country and
    its regions, or of all."""
    asked = (
        select(DemandFigure)
        .join(DemandFigure.upload)
        .where(DemandUpload.taken_back_at.is_(None))
        .order_by(DemandFigure.upload_id)
        .options(contains_eager(DemandFigure.upload))
    )
    if country:
        asked = asked.where(DemandFigure.region.in_(_within(country)))
    latest = {_about(one): one for one in session.scalars(asked)}
    return [latest[key] for key in sorted(latest)]


def occupations_named(session: Session, country: str) -> Collection[str]:
    """The addresses of ESCO's occupations that any file named for a country or its regions."""
    asked = select(DemandFigure.job_role).distinct().where(DemandFigure.region.in_(_within(country)))
    return set(session.scalars(asked.where(DemandFigure.job_role.startswith(ESCO))))


def _within(country: str) -> list[str]:
    return [country, *(one.code for one in regions() if one.country == country)]


@dataclass(frozen=True, slots=True)
class Handed:
    """What a country's regions handed in: ``figures`` rows from ``sources``."""

    country: str
    figures: int
    sources: Sequence[str]


def handed_in(session: Session) -> list[Handed]:
    """By country, how much was said and by whom; in files that were not taken back."""
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
    return [Handed(country, counts[country], sorted(sources[country])) for country in sorted(counts)]


def sum_up(session: Session) -> None:
    """Keep the demand in force of every place; whoever adds a file or takes one back calls this and commits."""
    session.flush()
    session.execute(delete(PlaceDemand))
    session.add_all(
        PlaceDemand(place=place, area=area, people=one.people, year=one.year, figure_id=one.figures[0].id)
        for (place, area), one in declared_demand(figures_in_force(session)).items()
    )


class Summed(NamedTuple):
    """The demand in force of a place and area, as ``PlaceDemand`` keeps it."""

    people: int
    year: int
    figure_id: int


def place_demand(session: Session, places: Collection[str] | None = None) -> Mapping[tuple[str, str], Summed]:
    """(place, first-level skill area) → what was summed up, of these places or of all."""
    kept = PlaceDemand
    asked = select(kept.place, kept.area, kept.people, kept.year, kept.figure_id)
    if places is not None:
        asked = asked.where(kept.place.in_(places))
    return {(place, area): Summed(*summed) for place, area, *summed in session.execute(asked)}


def speaking_for_themselves(session: Session, places: Collection[str]) -> set[str]:
    """Those places whose demand in force is what a file says of themselves, not the sum of regions within them."""
    asked = select(PlaceDemand.place).join(DemandFigure, DemandFigure.id == PlaceDemand.figure_id)
    return set(session.scalars(asked.where(PlaceDemand.place.in_(places), DemandFigure.region == PlaceDemand.place)))


def _about(one: DemandFigure) -> tuple[str, str, str, int]:
    return one.region, one.area, fold_phrase(one.job_role), one.year


def declared_demand(figures: Iterable[DemandFigure]) -> Mapping[tuple[str, str], Demand]:
    """(region or country, first-level skill area) → demand.

    Of each region and area the newest year counts. A figure for the whole area is taken as it is; else those of its
    job roles, and of narrower areas, are added up. A country without a figure of its own has the sum of its regions',
    a region the sum of those within it, each person counted once.
    """
    own = {key: _own(some) for key, some in _grouped(figures).items()}
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
    """The first-level area around an area."""
    return skill_areas().ancestors(area)[-1] if skill_areas().ancestors(area) else area


def _own(figures: Sequence[DemandFigure]) -> Demand:
    """What a region says of a first-level area and of those within it."""
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
    """The figure of an area if there is one, which has its job roles within it; else those of the job roles."""
    return [one for one in figures if not one.job_role] or figures


def _around(region: str) -> list[str]:
    """The regions around a region, and its country; none around a country."""
    country = country_of(region)
    return [*enclosing_regions(region)[1:], country] if country else []


def _outermost(codes: Sequence[str]) -> list[str]:
    """Those that lie in none of the others, so that nobody is counted twice."""
    return [code for code in codes if not set(enclosing_regions(code)[1:]) & set(codes)]


def _sum(parts: Sequence[Demand]) -> Demand:
    figures = [one for part in parts for one in part.figures]
    return Demand(sum(part.people for part in parts), max(part.year for part in parts), figures)
