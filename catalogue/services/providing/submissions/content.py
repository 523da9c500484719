"""A listing as a form holds it: plain text field by field, to and from courses and drafts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from catalogue.domain.course.field import Kind
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.course.records import InstanceStatus
from catalogue.domain.text.sanitisation import plain_text
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft
from catalogue.models import Course, CourseInstance

Content = dict[str, Any]

_PLAIN = frozenset({Kind.LINE, Kind.TEXT, Kind.HTML, Kind.ADDRESS, Kind.LANGUAGE, Kind.CODE, Kind.LEVEL, Kind.DURATION})
_SEPARATORS = {Kind.LIST: "\n", Kind.WORDS: ", "}
FORM_FIELDS = tuple(one.key for one in COURSE_FIELDS.values() if one.step)
PLAIN_FIELDS = tuple(key for key in FORM_FIELDS if COURSE_FIELDS[key].kind in _PLAIN)
"""Fields that a form holds as one text, under the same name as a draft."""
JOINED_FIELDS = {key: COURSE_FIELDS[key].kind for key in FORM_FIELDS if COURSE_FIELDS[key].kind in _SEPARATORS}
"""Fields of several texts that a form holds as one text too."""
INSTANCE_TEXTS = ("language", "capacity", "url", "status")


def draft_of(content: Content, where: str) -> CourseDraft:
    """Return what the form holds as a draft such as an importer reads; ``where`` becomes its own id."""
    given: Content = {name: content.get(name) or "" for name in PLAIN_FIELDS}
    given |= {name: separated(name, content.get(name)) for name in JOINED_FIELDS}
    translated = (content.get("translations") or {}).items()
    return CourseDraft(
        where=where,
        external_id=where,
        page_language=given["language"],
        skill_areas=list(content.get("skill_areas") or ()),
        teaching_languages=list(content.get("teaching_languages") or ()),
        translations={code: texts for code, texts in translated if any(texts.values())},
        instances=[_instance(run) for run in content.get("instances") or () if any(run.values())],
        **given,
    )


def content_of(course: Course) -> Content:
    """Return a published course as the form would hold it."""
    content: Content = {name: str(getattr(course, name) or "") for name in PLAIN_FIELDS}
    content |= {name: plain_text(content[name]) for name in PLAIN_FIELDS if COURSE_FIELDS[name].kind is Kind.HTML}
    content |= {name: joined(name, getattr(course, name)) for name in JOINED_FIELDS}
    content["skill_areas"] = [area.area_key for area in course.skill_areas]
    content["teaching_languages"] = list(course.teaching_languages)
    content["instances"] = [_run(run) for run in course.instances]
    content["translations"] = {code: dict(texts) for code, texts in course.translations.items()}
    return content


def as_text(value: object) -> str:
    """Return a value of a listing as lines of text."""
    if isinstance(value, dict):
        return "\n".join(f"{name}: {as_text(one)}" for name, one in value.items() if one)
    if isinstance(value, list):
        return "\n".join(", ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in value)
    return str(value or "")


def joined(name: str, texts: Iterable[str]) -> str:
    """Return the texts of one of ``JOINED_FIELDS`` as the form holds them."""
    return _SEPARATORS[JOINED_FIELDS[name]].join(texts)


def separated(name: str, text: object) -> list[str]:
    """Return the texts of one of ``JOINED_FIELDS`` from what was typed: one a line, or words between commas."""
    typed = str(text or "")
    if JOINED_FIELDS[name] is Kind.WORDS:
        return [word.strip() for word in typed.split(",") if word.strip()]
    return [line.strip(" \t-•*") for line in typed.splitlines() if line.strip(" \t-•*")]


def _instance(run: dict[str, str]) -> InstanceDraft:
    place = PlaceDraft(
        name=run.get("place", ""),
        street=run.get("street", ""),
        postal_code=run.get("postal_code", ""),
        locality=run.get("city", ""),
        region=run.get("region", ""),
        country=run.get("country", ""),
    )
    return InstanceDraft(
        start=_moment(run, "start"),
        end=_moment(run, "end"),
        timezone=run.get("zone", ""),
        enrolment_deadline=run.get("deadline", ""),
        place=place if place != PlaceDraft() else None,
        mode=run.get("mode", ""),
        price=run.get("price", ""),
        currency=run.get("currency", ""),
        **{name: run.get(name, "") for name in INSTANCE_TEXTS},
    )


def _moment(run: dict[str, str], name: str) -> str:
    return "T".join(part for part in (run.get(name, ""), run.get(f"{name}_time", "")) if part)


def _run(run: CourseInstance) -> dict[str, str]:
    values: dict[str, object] = {
        "start": run.start,
        "start_time": run.start_time.isoformat("minutes") if run.start_time else None,
        "end": run.end,
        "end_time": run.end_time.isoformat("minutes") if run.end_time else None,
        "zone": run.zone if run.start_time or run.end_time else None,
        "deadline": run.enrolment_deadline,
        "place": run.place_name,
        "street": run.street,
        "postal_code": run.postal_code,
        "city": run.locality,
        "region": run.region,
        "country": run.country,
        "mode": run.mode,
        "language": run.language,
        "price": run.price_amount,
        "currency": run.price_currency,
        "capacity": run.capacity,
        "url": run.url,
        "status": run.status if run.status != InstanceStatus.SCHEDULED else None,
    }
    return {name: str(value) for name, value in values.items() if value not in (None, "")}
