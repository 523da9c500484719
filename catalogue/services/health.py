"""Whether the catalogue can do its work, and how much of it there is."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from catalogue.models import Course, ImportRun, Provider, Source
from catalogue.search.port import SearchEngine
from catalogue.services.index_health import index_reasons
from catalogue.services.indexing import waiting


def not_ready(session: Session, engine: SearchEngine) -> list[str]:
    """Reasons why requests cannot be answered, empty if they can."""
    try:
        return [f"index: {reason}" for reason in index_reasons(session, engine)]
    except SQLAlchemyError as error:
        session.rollback()
        return [f"database: {type(error).__name__}; run `catalogue demo` or `catalogue import` to set it up"]


def figures(session: Session, engine: SearchEngine) -> dict[str, tuple[str, int]]:
    """Name to (meaning, value)."""
    published = select(func.count()).select_from(Course).where(Course.status == "published")
    return {
        "courses": ("Published courses", session.scalar(published) or 0),
        "providers": ("Providers", _count(session, Provider)),
        "sources": ("Sources", _count(session, Source)),
        "import_runs": ("Import runs since the beginning", _count(session, ImportRun)),
        "indexed_courses": ("Courses in the search index", engine.status().documents),
        "index_changes_waiting": ("Changes not yet in the search index", waiting(session)),
    }


def _count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0
