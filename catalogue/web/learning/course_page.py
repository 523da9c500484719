"""A course's page: what it teaches, when and where, what it costs, and where we know it from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from babel.dates import format_date
from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from catalogue.domain.course.field import Field, Kind
from catalogue.domain.course.fields import COURSE_FIELDS, field_label
from catalogue.domain.course.records import NOT_HELD, InstanceStatus
from catalogue.domain.course.runs import is_over
from catalogue.domain.text.web_addresses import address_parts
from catalogue.exports.schema_org import course_json_ld
from catalogue.models import Course, CourseInstance
from catalogue.services.courses.course_skills import learnable_skills, roles_of_course, skills_taught
from catalogue.services.courses.freshness import unseen_for_long
from catalogue.services.courses.link_checks import page_is_gone
from catalogue.web.site import values
from catalogue.web.site.interest import outbound_url
from catalogue.web.site.locale import cldr_locale

MAX_SHOWN_ROLES = 4
READ_FROM_TEXT = ("delivery_mode", "teaching_languages", "eqf_level", "workload", "price", "credential")
"""Fields that may be read from a course's own text."""
SHOWN_APART = ("title", "url", "summary", "learning_outcomes", "external_id")
"""Fields that have a place of their own on the page."""
_ON_PAGE = tuple(one for key, one in COURSE_FIELDS.items() if key not in SHOWN_APART and "page" not in one.unnamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    """One run as a row of the table."""

    dates: str
    times: str
    place: str
    address: str
    mode: str
    language: str
    price: str
    status: str
    deadline: str
    capacity: int | None
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """What the course template prints; ``facts`` are label and value, ``sections`` heading and texts.

    ``description`` is sanitised HTML.

    ``outbound_url`` leads to the provider and counts that, ``open_url`` shows where it leads.
    """

    course: Course
    description: Markup
    facts: Sequence[tuple[str, str]]
    sections: Sequence[tuple[str, Sequence[str]]]
    runs: Sequence[RunView]
    past_runs: Sequence[RunView]
    areas: Sequence[tuple[str, str]]
    skills: Sequence[tuple[str, str]]
    roles: Sequence[tuple[str, str]]
    language: str
    outbound_url: str
    outbound_host: str
    open_url: str
    checked: str
    uncertain: Sequence[str]
    json_ld: dict[str, object]


def present_course(course: Course) -> CourseView:
    """Return everything a course's page shows."""
    runs = [_run(run) for run in sorted(course.instances, key=_by_start) if _tells_something(run)]
    return CourseView(
        course=course,
        description=Markup(course.description),  # noqa: S704 - sanitised by the normalise stage
        facts=[(name, value) for name, value in _facts(course) if value],
        sections=list(_sections(course)),
        runs=[run for run in runs if not run.over],
        past_runs=[run for run in runs if run.over],
        areas=[
            (values.label("skill_area", area.area_key), url_for("skill_area.page", key=area.area_key))
            for area in course.skill_areas
        ],
        skills=[
            (values.label("skill", key), url_for("skill.page", key=key))
            for key in learnable_skills(skills_taught(course))
        ],
        roles=[
            (values.label("job_role", key), url_for("job_role.page", key=key))
            for key in roles_of_course(course)[:MAX_SHOWN_ROLES]
        ],
        language=values.language(course.language),
        outbound_url=url_for("interest.follow", slug=course.slug) if course.id else outbound_url(course),
        outbound_host=address_parts(course.url).hostname or "",
        open_url=outbound_url(course),
        checked=format_date(course.checked_at, "long", locale=cldr_locale()),
        uncertain=_uncertain(course),
        json_ld=course_json_ld(course, url_for("course.page", slug=course.slug, _external=True, _language="")),
    )


def _facts(course: Course) -> list[tuple[str, str]]:
    shown = {
        "delivery_mode": values.label("delivery_mode", course.delivery_mode),
        "teaching_languages": ", ".join(values.language(code) for code in course.teaching_languages),
        "eqf_level": values.label("level", str(course.eqf_level) if course.eqf_level else None),
        "isced_f": values.label("isced_f", course.isced_f),
        "workload": values.workload(course.workload),
        "price": values.prices(course),
        "credential": values.label("credential", course.credential),
        "credits": course.credits,
    }
    others = (one for one in _ON_PAGE if one.kind in (Kind.CODE, Kind.LINE) and one.key not in shown)
    shown |= {one.key: _fact(one, course) for one in others}
    return [(field_label(key).translated(_), value) for key, value in shown.items()]


def _fact(one: Field, course: Course) -> str:
    value: str = getattr(course, one.key)
    return values.label(one.value_labels, value) if one.kind is Kind.CODE else value


def _sections(course: Course) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the heading and texts of each field that is prose and that the course has."""
    for one in _ON_PAGE:
        if one.kind in (Kind.TEXT, Kind.LIST) and (value := getattr(course, one.key)):
            yield field_label(one.key).translated(_), [value] if one.kind is Kind.TEXT else value


def _uncertain(course: Course) -> list[str]:
    """Return what nobody stated (a detected language, assigned areas) and what has not been confirmed for long."""
    told = {
        ("language", "detected"): _("The language of the text was detected by us."),
        ("skill_areas", "classified"): _("The skill areas were assigned by us from the text."),
        ("skill_areas", "meaning"): _("The skill areas were assigned by us from the text."),
    }
    doubts = [message for (field, origin), message in told.items() if course.origins.get(field) == origin]
    if facts := [field_label(key).translated(_) for key in READ_FROM_TEXT if course.origins.get(key) == "detected"]:
        doubts.append(_("Read by us from the provider’s own description: %(facts)s.", facts=", ".join(facts)))
    if page_is_gone(course):
        doubts.append(_("Its own page could not be found the last times we looked."))
    if unseen_for_long(course):
        doubts.append(_("Its provider has not confirmed it for long; ask before you plan with it."))
    return doubts


def _by_start(run: CourseInstance) -> str:
    return run.start.isoformat() if run.start else "9999"


def _tells_something(run: CourseInstance) -> bool:
    told = run.start or run.locality or run.price_amount is not None or run.mode
    return bool(told) or run.status in NOT_HELD


def _run(run: CourseInstance) -> RunView:
    postponed = run.status == InstanceStatus.POSTPONED and run.start is None
    return RunView(
        dates=values.dates(run) or (values.label("status", run.status) if postponed else _("Any time")),
        times=values.times(run),
        place=values.place(run),
        address=", ".join(part for part in (run.place_name, run.street, run.postal_code) if part),
        mode=values.label("delivery_mode", run.mode),
        language=values.language(run.language),
        price=values.price(run),
        status=values.label("status", run.status) if run.status != InstanceStatus.SCHEDULED and not postponed else "",
        deadline=format_date(run.enrolment_deadline, "medium", locale=cldr_locale()) if run.enrolment_deadline else "",
        capacity=run.capacity,
        over=is_over(run, datetime.now(UTC).date()),
    )
