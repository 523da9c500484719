"""What travels through the stages, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from catalogue.domain.course.records import CourseRecord
from catalogue.domain.text.messages import Text
from catalogue.ingestion.contract import CourseDraft


class Outcome(StrEnum):
    """What a run did with one record; skipped, invalid and gone are different things."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class StageName(StrEnum):
    """The stages of a run, in their order; kept with a record that one of them dropped."""

    FETCH = "fetch"
    EXTRACT = "extract"
    NORMALISE = "normalise"
    VALIDATE = "validate"
    MATCH = "match"
    STORE = "store"


class Dropped(Exception):
    """Raised by a stage to reject the item it was given; ``reason`` says what is wrong and how to mend it."""

    def __init__(self, reason: Text) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDefaults:
    """Values a source states once for all its records, used where a record has none. ISO and BCP 47 codes."""

    language: str | None = None
    country: str | None = None
    currency: str | None = None
    skill_areas: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Item:
    """One record on its way. ``notes`` are values that were left empty because they could not be understood.

    ``mark`` identifies the draft's content (``ingestion.rules``). ``changes`` maps a field to its value before and
    after, and ``held`` does so for changes that the course did not take; ``stage`` is where the item was dropped, if it
    was.
    """

    draft: CourseDraft
    page_url: str
    mark: str = ""
    importer: str = ""
    defaults: SourceDefaults = SourceDefaults()
    record: CourseRecord | None = None
    course_id: int | None = None
    outcome: Outcome | None = None
    stage: str = ""
    message: Text = ""
    notes: list[Text] = field(default_factory=list)
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    held: Mapping[str, tuple[object, object]] = field(default_factory=dict)


Stage = Callable[[Item], Item]
