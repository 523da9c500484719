"""Bringing the tables of skill areas and regions to what their data files say."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.places.regions import regions
from catalogue.models import Region, SkillArea
from catalogue.taxonomy.skill_areas import skill_areas


def synchronise_vocabularies(session: Session) -> None:
    """Add and update the skill areas and regions that the files name, parents before their children. Commits."""
    _synchronise_areas(session)
    _synchronise_regions(session)
    session.commit()


def _synchronise_areas(session: Session) -> None:
    known = {area.key: area for area in session.scalars(select(SkillArea))}
    for position, area in enumerate(skill_areas()):
        row = known.get(area.key)
        if row is None:
            session.add(row := SkillArea(key=area.key))
        row.parent_key = area.parent
        row.position = position
        row.labels = dict(area.labels)
        row.definition = area.definition


def _synchronise_regions(session: Session) -> None:
    """Fill the table once: a year's NUTS classification does not change, and reading it takes a third of a second."""
    if session.scalar(select(Region.code).limit(1)):
        return
    for region in sorted(regions(), key=lambda region: region.level):
        session.add(
            Region(
                code=region.code,
                parent_code=region.parent,
                level=region.level,
                country=region.country,
                name=region.name,
            )
        )
