"""What a run did, in numbers and record by record; the same for a dry run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from catalogue.domain.text.messages import N_, Message, Text, clean
from catalogue.domain.text.redaction import without_secrets
from catalogue.ingestion.contract import Fault
from catalogue.ingestion.item import Item, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemReport:
    """What became of one record; ``location`` says where it stands in ``page_url``."""

    outcome: Outcome
    external_id: str | None = None
    title: str = ""
    url: str = ""
    page_url: str = ""
    location: str = ""
    stage: str = ""
    message: Text = ""
    course_id: int | None = None
    notes: tuple[Text, ...] = ()
    changes: dict[str, list[object]] = field(default_factory=dict)
    held: dict[str, list[object]] = field(default_factory=dict)

    @classmethod
    def of(cls, item: Item) -> ItemReport:
        return cls(
            outcome=item.outcome or Outcome.REJECTED,
            external_id=item.draft.external_id,
            title=item.record.title if item.record else item.draft.title,
            url=item.record.url if item.record else item.draft.url,
            page_url=without_secrets(item.page_url),
            location=item.draft.where,
            stage=item.stage,
            message=clean(item.message, without_secrets),
            course_id=item.course_id,
            notes=tuple(item.notes),
            changes={name: list(values) for name, values in item.changes.items()},
            held={name: list(values) for name, values in item.held.items()},
        )

    @classmethod
    def of_fault(cls, fault: Fault, page_url: str, stage: str) -> ItemReport:
        """Return the report of something in a page that could not be read."""
        return cls(
            outcome=Outcome.REJECTED,
            external_id=fault.external_id,
            title=fault.title,
            url=fault.url,
            page_url=without_secrets(page_url),
            location=without_secrets(fault.where),
            stage=stage,
            message=clean(fault.message, without_secrets),
        )

    def as_json(self) -> dict[str, object]:
        """Return the record as ``catalogue import --json`` prints it."""
        return {
            "id": self.external_id,
            "title": self.title,
            "url": self.url,
            "outcome": self.outcome.value,
            "stage": self.stage,
            "message": str(self.message),
            "location": self.location,
            "notes": [str(note) for note in self.notes],
            "changes": self.changes,
            "held": self.held,
        }


class Alarm(Protocol):
    """Something that a source always had and suddenly lacks: ``key`` names it."""

    @property
    def key(self) -> str: ...

    @property
    def message(self) -> Message: ...


@dataclass(slots=True, kw_only=True)
class RunReport:
    """Counts and records of one run. ``pages_skipped`` were known to be unchanged.

    ``complete`` is False when the whole source was not seen, ``partial`` is True when that was intended; ``notices``
    say why; among them are ``remarks``, on how the source was read. ``fills`` counts the courses ``read`` and how many
    of them had each field.
    """

    formats: set[str] = field(default_factory=set)
    found: int = 0
    instances: int = 0
    pages: int = 0
    pages_skipped: int = 0
    requests: int = 0
    received_bytes: int = 0
    complete: bool = True
    partial: bool = False
    notices: list[Message] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    alarms: Sequence[Alarm] = ()
    fills: Mapping[str, int] = field(default_factory=dict)
    items: list[ItemReport] = field(default_factory=list)
    outcomes: Counter[Outcome] = field(default_factory=Counter)

    @property
    def format(self) -> str:
        return ",".join(sorted(self.formats))

    def add(self, item: ItemReport) -> None:
        self.items.append(item)
        self.outcomes[item.outcome] += 1

    def unchanged_unread(self, courses: int) -> None:
        """Count courses that were not read again because their pages are unchanged; they are not listed."""
        self.found += courses
        self.outcomes[Outcome.UNCHANGED] += courses

    def incomplete(self, reason: Message) -> None:
        """Note that the whole source was not seen, so that nothing may be taken for gone."""
        self.complete = False
        self.notices.append(reason.without(without_secrets))

    def remark(self, message: Message) -> None:
        """Note once how the source was read."""
        message = message.without(without_secrets)
        if message not in self.remarks:
            self.remarks.append(message)
            self.notices.append(message)

    def remark_if_empty(self, pages_read: int) -> None:
        """Note that no course was found, where nothing else says why."""
        if not (self.found or self.items or self.notices or self.pages_skipped):
            self.remark(Message(N_("No course was found; pages read: %(pages)s."), pages=pages_read))

    def counts(self) -> dict[str, int]:
        return {outcome.value: self.outcomes[outcome] for outcome in Outcome}

    def as_json(self) -> dict[str, object]:
        """Return the object that ``catalogue import --json`` prints, whose keys other programs rely on."""
        return {
            "format": self.format,
            "found": self.found,
            "instances": self.instances,
            **self.counts(),
            "complete": self.complete,
            "notices": [str(notice) for notice in self.notices],
            "alarms": [alarm.key for alarm in self.alarms],
            "items": [item.as_json() for item in self.items],
        }
