"""Writing a record into the tables: a new course, or the fields of a known one that changed and are not locked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from catalogue.domain.course.field import LISTED_KINDS, Kind
from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS
from catalogue.domain.course.identity import fingerprint, title_key
from catalogue.domain.course.records import CourseRecord, CourseStatus, InstanceRecord, Origin
from catalogue.domain.text.slugs import slugify
from catalogue.models import Course, CourseInstance, CourseSkillArea
from catalogue.models.columns import now

_OF_TABLES = (Kind.AREAS, Kind.INSTANCES)
LIST_FIELDS = tuple(key for key, one in COURSE_FIELDS.items() if one.kind in LISTED_KINDS.difference(_OF_TABLES))
PLAIN_FIELDS = tuple(key for key, one in COURSE_FIELDS.items() if one.kind not in LISTED_KINDS.union(_OF_TABLES))
_WITH_TIMES = {"start": ("start", "start_time"), "end": ("end", "end_time")}
INSTANCE_COLUMNS = tuple(
    column
    for one in INSTANCE_FIELDS.values()
    if one.kind is not Kind.WHOLE
    for column in _WITH_TIMES.get(one.key, (one.key,))
)


@dataclass(frozen=True, slots=True)
class NewRows:
    """A course that is not stored yet, as rows of its three tables."""

    course: dict[str, object]
    instances: list[dict[str, object]]
    skill_areas: list[dict[str, object]]


def new_rows(record: CourseRecord, provider_key: str) -> NewRows:
    """Return everything the record holds, as rows; the slug ends in a hash of its identity, so is stable and unique."""
    identity = f"{provider_key}\n{record.external_id or record.url}\n{record.title}"
    # the hash is no secret: it only distinguishes courses of one title
    suffix = hashlib.sha1(identity.encode(), usedforsecurity=False).hexdigest()[:8]
    slug = f"{slugify(record.title)[:100].strip('-')}-{suffix}".lstrip("-")
    origin = record.origins.get("skill_areas", Origin.STATED).value
    return NewRows(
        course={"slug": slug, "locked": [], **_values(record), **_marks(record, record.title)},
        instances=[{"position": position, **_columns(run)} for position, run in enumerate(record.instances)],
        skill_areas=[
            {"area_key": key, "position": position, "origin": origin} for position, key in enumerate(record.skill_areas)
        ],
    )


def write_course(course: Course, record: CourseRecord, kept: Collection[str] = ()) -> dict[str, tuple[object, object]]:
    """Bring a course to what the record says; return the changed fields with their values before and after.

    A field that the record leaves empty is emptied: a value gone at the source is removed here. Locked fields stay, and
    so do those among ``kept``; a course that keeps something is not taken for read, so that the next run compares it
    again.
    """
    staying = {*(course.locked or ()), *kept}
    changes = differences(course, record, staying)
    values = _values(record)
    writers = {"skill_areas": _write_areas, "instances": _write_instances}
    for name in changes:
        if write_field := writers.get(name):
            write_field(course, record)
        else:
            setattr(course, name, values[name])
    origins = {name: origin for name, origin in (course.origins or {}).items() if name in staying}
    for name, value in _marks(record, course.title).items():
        setattr(course, name, value)
    course.origins = {**course.origins, **origins}
    if kept:
        course.fingerprint = ""
    if changes:
        course.updated_at = course.checked_at
    return changes


def differences(
    course: Course, record: CourseRecord, staying: Collection[str] = ()
) -> dict[str, tuple[object, object]]:
    """Return the fields in which the record says otherwise, with their values before and after, as reports show them.

    Fields that are ``staying`` are left out.
    """
    found: dict[str, tuple[object, object]] = {}
    for name, value in _values(record).items():
        before = getattr(course, name)
        if (before or None) != (value or None):
            found[name] = (_shown(before), _shown(value))
    areas = [area.area_key for area in course.skill_areas]
    new_areas = list(record.skill_areas)
    found_by_meaning = not new_areas and any(area.origin == Origin.MEANING.value for area in course.skill_areas)
    if areas != new_areas and not found_by_meaning:
        found["skill_areas"] = (areas, new_areas)
    runs = [_row(run) for run in course.instances]
    new_runs = [_columns(run) for run in record.instances]
    if runs != new_runs:
        found["instances"] = ([_summary(row) for row in runs], [_summary(row) for row in new_runs])
    return {name: change for name, change in found.items() if name not in staying}


def shown_value(course: Course, field: str) -> object:
    """Return what a course holds of a field, as reports show it."""
    if field == "skill_areas":
        return [area.area_key for area in course.skill_areas]
    if field == "instances":
        return [_summary(_row(instance)) for instance in course.instances]
    return _shown(getattr(course, field))


def _marks(record: CourseRecord, title: str) -> dict[str, object]:
    """Return what every stored record sets on its course, changed or not."""
    return {
        "title_key": title_key(title)[:500],
        "origins": {name: origin.value for name, origin in record.origins.items()},
        "fingerprint": fingerprint(record),
        "status": CourseStatus.PUBLISHED,
        "checked_at": now(),
    }


def _values(record: CourseRecord) -> dict[str, object]:
    plain = {name: getattr(record, name) for name in PLAIN_FIELDS}
    return plain | {name: list(getattr(record, name)) for name in LIST_FIELDS}


def _write_areas(course: Course, record: CourseRecord) -> None:
    origin = record.origins.get("skill_areas", Origin.STATED).value
    present = {area.area_key: area for area in course.skill_areas}
    areas = [present.get(key) or CourseSkillArea(area_key=key) for key in record.skill_areas]
    for position, area in enumerate(areas):
        area.position = position
        area.origin = origin
        area.confidence = None
    course.skill_areas = areas


def _write_instances(course: Course, record: CourseRecord) -> None:
    """Keep the row of an instance that is recognised, and with it its place in the calendars of subscribers."""
    after = [_columns(instance) for instance in record.instances]
    recognised = _recognised(course.instances, after)
    rows = [recognised.get(position) or CourseInstance() for position in range(len(after))]
    for position, (row, columns) in enumerate(zip(rows, after, strict=True)):
        for name, value in columns.items():
            setattr(row, name, value)
        row.position = position
    course.instances = rows


def _recognised(present: Sequence[CourseInstance], wanted: Sequence[Mapping[str, object]]) -> dict[int, CourseInstance]:
    """Return rows by the position of the instance they become.

    That is the row of the same id, else of the same day and town, else, among those without ids, the next in the list.
    """
    spare = list(present)
    recognised: dict[int, CourseInstance] = {}
    for names in (("external_id",), ("start", "locality"), ()):
        for position, columns in enumerate(wanted):
            row = (
                next((candidate for candidate in spare if _same(candidate, columns, names)), None)
                if position not in recognised
                else None
            )
            if row is not None:
                spare.remove(row)
                recognised[position] = row
    return recognised


def _same(row: CourseInstance, columns: Mapping[str, object], names: Sequence[str]) -> bool:
    """Say whether all these are given and equal; without names, whether neither has an id that tells them apart."""
    if not names:
        return row.external_id is None and columns["external_id"] is None
    return all(columns[name] is not None and getattr(row, name) == columns[name] for name in names)


def _row(instance: CourseInstance) -> dict[str, object]:
    return {name: getattr(instance, name) for name in INSTANCE_COLUMNS}


def _columns(record: InstanceRecord) -> dict[str, object]:
    start, end, place, price = record.start, record.end, record.place, record.price
    return {
        "external_id": record.external_id,
        "start": start.day if start else None,
        "start_time": start.time if start else None,
        "end": end.day if end else None,
        "end_time": end.time if end else None,
        "zone": (start.zone if start else None) or (end.zone if end else None),
        "enrolment_deadline": record.enrolment_deadline.day if record.enrolment_deadline else None,
        "place_name": place.name,
        "street": place.street,
        "postal_code": place.postal_code,
        "locality": place.locality,
        "country": place.country,
        "region": place.region,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "mode": record.mode.value if record.mode else None,
        "language": record.language,
        "price_amount": price.amount.quantize(Decimal("0.01")) if price else None,
        "price_currency": price.currency if price else None,
        "capacity": record.capacity,
        "url": record.url,
        "status": record.status.value,
    }


def _summary(columns: dict[str, object]) -> dict[str, object]:
    """Return an instance as a diff shows it, as JSON can hold it."""
    return {name: _shown(value) for name, value in columns.items() if value not in (None, "")}


def _shown(value: object) -> object:
    return str(value) if isinstance(value, date | datetime | Decimal) or hasattr(value, "hour") else value
