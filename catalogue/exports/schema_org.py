"""A stored course as schema.org JSON-LD (https://schema.org/Course, https://schema.org/CourseInstance)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any, BinaryIO

from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.course.records import InstanceStatus
from catalogue.domain.text.sanitisation import plain_text
from catalogue.domain.time.dates import Moment
from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.exports.json_stream import write_list
from catalogue.models import Course, CourseInstance

_NAMES = {key: one.schema_org for key, one in COURSE_FIELDS.items() if one.schema_org}
EVENT_STATUS: dict[str, str] = {
    InstanceStatus.CANCELLED: "https://schema.org/EventCancelled",
    InstanceStatus.POSTPONED: "https://schema.org/EventPostponed",
}


def course_json_ld(course: Course, url: str) -> dict[str, Any]:
    """Return the course with its instances; what is unknown is left out. ``url`` is its page in this catalogue."""
    values = {key: getattr(course, key) for key in _NAMES} | _structured(course)
    provider = _stated({"@type": "Organization", "name": course.provider.name, "url": course.provider.url})
    named = {name: values[key] for key, name in _NAMES.items()}
    return _stated({"@context": "https://schema.org", "@type": "Course", "@id": url, "provider": provider, **named})


def _structured(course: Course) -> dict[str, Any]:
    """Return, by field, the values that schema.org has in another form than the table of courses."""
    return {
        "description": plain_text(course.description) or course.summary,
        "skill_areas": [area.area_key for area in course.skill_areas],
        "audience": {"@type": "Audience", "audienceType": course.audience} if course.audience else None,
        "isced_f": _field_of_education(course.isced_f),
        "eqf_level": f"EQF {course.eqf_level}" if course.eqf_level else None,
        "credential": course.credential if course.credential != "none" else None,
        "instances": [_instance(run, course) for run in course.instances],
    }


def _field_of_education(code: str | None) -> dict[str, Any] | None:
    if not code:
        return None
    return {"@type": "AlignmentObject", "educationalFramework": "ISCED-F 2013", "targetName": code}


def _instance(run: CourseInstance, course: Course) -> dict[str, Any]:
    return _stated(
        {
            "@type": "CourseInstance",
            "startDate": _moment(run.start, run.start_time, run.zone),
            "endDate": _moment(run.end, run.end_time, run.zone),
            "courseMode": run.mode or course.delivery_mode,
            "courseWorkload": course.workload,
            "inLanguage": run.language or course.teaching_languages,
            "maximumAttendeeCapacity": run.capacity,
            "eventStatus": EVENT_STATUS.get(run.status),
            "location": _place(run),
            "offers": _offer(run),
        }
    )


def _place(run: CourseInstance) -> dict[str, Any] | None:
    address = _stated(
        {
            "@type": "PostalAddress",
            "streetAddress": run.street,
            "postalCode": run.postal_code,
            "addressLocality": run.locality,
            "addressCountry": run.country,
        }
    )
    if len(address) == 1:
        return None
    return _stated({"@type": "Place", "name": run.place_name, "address": address})


def _offer(run: CourseInstance) -> dict[str, Any] | None:
    if run.price_amount is None:
        return None
    return _stated({"@type": "Offer", "price": str(run.price_amount), "priceCurrency": run.price_currency})


def _moment(day: date | None, clock: time | None, zone: str | None) -> str | None:
    return Moment(day, clock, zone if clock else None).isoformat() if day else None


def _stated(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write a graph of courses, in one document."""
    graph = (_in_graph(course_json_ld(course, catalogue.page_of(course))) for course in courses)
    return ExportReport(write_list(out, {"@context": "https://schema.org"}, "@graph", graph))


def _in_graph(course: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in course.items() if name != "@context"}


FORMAT = Format("schemaorg", "schema.org (JSON-LD)", "application/ld+json", "jsonld", write)
