"""Writing a record into the tables: a new course, or the fields of a known one that changed and are not locked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from catalogue.domain.course.fields import COURSE_FIELDS, INSTANCE_FIELDS, Kind
from catalogue.domain.course.identity import fingerprint, title_key
from catalogue.domain.course.records import CourseRecord, CourseStatus, InstanceRecord, Origin
from catalogue.domain.text.slugs import slugify
from catalogue.models import Course, CourseInstance, CourseSkillArea
from catalogue.models.columns import now

_LISTS = (Kind.LIST, Kind.LANGUAGES)
_OF_TABLES = (Kind.AREAS, Kind.INSTANCES)
LIST_FIELDS = tuple(one.key for one in COURSE_FIELDS.values() if one.kind in _LISTS)
PLAIN_FIELDS = tuple(one.key for one in COURSE_FIELDS.values() if one.kind not in (*_LISTS, *_OF_TABLES))
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
    """Everything the record holds; the slug ends in a hash of the course's identity: stable and unique."""
    identity = f"{provider_key}\n{record.external_id or record.url}\n{record.title}"
    # not for secrecy: only to tell apart courses of one title
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


def write(course: Course, record: CourseRecord, kept: Collection[str] = ()) -> dict[str, tuple[object, object]]:
    """Bring a course to what the record says; answers the changed fields with their values before and after.

    A field the record leaves empty is emptied: a value gone at the source goes here. Locked fields stay, and so do
    those among ``kept``; a course that keeps something is not taken for read, so that the next run looks at it again.
    """
    staying = {*(course.locked or ()), *kept}
    changes, values = differences(course, record, staying), _values(record)
    setters = {"skill_areas": _write_areas, "instances": _write_instances}
    for name in changes:
        if setter := setters.get(name):
            setter(course, record)
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
    """Fields in which the record says otherwise, but for those that stay: their values before and after, as shown."""
    found: dict[str, tuple[object, object]] = {}
    for name, value in _values(record).items():
        before = getattr(course, name)
        if (before or None) != (value or None):
            found[name] = (_shown(before), _shown(value))
    areas = [area.area_key for area in course.skill_areas], list(record.skill_areas)
    told_by_meaning = not areas[1] and any(area.origin == Origin.MEANING.value for area in course.skill_areas)
    if areas[0] != areas[1] and not told_by_meaning:
        found["skill_areas"] = areas
    runs = [_row(instance) for instance in course.instances], [_columns(each) for each in record.instances]
    if runs[0] != runs[1]:
        found["instances"] = ([_summary(row) for row in runs[0]], [_summary(row) for row in runs[1]])
    return {name: change for name, change in found.items() if name not in staying}


def shown_value(course: Course, field: str) -> object:
    """What a course holds of a field, as reports show it."""
    if field == "skill_areas":
        return [area.area_key for area in course.skill_areas]
    if field == "instances":
        return [_summary(_row(instance)) for instance in course.instances]
    return _shown(getattr(course, field))


def _marks(record: CourseRecord, title: str) -> dict[str, object]:
    """What every stored record leaves on its course, changed or not."""
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
    kept = {area.area_key: area for area in course.skill_areas}
    areas = [kept.get(key) or CourseSkillArea(area_key=key) for key in record.skill_areas]
    for position, area in enumerate(areas):
        area.position, area.origin, area.confidence = position, origin, None
    course.skill_areas = areas


def _write_instances(course: Course, record: CourseRecord) -> None:
    """Instances keep their row where they are recognised, and with it their place in the calendars of subscribers."""
    after = [_columns(instance) for instance in record.instances]
    kept = _recognised(course.instances, after)
    rows = [kept.get(position) or CourseInstance() for position in range(len(after))]
    for position, (row, columns) in enumerate(zip(rows, after, strict=True)):
        for name, value in columns.items():
            setattr(row, name, value)
        row.position = position
    course.instances = rows


def _recognised(present: Sequence[CourseInstance], wanted: Sequence[Mapping[str, object]]) -> dict[int, CourseInstance]:
    """Rows by the position of the instance they become: the one of the same id, else of the same day and town, else,
    among those without ids, the next in the list."""
    spare, kept = list(present), dict[int, CourseInstance]()
    for names in (("external_id",), ("start", "locality"), ()):
        for position, columns in enumerate(wanted):
            row = next((one for one in spare if _same(one, columns, names)), None) if position not in kept else None
            if row is not None:
                spare.remove(row)
                kept[position] = row
    return kept


def _same(row: CourseInstance, columns: Mapping[str, object], names: Sequence[str]) -> bool:
    """Whether all these are given and alike; without names, whether neither has an id that tells them apart."""
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
    """An instance as a diff shows it: what it says, as JSON can hold it."""
    return {name: _shown(value) for name, value in columns.items() if value not in (None, "")}


def _shown(value: object) -> object:
    return str(value) if isinstance(value, date | datetime | Decimal) or hasattr(value, "hour") else value
