"""Skill areas, found by their names in any language and named in the reader's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.text.messages import N_
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText
from catalogue.taxonomy.skill_areas import skill_areas

KIND = "skill_area"
TITLE = N_("Skill areas")
PLACE = 30
MAX_SUGGESTIONS = 3


def suggestions(session: Session, typed: TypedText) -> Sequence[Suggestion]:
    """Return the best fitting areas, those of the first level before their children."""
    fits = [
        (fit, area.parent is not None, area.key)
        for area in skill_areas()
        if (fit := typed.fit_of(area.labels)) is not None
    ]
    return [
        Suggestion(text=skill_areas().label(key, typed.language), key=key, language=typed.language)
        for _, _, key in sorted(fits)[:MAX_SUGGESTIONS]
    ]
