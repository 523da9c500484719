"""A file of listings that a provider handed in, and what is to become of each of its rows."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.people.review_states import UploadStatus
from catalogue.extensions import Model
from catalogue.models.accounts.user import User
from catalogue.models.columns import Code, Instant, Key, Name, now
from catalogue.models.courses.course import Course
from catalogue.models.providers.provider import Provider


class Upload(Model):
    """A file. ``headers`` are its own, so that rows can be given back as they came.

    ``status`` is one of ``domain.people.review_states.UploadStatus``. ``version`` grows with every change.
    """

    __tablename__ = "upload"

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(String(24), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    name: Mapped[Name]
    headers: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[Code] = mapped_column(default=UploadStatus.CHECKED)
    reason: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Instant] = mapped_column(default=now)
    updated_at: Mapped[Instant] = mapped_column(default=now)

    provider: Mapped[Provider] = relationship(lazy="joined")
    author: Mapped[User | None] = relationship()
    rows: Mapped[list[UploadRow]] = relationship(
        back_populates="upload", cascade="all, delete-orphan", order_by="UploadRow.position", passive_deletes=True
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name; a lost update raises


class UploadRow(Model):
    """One course of a file: its ``numbers`` and ``cells`` as they stood there, and what was understood.

    ``finding`` is one of ``domain.people.review_states.Finding``; ``problems`` maps a header to the stored messages
    that say what is wrong there, "" to what concerns the whole row. ``content`` is the listing as a form would hold it,
    ``changes`` its fields before and after.

    ``chosen`` rows are those to be published. ``outcome`` is empty until then, afterwards one of ``RowOutcome``;
    ``before`` and ``after`` are the course as it was and as it became, from which the upload can be undone.
    """

    __tablename__ = "upload_row"
    __table_args__ = (Index(None, "upload_id", "position"),)

    id: Mapped[Key]
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id", ondelete="CASCADE"))
    position: Mapped[int]
    numbers: Mapped[list[int]] = mapped_column(JSON)
    cells: Mapped[list[list[str]]] = mapped_column(JSON)
    title: Mapped[Name] = mapped_column(default="")
    key: Mapped[str] = mapped_column(String(500), default="")
    finding: Mapped[Code]
    problems: Mapped[dict[str, list[object]]] = mapped_column(JSON, default=dict)
    content: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    changes: Mapped[dict[str, list[object]]] = mapped_column(JSON, default=dict)
    chosen: Mapped[bool] = mapped_column(default=False)
    outcome: Mapped[Code] = mapped_column(default="")
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="SET NULL"))
    before: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)

    upload: Mapped[Upload] = relationship(back_populates="rows")
    course: Mapped[Course | None] = relationship()
