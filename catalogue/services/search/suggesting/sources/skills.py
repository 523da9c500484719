"""Skills, found by whatever they are called in the reader's language, and by their usual names in any other."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.text.messages import N_
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText
from catalogue.taxonomy.skills import skills
from catalogue.taxonomy.terms import terms

KIND = "skill"
TITLE = N_("Skills")
PLACE = 32
MAX_SUGGESTIONS = 3


def suggestions(session: Session, typed: TypedText) -> Sequence[Suggestion]:
    """Return the best fitting skills."""
    fits = [
        (fit, skill.key) for skill in skills() if (fit := typed.fit_of_all(terms().all_labels(skill.key))) is not None
    ]
    return [
        Suggestion(text=terms().name(key, typed.language) or key, key=key, language=typed.language)
        for _, key in sorted(fits)[:MAX_SUGGESTIONS]
    ]
