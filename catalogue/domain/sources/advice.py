"""What is missing from a source's records and how its publisher can add it, in the words of the formats they use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.domain.course.fields import FIELDS
from catalogue.domain.course.records import CourseRecord, Origin

MAX_TOLERATED_SHARE = 0.1
"""Share of the records that may lack a field before its publisher is told."""

NAMES_BY_FIELD = {key: (one.advised, one.advised_columns or one.column) for key, one in FIELDS.items() if one.advised}
"""By field: its properties in schema.org and its columns in a sheet."""


@dataclass(frozen=True, slots=True)
class MissingField:
    """A field that ``records`` of a source's records lack; for ``guessed`` of them we filled in a value ourselves."""

    field: str
    records: int
    guessed: int
    schema_org: str
    column: str


class MissingFieldCounter:
    """Counts what the records of a source lack."""

    def __init__(self) -> None:
        self.records = 0
        self._lacking: Counter[str] = Counter()
        self._guessed: Counter[str] = Counter()

    def add(self, record: CourseRecord) -> None:
        """Count one record."""
        self.records += 1
        guessed = {name for name, origin in record.origins.items() if origin in (Origin.DETECTED, Origin.CLASSIFIED)}
        lacking = {name for name, value in _values_by_field(record).items() if not value}
        self._lacking.update(lacking | (guessed & NAMES_BY_FIELD.keys()))
        self._guessed.update(guessed - lacking)

    def lacks(self) -> list[MissingField]:
        """Return what more than ``MAX_TOLERATED_SHARE`` of the records lack, most frequent first."""
        worth = [name for name in NAMES_BY_FIELD if self._lacking[name] > MAX_TOLERATED_SHARE * self.records]
        lacks = [MissingField(name, self._lacking[name], self._guessed[name], *NAMES_BY_FIELD[name]) for name in worth]
        return sorted(lacks, key=lambda lack: -lack.records)


def _values_by_field(record: CourseRecord) -> Mapping[str, object]:
    instances = record.instances
    online = record.delivery_mode == "online"
    return {
        "description": record.description or record.summary,
        "language": record.language,
        "instances": instances or record.pace == "self-paced",
        "start": not instances or any(each.start for each in instances) or record.pace == "self-paced",
        "place": online or not instances or any(each.place.country or each.place.locality for each in instances),
        "price": not instances or any(each.price for each in instances),
        "workload": record.workload,
        "delivery_mode": record.delivery_mode,
        "skill_areas": record.skill_areas,
        "credential": record.credential,
        "external_id": record.external_id,
    }
