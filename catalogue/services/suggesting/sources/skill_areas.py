"""Skill areas, found by their names in any language and named in the reader's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.services.labels import N_
from catalogue.services.suggesting.typed import Suggestion, Typed
from catalogue.taxonomy.skill_areas import SkillArea, skill_areas

KIND = "skill_area"
TITLE = N_("Skill areas")
PLACE = 30
MOST = 3
_FOREIGN = 1000
"""Names in the reader's own language come first."""


def suggestions(session: Session, typed: Typed) -> Sequence[Suggestion]:
    """The best fitting areas, those of the first level before their children."""
    fits = [
        (fit, area.parent is not None, area.key) for area in skill_areas() if (fit := _fit(area, typed)) is not None
    ]
    return [
        Suggestion(text=skill_areas().label(key, typed.language), key=key, language=typed.language)
        for _, _, key in sorted(fits)[:MOST]
    ]


def _fit(area: SkillArea, typed: Typed) -> int | None:
    own = typed.fit(skill_areas().label(area.key, typed.language))
    if own is not None:
        return own
    foreign = [fit for name in area.labels.values() if (fit := typed.fit(name)) is not None]
    return min(foreign) + _FOREIGN if foreign else None
