"""The words typed, the last one completed: searched for when chosen."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.text.messages import N_
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText

KIND = "search"
TITLE = N_("Search for")
PLACE = 10
MAX_SUGGESTIONS = 3


def suggestions(session: Session, typed: TypedText) -> Sequence[Suggestion]:
    """Return completions that say more than what was typed already."""
    typed_already = typed.text.strip().casefold()
    return [Suggestion(text=text) for text in typed.offered.texts if text.casefold() != typed_already][:MAX_SUGGESTIONS]
