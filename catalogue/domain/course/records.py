"""A course and its instances once everything in them has been understood.

``CourseRecord`` is what ingestion produces from a draft and what services store. Its fields are named after
schema.org ``Course`` and ``CourseInstance``; every value is a domain value, never text still to be parsed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.domain.course.prices import Price
from catalogue.domain.time.dates import Moment


class DeliveryMode(StrEnum):
    """How teaching reaches the learner (schema.org ``courseMode``)."""

    ONLINE = "online"
    ONSITE = "onsite"
    BLENDED = "blended"


class Pace(StrEnum):
    """Whether dates bind the learner."""

    SCHEDULED = "scheduled"
    SELF_PACED = "self-paced"


class Credential(StrEnum):
    """What a learner holds at the end (``educationalCredentialAwarded``)."""

    NONE = "none"
    BADGE = "badge"
    CERTIFICATE = "certificate"
    MICRO_CREDENTIAL = "micro-credential"
    QUALIFICATION = "qualification"


class CourseStatus(StrEnum):
    """The stages of a course's life; only published ones are found."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class InstanceStatus(StrEnum):
    """schema.org ``eventStatus``, as far as a learner needs it."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    FULL = "full"
    POSTPONED = "postponed"


NOT_HELD = (InstanceStatus.CANCELLED, InstanceStatus.POSTPONED)
"""What does not take place on its day; a postponed instance has no day until a new one is set."""


class Origin(StrEnum):
    """How a field's value came about; stored per field and shown on request."""

    STATED = "stated"
    DEFAULT = "default"
    DETECTED = "detected"
    CLASSIFIED = "classified"
    MEANING = "meaning"
    PERSON = "person"


INFERRED_ORIGINS = (Origin.CLASSIFIED.value, Origin.MEANING.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an instance is held. ``country`` is ISO 3166-1 alpha-2, ``region`` a NUTS 2024 code."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    locality: str = ""
    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstanceRecord:
    """One run of a course at a time, place and price."""

    external_id: str | None = None
    start: Moment | None = None
    end: Moment | None = None
    enrolment_deadline: Moment | None = None
    place: Place = Place()
    mode: DeliveryMode | None = None
    language: str | None = None
    price: Price | None = None
    capacity: int | None = None
    url: str = ""
    status: InstanceStatus = InstanceStatus.SCHEDULED


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRecord:
    """Who offers a course, as far as its source says."""

    name: str
    url: str = ""
    country: str | None = None
    key: str | None = None


@dataclass(slots=True, kw_only=True)
class CourseTexts:
    """The texts and lists of texts of a course: of one type before and after they are understood."""

    external_id: str | None = None
    summary: str = ""
    description: str = ""
    keywords: Sequence[str] = field(default_factory=list)
    learning_outcomes: Sequence[str] = field(default_factory=list)
    prerequisites: str = ""
    audience: str = ""
    credits: str = ""
    licence: str = ""
    image: str = ""
    translations: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class CourseRecord(CourseTexts):
    """A course ready to be matched and stored.

    ``description`` is sanitised HTML; ``language`` (of the text) and ``teaching_languages`` are BCP 47;
    ``skill_areas`` are taxonomy keys; ``workload`` is an ISO 8601 duration; ``eqf_level`` is 1 to 8;
    ``isced_f`` an ISCED-F 2013 code; ``origins`` says per field how its value came about.
    """

    url: str
    title: str
    language: str | None = None
    teaching_languages: tuple[str, ...] = ()
    provider: ProviderRecord | None = None
    skill_areas: tuple[str, ...] = ()
    eqf_level: int | None = None
    isced_f: str | None = None
    credential: Credential | None = None
    workload: str | None = None
    delivery_mode: DeliveryMode | None = None
    pace: Pace | None = None
    instances: tuple[InstanceRecord, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)
