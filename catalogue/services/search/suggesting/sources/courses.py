"""Courses whose titles contain what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.text.messages import N_
from catalogue.models import Course
from catalogue.search.analysis import base_language
from catalogue.services.search.suggesting.typed_text import Suggestion, TypedText

KIND = "course"
TITLE = N_("Courses")
PLACE = 20
MAX_SUGGESTIONS = 4


def suggestions(session: Session, typed: TypedText) -> Sequence[Suggestion]:
    """Return those in the reader's language first, as that is what most people type in; else as a search ranks them."""
    ids = typed.offered.courses
    rows = session.execute(select(Course.id, Course.title, Course.slug, Course.language).where(Course.id.in_(ids)))
    found = {row.id: Suggestion(text=row.title, key=row.slug, language=row.language) for row in rows}
    offered = [found[number] for number in ids if number in found]
    return sorted(offered, key=lambda each: base_language(each.language) != typed.language)[:MAX_SUGGESTIONS]
