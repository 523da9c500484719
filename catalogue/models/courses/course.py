"""Courses, their instances, and the addresses they have had."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.course.records import CourseStatus, InstanceStatus, Origin
from catalogue.extensions import Model
from catalogue.models.columns import Address, Code, Instant, Key, Name, now
from catalogue.models.providers.provider import Provider
from catalogue.models.sources.source import Source


class Course(Model):
    """One course. Field names and units are those of ``domain.course.records.CourseRecord``.

    ``origins`` says per field how its value came about, ``locked`` names fields that imports must not overwrite;
    ``page_url`` is where the record was last read; its ``fingerprint`` tells unchanged from changed, and so does,
    without reading the record, the ``draft_mark`` (``ingestion.rules``). ``notes`` are what could not be understood of
    it. ``checked_at`` is when its source last showed it, ``link_failures`` how often in a row its page was not there.
    """

    __tablename__ = "course"
    __table_args__ = (
        Index(None, "source_id", "external_id", unique=True),
        Index(None, "provider_id", "url"),
        Index(None, "provider_id", "title_key"),
        Index(None, "status", "created_at"),
        Index(None, "provider_id", "status", "id"),
        CheckConstraint("eqf_level BETWEEN 1 AND 8", name="eqf_level"),
    )

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    provider_id: Mapped[int] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"))
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id", ondelete="SET NULL"))
    external_id: Mapped[str | None] = mapped_column(String(500))
    url: Mapped[Address]
    title: Mapped[Name]
    title_key: Mapped[Name]
    summary: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    language: Mapped[Code | None]
    teaching_languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    learning_outcomes: Mapped[list[str]] = mapped_column(JSON, default=list)
    prerequisites: Mapped[str] = mapped_column(Text, default="")
    audience: Mapped[str] = mapped_column(Text, default="")
    eqf_level: Mapped[int | None]
    isced_f: Mapped[Code | None]
    credits: Mapped[str] = mapped_column(Text, default="")
    credential: Mapped[Code | None]
    workload: Mapped[Code | None]
    delivery_mode: Mapped[Code | None]
    pace: Mapped[Code | None]
    licence: Mapped[str] = mapped_column(Text, default="")
    image: Mapped[Address] = mapped_column(default="")
    translations: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON, default=dict)
    status: Mapped[Code] = mapped_column(default=CourseStatus.PUBLISHED)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="SET NULL"))
    adapted_from_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="SET NULL"))
    origins: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    locked: Mapped[list[str]] = mapped_column(JSON, default=list)
    page_url: Mapped[Address] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(String(64), default="")
    draft_mark: Mapped[str] = mapped_column(String(32), default="", server_default="")
    notes: Mapped[list[dict[str, object] | str]] = mapped_column(JSON, default=list, server_default="[]")
    link_failures: Mapped[int] = mapped_column(default=0, server_default="0")
    link_checked_at: Mapped[Instant | None]
    created_at: Mapped[Instant] = mapped_column(default=now)
    updated_at: Mapped[Instant] = mapped_column(default=now)
    checked_at: Mapped[Instant] = mapped_column(default=now)

    provider: Mapped[Provider] = relationship()
    source: Mapped[Source | None] = relationship()
    replaced_by: Mapped[Course | None] = relationship(foreign_keys="Course.replaced_by_id", remote_side="Course.id")
    instances: Mapped[list[CourseInstance]] = relationship(
        back_populates="course", cascade="all, delete-orphan", order_by="CourseInstance.position"
    )
    skill_areas: Mapped[list[CourseSkillArea]] = relationship(
        cascade="all, delete-orphan", order_by="CourseSkillArea.position"
    )
    skills: Mapped[list[CourseSkill]] = relationship(cascade="all, delete-orphan", order_by="CourseSkill.skill_key")
    job_roles: Mapped[list[CourseJobRole]] = relationship(
        cascade="all, delete-orphan", order_by="CourseJobRole.role_key"
    )


class CourseInstance(Model):
    """A run of a course. ``start_time`` is set only where the source gave a time; ``zone`` goes with it."""

    __tablename__ = "course_instance"

    id: Mapped[Key]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    external_id: Mapped[str | None] = mapped_column(String(500))
    start: Mapped[date | None]
    start_time: Mapped[time | None]
    end: Mapped[date | None]
    end_time: Mapped[time | None]
    zone: Mapped[Code | None]
    enrolment_deadline: Mapped[date | None]
    place_name: Mapped[str] = mapped_column(Text, default="")
    street: Mapped[str] = mapped_column(Text, default="")
    postal_code: Mapped[str] = mapped_column(Text, default="")
    locality: Mapped[str] = mapped_column(Text, default="")
    country: Mapped[str | None] = mapped_column(String(2))
    region: Mapped[Code | None]
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    mode: Mapped[Code | None]
    language: Mapped[Code | None]
    price_amount: Mapped[Decimal | None] = mapped_column(Numeric(12, 2))
    price_currency: Mapped[str | None] = mapped_column(String(3))
    capacity: Mapped[int | None]
    url: Mapped[Address] = mapped_column(default="")
    status: Mapped[Code] = mapped_column(default=InstanceStatus.SCHEDULED)

    course: Mapped[Course] = relationship(back_populates="instances")


class CourseSkillArea(Model):
    """A course teaches a skill area; ``origin`` is stated, default, classified, meaning or person.

    A classified area has a ``confidence`` of 0 to 1, the ``place`` where it was seen and the words there as
    ``evidence``; of an area found by meaning the ``evidence`` is the key of the skill or area whose vector is nearest
    to the text's.
    """

    __tablename__ = "course_skill_area"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    area_key: Mapped[str] = mapped_column(ForeignKey("skill_area.key"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    origin: Mapped[Code] = mapped_column(default=Origin.STATED)
    confidence: Mapped[float | None]
    place: Mapped[Code] = mapped_column(default="", server_default="")
    evidence: Mapped[str] = mapped_column(String(200), default="", server_default="")


class CourseSkill(Model):
    """A course teaches a skill (a term of the trade); ``place`` is where that was seen, ``evidence`` the words there.

    ``decision`` is a person's: confirmed, rejected, or None; rows with one outlive what imports find or no longer find.
    """

    __tablename__ = "course_skill"
    __table_args__ = (Index(None, "skill_key", "course_id", "decision"),)  # covers the query for the courses of a skill

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    skill_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[Code]
    evidence: Mapped[str] = mapped_column(String(200), default="")
    decision: Mapped[Code | None]


class CourseJobRole(Model):
    """A person's decision about a job role: that a course leads to it (confirmed) or does not (rejected).

    Without a decision the skills of the course say which roles it leads to.
    """

    __tablename__ = "course_job_role"

    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), primary_key=True)
    role_key: Mapped[str] = mapped_column(String(60), primary_key=True)
    decision: Mapped[Code]


class CourseSlug(Model):
    """An address a course had before; it redirects for ever."""

    __tablename__ = "course_slug"

    slug: Mapped[str] = mapped_column(String(120), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"), index=True)
