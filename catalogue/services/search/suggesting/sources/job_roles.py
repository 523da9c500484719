"""Job roles, found by their names in any language and named in the reader's."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.text.messages import N_
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText
from catalogue.taxonomy.job_roles import job_roles

KIND = "job_role"
TITLE = N_("Job roles")
PLACE = 35
MAX_SUGGESTIONS = 3


def suggestions(session: Session, typed: TypedText) -> Sequence[Suggestion]:
    """Return the best fitting roles."""
    fits = [(fit, role) for role in job_roles() if (fit := typed.fit_of(role.labels)) is not None]
    best = sorted(fits, key=lambda found: found[0])[:MAX_SUGGESTIONS]
    return [
        Suggestion(text=role.label(typed.language), key=role.key, language=typed.language) for _, role in best
    ]  # fmt: skip
