"""A course in the European Learning Model: what is learned by it, and each opportunity to do so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from catalogue.domain.course.records import InstanceStatus
from catalogue.domain.text.sanitisation import plain_text
from catalogue.domain.time.dates import Moment
from catalogue.exports import elm_codes
from catalogue.exports.elm_texts import E, concept, note, text
from catalogue.exports.xml_elements import Element
from catalogue.models import Course, CourseInstance

WEEKS = re.compile(r"P(\d+)W")
CREDITS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ECTS|ECVET)\b", re.I)


def runs_on_offer(course: Course) -> list[CourseInstance]:
    """Its instances, without those that are cancelled: the model has no word for it."""
    return [run for run in course.instances if run.status != InstanceStatus.CANCELLED]


@dataclass(frozen=True, slots=True)
class Offer:
    """A course with the addresses of its page and of its provider's in the catalogue, told in this language."""

    course: Course
    page: str
    provider: str
    language: str


def opportunity(offer: Offer, run: CourseInstance | None, address: str, location: str | None) -> Element:
    """One run at its location, or the course where it has none; ``address`` is the opportunity's own."""
    course, language = offer.course, offer.language
    described = plain_text(course.description) or course.summary
    mode = (run and run.mode) or course.delivery_mode
    made: Element = E.learningOpportunity(
        *_titles(course, language),
        *([text("description", described, language)] if described else []),
        E.type(uri=elm_codes.COURSE),
        E.homepage(concept("language", elm_codes.language(language)), E.contentUrl(course.url or offer.page)),
        *([E.supplementaryDocument(E.contentUrl(run.url))] if run and run.url not in ("", course.url) else []),
        *_period(run),
        *([] if _is_effort(course.workload) else [E.duration(_duration(course.workload or ""))]),
        *([E.mode(uri=elm_codes.MODES[mode])] if mode in elm_codes.MODES else []),
        *_deadline(run),
        *_price(run),
        E.providedBy(idref=offer.provider),
        *([E.location(idref=location)] if location else []),
        E.learningAchievementSpecification(idref=f"{offer.page}#specification"),
        concept("defaultLanguage", elm_codes.language(language)),
        id=address,
    )
    return made


def specification(offer: Offer, outcomes: list[str]) -> Element:
    """What is learned; ``outcomes`` are the addresses of its learning outcomes."""
    course, language = offer.course, offer.language
    areas = [area.area_key for area in course.skill_areas]
    taught = [code for code in course.teaching_languages or [language] if elm_codes.language(code)]
    made: Element = E.learningAchievementSpecification(
        *_titles(course, language),
        E.ISCEDFCode(uri=elm_codes.field_of_education(course.isced_f, areas)),
        *([E.volumeOfLearning(course.workload)] if course.workload and _is_effort(course.workload) else []),
        *_credits(course.credits),
        *([concept("educationLevel", f"{elm_codes.SNB}/eqf/{course.eqf_level}")] if course.eqf_level else []),
        *(concept("language", elm_codes.language(code)) for code in taught or [language]),
        *([note("entryRequirement", course.prerequisites, language)] if course.prerequisites else []),
        *(E.learningOutcome(idref=outcome) for outcome in outcomes),
        id=f"{offer.page}#specification",
    )
    return made


def _titles(course: Course, language: str) -> list[Element]:
    """The title, in each language in which the course has one."""
    others = {code.split("-")[0]: texts.get("title", "") for code, texts in (course.translations or {}).items()}
    told = {language: course.title} | {code: title for code, title in others.items() if title and code != language}
    return [text("title", title, code) for code, title in told.items()]


def _is_effort(workload: str | None) -> bool:
    """Whether a workload tells learners' hours and not the days or weeks in which they are spent."""
    return not workload or workload.startswith("PT")


def _duration(workload: str) -> str:
    """XML Schema has no weeks (XSD 1.1 part 2, section 3.3.6.2), so they are written as days."""
    return WEEKS.sub(lambda weeks: f"P{7 * int(weeks[1])}D", workload)


def _period(run: CourseInstance | None) -> list[Element]:
    ends = (
        []
        if run is None
        else [
            ("startDate", run.start, run.start_time, run.zone),
            ("endDate", run.end, run.end_time, run.zone),
        ]
    )
    told = [E(name, _date_time(day, clock, zone)) for name, day, clock, zone in ends if day]
    return [E.temporal(*told)] if told else []


def _deadline(run: CourseInstance | None) -> list[Element]:
    stated = run and run.enrolment_deadline
    return [E.applicationDeadline(_date_time(stated, None, None))] if stated else []


def _date_time(day: date, clock: time | None, zone: str | None) -> str:
    """The schema wants a time of day: a day without one is written as its midnight, without a zone."""
    return Moment(day, clock, zone).isoformat() if clock else datetime.combine(day, time()).isoformat()


def _price(run: CourseInstance | None) -> list[Element]:
    if run is None or run.price_amount is None or not run.price_currency:
        return []
    unit = concept("unit", f"{elm_codes.AUTHORITY}/currency/{run.price_currency}")
    return [E.priceDetail(E.amount(unit, E.value(str(run.price_amount))))]


def _credits(told: str) -> list[Element]:
    """Points of one of the two frameworks that the model knows."""
    found = CREDITS.search(told)
    if not found:
        return []
    framework = concept("framework", elm_codes.CREDITS[found[2].upper()])
    return [E.creditPoint(framework, E.point(found[1].replace(",", ".")))]
