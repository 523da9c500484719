"""The outbox: a note for the index, written in the same transaction as the change it reports."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Instant, Key, now


class IndexChange(Model):
    """Course ``course_id`` changed; what the index should now hold is read from the database when the note is taken.

    Numbers are never used twice (AUTOINCREMENT): a process that deletes the notes it has taken must not delete a newer
    one.
    """

    __tablename__ = "index_change"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own name

    id: Mapped[Key]
    course_id: Mapped[int]
    created_at: Mapped[Instant] = mapped_column(default=now)
