"""Writing the published courses in an open format, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.exports.contract import Catalogue, Format, Written
from catalogue.models import Course
from catalogue.services.courses import WHOLE

BATCH = 500


def export(session: Session, format: Format, out: BinaryIO, catalogue: Catalogue) -> Written:
    """Write every published course, in the order in which they came."""
    return format.write(published_courses(session), out, catalogue)


def published_courses(session: Session) -> Iterator[Course]:
    """Every published course with all it consists of; a batch leaves memory before the next is read."""
    last = 0
    published = select(Course).where(Course.status == "published").order_by(Course.id).limit(BATCH).options(*WHOLE)
    while batch := session.scalars(published.where(Course.id > last)).all():
        last = batch[-1].id
        yield from batch
        session.expunge_all()
