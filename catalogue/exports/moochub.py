"""MOOChub 3.0.1 (https://github.com/moochub/schema): the JSON:API document of the European MOOC platforms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any, BinaryIO
from uuid import NAMESPACE_URL, uuid5

from catalogue.domain.time.dates import Moment
from catalogue.exports.contract import Catalogue, ExportReport, Format
from catalogue.exports.json_stream import write_list
from catalogue.models import Course, CourseInstance

CREDENTIALS = {
    "certificate": "certificate",
    "micro-credential": "certificate",
    "qualification": "certificate",
    "badge": "record of achievement",
}
RESOURCE_TYPE = {
    "identifier": "https://w3id.org/kim/hcrt/course",
    "type": "Concept",
    "inScheme": "https://w3id.org/kim/hcrt/scheme",
}
ECTS = re.compile(r"(\d+(?:[.,]\d+)?)\s*ECTS\b", re.IGNORECASE)
PROPRIETARY = [{"identifier": "proprietary", "url": None, "contentUrl": None}]


def write(courses: Iterable[Course], out: BinaryIO, catalogue: Catalogue) -> ExportReport:
    """Write one page with every course; ``links`` say that it is the first and the last."""
    links = dict.fromkeys(("self", "first", "last"), f"{catalogue.address}/")
    return ExportReport(write_list(out, {"links": links}, "data", (_resource(course, catalogue) for course in courses)))


def _resource(course: Course, catalogue: Catalogue) -> dict[str, Any]:
    return {"id": _identity(course, catalogue), "type": "Course", "attributes": attributes(course)}


def attributes(course: Course) -> dict[str, Any]:
    """Return the attributes of a course; the six that MOOChub requires are always there."""
    organisation = {"type": "Organization", "name": course.provider.name, "url": course.provider.url or None}
    stated = {
        "courseCode": course.external_id,
        "courseMode": _modes(course),
        "description": course.description or course.summary,
        "inLanguage": course.teaching_languages or ([course.language] if course.language else None),
        "startDate": _moments((run, run.start, run.start_time) for run in course.instances),
        "endDate": _moments((run, run.end, run.end_time) for run in course.instances),
        "duration": course.workload,
        "access": _access(course),
        "keywords": list(dict.fromkeys(course.keywords)),
        "educationalCredentialsAwarded": _credentials(course),
        "offer": _offers(course),
        "teaches": [_skill(outcome, course) for outcome in dict.fromkeys(course.learning_outcomes)],
        "image": {"type": "ImageObject", "contentUrl": course.image, "license": PROPRIETARY} if course.image else None,
        "numberOfCredits": _ects(course.credits),
        "educationalAlignment": _field_of_education(course.isced_f),
        "dateCreated": _instant(course.created_at),
        "dateModified": _instant(course.updated_at),
    }
    return {
        "name": course.title,
        "learningResourceType": RESOURCE_TYPE,
        "publisher": organisation,
        "creator": [organisation],
        "url": course.url,
        "license": PROPRIETARY,
        **{name: value for name, value in stated.items() if value not in (None, "", [])},
    }


def _skill(outcome: str, course: Course) -> dict[str, Any]:
    """Return a learning outcome as MOOChub's nearest: a skill of no framework, named in the language of the text."""
    return {"name": [{"name": outcome, "inLanguage": course.language or "und"}]}


def _ects(stated: str) -> float | None:
    points = ECTS.search(stated)
    return float(points[1].replace(",", ".")) if points else None


def _field_of_education(code: str | None) -> list[dict[str, str]]:
    if not code:
        return []
    framework = {"educationalFramework": "ISCED-F", "educationalFrameworkVersion": "2013"}
    return [{"alignmentType": "educationalSubject", **framework, "shortCode": code}]


def _identity(course: Course, catalogue: Catalogue) -> str:
    """Return a UUID, as MOOChub requires; the one that RFC 9562 section 5.5 derives from an address is always the
    same."""
    return str(uuid5(NAMESPACE_URL, catalogue.page_of(course)))


def _modes(course: Course) -> list[str]:
    modes = [course.delivery_mode, *(run.mode for run in course.instances)]
    return list(dict.fromkeys(mode for mode in modes if mode))


def _moments(found: Iterable[tuple[CourseInstance, date | None, time | None]]) -> list[str]:
    moments = [_moment(day, clock, run.zone) for run, day, clock in found if day]
    return list(dict.fromkeys(moments))


def _moment(day: date, clock: time | None, zone: str | None) -> str:
    """Return a date-time with a zone, as MOOChub requires; what has none is written in UTC, a day as its midnight."""
    if clock and zone:
        return Moment(day, clock, zone).isoformat()
    return datetime.combine(day, clock or time(), UTC).isoformat()


def _instant(moment: datetime) -> str:
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat(timespec="seconds")


def _access(course: Course) -> list[str]:
    prices = [run.price_amount for run in course.instances if run.price_amount is not None]
    return list(dict.fromkeys("paid" if price else "free" for price in prices))


def _offers(course: Course) -> list[dict[str, Any]]:
    priced = {(run.price_amount, run.price_currency): None for run in course.instances if run.price_amount is not None}
    return [
        {"price": float(amount), "priceCurrency": currency, "paymentFrequency": "one-time", "category": "course"}
        for amount, currency in priced
        if amount is not None and currency
    ]


def _credentials(course: Course) -> list[str]:
    return [CREDENTIALS[course.credential]] if course.credential in CREDENTIALS else []


FORMAT = Format("moochub", "MOOChub 3.0.1", "application/vnd.api+json; moochub-version=3.0.1", "json", write)
