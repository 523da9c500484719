"""Providers, by their names."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.text.messages import N_
from catalogue.models import Provider
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText

KIND = "provider"
TITLE = N_("Providers")
PLACE = 50
MAX_SUGGESTIONS = 3


def suggestions(session: Session, typed: TypedText) -> Sequence[Suggestion]:
    """Return the best fitting names; all are compared here, since no database folds accents as we do."""
    rows = session.execute(select(Provider.name, Provider.key))
    fits = sorted((fit, row.name, row.key) for row in rows if (fit := typed.fit(row.name)) is not None)
    return [Suggestion(text=name, key=key) for _, name, key in fits[:MAX_SUGGESTIONS]]
