"""What regions curate: collections of courses, what they add to shared courses, and the history of both."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.search.collections import Choice, State
from catalogue.extensions import Model
from catalogue.models.administering.claim import Claimable
from catalogue.models.columns import Code, Instant, Key, Name, now
from catalogue.models.courses.course import Course


class Collection(Claimable, Model):
    """A region's choice of courses: whatever matches one of its rules, with some put first and some left out.

    ``rules`` are searches as the search page's address has them. ``texts`` maps a language to ``title`` and
    ``introduction``. ``state`` is one of ``domain.search.collections.State``. ``known_ids`` is what it held when a
    curator last looked, ``told_of`` the chosen courses of whose withdrawal curators were notified. ``based_on`` is
    another collection whose rules and choices it takes over.
    """

    __tablename__ = "collection"

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    region: Mapped[str] = mapped_column(String(5), index=True)
    rules: Mapped[list[str]] = mapped_column(JSON, default=list)
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    state: Mapped[Code] = mapped_column(default=State.DRAFT)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("collection.id", ondelete="SET NULL"))
    known_ids: Mapped[list[int]] = mapped_column(JSON, default=list)
    looked_at: Mapped[Instant | None]
    told_of: Mapped[list[int]] = mapped_column(JSON, default=list)
    is_sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Instant] = mapped_column(default=now)
    updated_at: Mapped[Instant] = mapped_column(default=now)

    based_on: Mapped[Collection | None] = relationship(remote_side="Collection.id")
    choices: Mapped[list[CollectionCourse]] = relationship(
        cascade="all, delete-orphan", order_by="CollectionCourse.position"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own name; a lost update raises


class CollectionCourse(Model):
    """What a curator decided about a course: ``pinned`` to the front, ``excluded``, or only ``noted``.

    ``notes`` maps a language to a sentence of the curator; ``section`` is a heading's text in the first language.
    """

    __tablename__ = "collection_course"

    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True, index=True)
    choice: Mapped[Code] = mapped_column(default=Choice.PINNED)
    position: Mapped[int] = mapped_column(default=0)
    section: Mapped[Name] = mapped_column(default="")
    notes: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

    course: Mapped[Course] = relationship()


class CourseOverlay(Model):
    """What a region adds to a shared course without touching it: ``texts`` maps a language to title, summary,
    contact, funding and dates that hold in the region."""

    __tablename__ = "course_overlay"

    region: Mapped[str] = mapped_column(String(5), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True, index=True)
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    updated_at: Mapped[Instant] = mapped_column(default=now)


class CollectionEvent(Model):
    """A step in a collection's history, with the collection as it was before, or a curator's comment."""

    __tablename__ = "collection_event"
    __table_args__ = (Index(None, "collection_id", "id"),)

    id: Mapped[Key]
    collection_id: Mapped[int] = mapped_column(ForeignKey("collection.id", ondelete="CASCADE"))
    at: Mapped[Instant] = mapped_column(default=now)
    actor_name: Mapped[Name] = mapped_column(default="")
    action: Mapped[Code]
    text: Mapped[str] = mapped_column(Text, default="")
    before: Mapped[dict[str, object] | None] = mapped_column(JSON)
