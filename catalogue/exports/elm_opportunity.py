"""A course in the European Learning Model: what is learned by it, and each opportunity to do so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from catalogue.domain.course.records import NOT_HELD
from catalogue.domain.text.sanitisation import plain_text
from catalogue.domain.time.dates import Moment
from catalogue.exports import elm_codes
from catalogue.exports.elm_texts import E, concept, note, text
from catalogue.exports.xml_elements import Element
from catalogue.models import Course, CourseInstance

WEEKS = re.compile(r"P(\d+)W")
CREDITS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(ECTS|ECVET)\b", re.I)


def runs_on_offer(course: Course) -> list[CourseInstance]:
    """Return the instances that are neither cancelled nor postponed: the model has no term for those."""
    return [run for run in course.instances if run.status not in NOT_HELD]


@dataclass(frozen=True, slots=True)
class Offer:
    """A course with the addresses of its page and of its provider's in the catalogue, described in ``language``."""

    course: Course
    page: str
    provider: str
    language: str


def opportunity(offer: Offer, run: CourseInstance | None, address: str, location: str | None) -> Element:
    """Return the element of one run at its location, or of the course where it has none; ``address`` is the
    opportunity's own."""
    course, language = offer.course, offer.language
    described = plain_text(course.description) or course.summary
    mode = (run and run.mode) or course.delivery_mode
    element: Element = E.learningOpportunity(
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
    return element


def specification(offer: Offer, outcomes: list[str]) -> Element:
    """Return the element of what is learned; ``outcomes`` are the addresses of its learning outcomes."""
    course, language = offer.course, offer.language
    areas = [area.area_key for area in course.skill_areas]
    taught = [code for code in course.teaching_languages or [language] if elm_codes.language(code)]
    element: Element = E.learningAchievementSpecification(
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
    return element


def _titles(course: Course, language: str) -> list[Element]:
    """Return the title in each language in which the course has one."""
    others = {code.split("-")[0]: texts.get("title", "") for code, texts in (course.translations or {}).items()}
    titles = {language: course.title} | {code: title for code, title in others.items() if title and code != language}
    return [text("title", title, code) for code, title in titles.items()]


def _is_effort(workload: str | None) -> bool:
    """Return whether a workload states learners' hours and not the days or weeks over which they are spent."""
    return not workload or workload.startswith("PT")


def _duration(workload: str) -> str:
    """Return a duration in days for one in weeks, which XML Schema lacks (XSD 1.1 part 2, section 3.3.6.2)."""
    return WEEKS.sub(lambda weeks: f"P{7 * int(weeks[1])}D", workload)


def _period(run: CourseInstance | None) -> list[Element]:
    if run is None:
        return []
    ends = (("startDate", run.start, run.start_time), ("endDate", run.end, run.end_time))
    dates = [E(name, _date_time(day, clock, run.zone)) for name, day, clock in ends if day]
    return [E.temporal(*dates)] if dates else []


def _deadline(run: CourseInstance | None) -> list[Element]:
    stated = run and run.enrolment_deadline
    return [E.applicationDeadline(_date_time(stated, None, None))] if stated else []


def _date_time(day: date, clock: time | None, zone: str | None) -> str:
    """Return a date-time, which the schema requires: a day without a time is written as its midnight, without a
    zone."""
    return Moment(day, clock, zone).isoformat() if clock else datetime.combine(day, time()).isoformat()


def _price(run: CourseInstance | None) -> list[Element]:
    if run is None or run.price_amount is None or not run.price_currency:
        return []
    unit = concept("unit", f"{elm_codes.AUTHORITY}/currency/{run.price_currency}")
    return [E.priceDetail(E.amount(unit, E.value(str(run.price_amount))))]


def _credits(stated: str) -> list[Element]:
    """Return the credit points of a text in one of the two frameworks that the model has."""
    found = CREDITS.search(stated)
    if not found:
        return []
    framework = concept("framework", elm_codes.CREDITS[found[2].upper()])
    return [E.creditPoint(framework, E.point(found[1].replace(",", ".")))]
