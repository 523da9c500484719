"""A course in a list: what a learner compares at a glance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import inf, isfinite

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from catalogue.domain.course.records import NOT_HELD
from catalogue.domain.course.runs import is_ahead
from catalogue.domain.text.sanitisation import plain_text
from catalogue.models import Course, CourseInstance
from catalogue.search.analysis import base_language
from catalogue.search.port import Hit
from catalogue.services.search.met_runs import MetRun
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.search.links import logo_url
from catalogue.web.site import values
from catalogue.web.site.languages_read import languages_read
from catalogue.web.site.locale import reader_language

MAX_EXCERPT_CHARACTERS = 220
MAX_AREAS = 3
"""Skill areas named on a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """``title`` and ``excerpt`` are safe HTML with matches marked; ``facts`` are short texts in reading order.

    ``note`` is what the curators of a collection say of the course, ``why`` how it came into the list.
    ``areas`` are the names of its skill areas, if the reader does not know its language.
    """

    course_id: int
    url: str
    title: Markup
    excerpt: Markup
    lang: str
    provider: str
    provider_url: str
    logo_url: str
    is_sample: bool
    language: str
    facts: Sequence[str]
    when: str
    price: str
    note: str = ""
    note_lang: str = ""
    why: str = ""
    areas: Sequence[str] = ()


def present_hit(hit: Hit, course: Course, met: MetRun | None = None) -> Card:
    """Return the card of a result: its matches marked, and whether it lacks the words."""
    card = present_card(course, hit.highlights, met)
    return replace(card, why=str(_("Close in meaning")) if hit.by_meaning else "")


def present_card(course: Course, highlights: Mapping[str, str] | None = None, met: MetRun | None = None) -> Card:
    """Return the card of a course, with the engine's highlights where there are some, and of its runs the one that
    meets what was asked of runs, if anything was, else the next."""
    marked = highlights or {}
    run = met.run if met else next_run(course)
    return Card(
        course_id=course.id,
        url=url_for("course.page", slug=course.slug),
        title=Markup(marked["title"]) if marked.get("title") else escape(course.title),  # noqa: S704 - escaped by the engine
        excerpt=_excerpt(course, marked),
        lang=course.language or "",
        provider=course.provider.name,
        provider_url=url_for("provider.page", key=course.provider.key),
        logo_url=logo_url(course.provider),
        is_sample=course.provider.is_sample,
        language=values.language(course.language),
        facts=[fact for fact in _facts(course, run, met.kilometres if met else inf) if fact],
        when=_when(course, run),
        price=values.prices(course),
        areas=_areas(course),
    )


def _areas(course: Course) -> list[str]:
    """Return the names of a course's skill areas in the page's language, for a reader who cannot read the course."""
    reads = languages_read()
    if not reads or base_language(course.language) in ("", *reads):
        return []
    known = skill_areas()
    keys = [area.area_key for area in course.skill_areas if known.get(area.area_key)]
    return [known.label(key, reader_language()) for key in keys[:MAX_AREAS]]


def next_run(course: Course) -> CourseInstance | None:
    """Return the next run that is not over; None if there is none."""
    today = datetime.now(UTC).date()
    ahead = [run for run in course.instances if is_ahead(run, today)]
    held = [run for run in ahead if run.status not in NOT_HELD]
    return min(held, key=lambda run: run.start or today, default=None)


def _excerpt(course: Course, marked: Mapping[str, str]) -> Markup:
    found = marked.get("summary") or marked.get("description")
    if found:
        return Markup(found)  # noqa: S704 - escaped by the engine
    text = course.summary or plain_text(course.description)
    return escape(
        text if len(text) <= MAX_EXCERPT_CHARACTERS else text[:MAX_EXCERPT_CHARACTERS].rsplit(" ", 1)[0] + " …"
    )


def _facts(course: Course, run: CourseInstance | None, kilometres: float) -> list[str]:
    held = run or next(iter(course.instances), None)
    return [
        values.label("delivery_mode", course.delivery_mode),
        values.place(held) if held and held.locality else "",
        values.distance(kilometres) if isfinite(kilometres) else "",
        values.label("level", str(course.eqf_level) if course.eqf_level else None),
        values.workload(course.workload),
        values.label("credential", course.credential) if course.credential != "none" else "",
    ]


def _when(course: Course, run: CourseInstance | None) -> str:
    if run and run.start:
        return values.dates(run)
    if course.pace == "self-paced":
        return str(_("Any time"))
    return str(_("No further dates announced")) if any(run.start for run in course.instances) else ""
