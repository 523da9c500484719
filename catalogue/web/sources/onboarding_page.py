"""What a look at a source showed, in words and cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.domain.sources.advice import MissingField
from catalogue.domain.text.messages import message_from_json
from catalogue.ingestion.discovery import Way
from catalogue.ingestion.item import Outcome
from catalogue.ingestion.registry import discover
from catalogue.ingestion.report import RunReport
from catalogue.models import Course
from catalogue.services.sources.onboarding import Preview
from catalogue.web.search.card import Card, present_card
from catalogue.web.sources.columns_table import ColumnsView, present_columns

MAX_REMARKS = 8


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that is missing: in words, and where it is written in both kinds of format."""

    text: str
    schema_org: str
    column: str


@dataclass(frozen=True, slots=True)
class WayView:
    """One way to read the site, or the ``part`` of it; ``chosen`` is the one that the preview shows.

    ``titles`` are those of the first records, ``fields`` what most of them state.
    """

    address: str
    part: str
    label: str
    what: str
    titles: str
    fields: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewView:
    """``counts`` says what a run would do; ``remarks`` are what was not understood, most frequent first.

    ``readings`` say how the source was read, such as which header was taken for which column.
    """

    problem: str
    address: str
    part: str
    ways: Sequence[WayView]
    doubtful: bool
    given_holds: bool
    found: str
    counts: Sequence[tuple[str, int]]
    cards: Sequence[Card]
    advice: Sequence[Advice]
    remarks: Sequence[tuple[str, int]]
    readings: Sequence[str]
    columns: ColumnsView
    known_key: str
    registered: bool
    redirected: bool
    stopped_early: bool
    usable: bool


def present_preview(preview: Preview) -> PreviewView:
    """Return a preview in words."""
    report = preview.report
    doubtful = preview.chosen is not None and not preview.chosen.of_courses
    return PreviewView(
        problem=message_from_json(preview.problem).translated(_),
        address=preview.address,
        part=preview.part,
        ways=[present_way(way, way is preview.chosen) for way in preview.ways],
        doubtful=doubtful,
        given_holds=preview.given_holds,
        found=_found(report, doubtful) if report else "",
        counts=[(name, count) for name, count in report.counts().items() if count] if report else [],
        cards=[_card(course) for course in preview.courses],
        advice=[_advice(lack) for lack in preview.lacks],
        remarks=_remarks(report) if report else [],
        readings=[remark.translated(_) for remark in report.remarks] if report else [],
        columns=present_columns(preview),
        known_key=preview.known.key if preview.known else "",
        registered=preview.registered,
        redirected=preview.redirected,
        stopped_early=preview.stopped_early,
        usable=bool(preview.courses),
    )


def present_way(way: Way, chosen: bool = False) -> WayView:
    """Return a way in words: "schema.org markup: 23 courses", "Sitemap: 140 pages; courses on 3 of 3 tried"."""
    named = {
        "description": _("Description"),
        "start": _("Dates"),
        "place": _("Place"),
        "price": _("Price"),
        "workload": _("Workload"),
        "delivery_mode": _("How it is taught"),
    }
    return WayView(
        address=way.address,
        part=way.part,
        label=_(way.importer.label),
        what="; ".join(_contents(way)),
        titles=" · ".join(way.titles),
        fields=", ".join(named[name] for name in way.fields),
        chosen=chosen,
    )


def _contents(way: Way) -> Iterator[str]:
    """Yield what a way leads to; records that show nothing of courses are not called that."""
    if way.courses and way.of_courses:
        yield ngettext("%(num)s course", "%(num)s courses", way.courses)
    elif way.courses:
        yield _entries(way.courses)
    if way.lists:
        yield ngettext("leads to %(num)s further list", "leads to %(num)s further lists", len(way.lists))
    if way.pages:
        yield ngettext("leads to %(num)s page", "leads to %(num)s pages", len(way.pages))
    if way.tried:
        yield _("courses found on %(useful)s of %(tried)s looked at", useful=way.useful, tried=way.tried)
    if way.following:
        yield _("goes on on a next page")


def _found(report: RunReport, doubtful: bool) -> str:
    labels = [_(discover()[key].label) for key in sorted(report.formats) if key in discover()]
    courses = _entries(report.found) if doubtful else ngettext("%(num)s course", "%(num)s courses", report.found)
    if not labels:
        return str(courses)
    pages = ngettext("%(num)s page", "%(num)s pages", report.pages)
    return str(_("%(courses)s on %(pages)s: %(formats)s", courses=courses, pages=pages, formats=", ".join(labels)))


def _entries(count: int) -> str:
    """Return records of which nothing says that they are courses, in words."""
    entries = ngettext(
        "%(num)s entry that shows nothing of a course", "%(num)s entries that show nothing of courses", count
    )
    return str(entries)


def _card(course: Course) -> Card:
    """Return a course as it would look; it links to where it was found, as it has no page here yet."""
    course.slug = "preview"
    return replace(present_card(course), url=course.url, provider_url=course.url)


def _remarks(report: RunReport) -> list[tuple[str, int]]:
    remarks = Counter(message_from_json(note).translated(_) for item in report.items for note in item.notes)
    remarks.update(
        message_from_json(item.message).translated(_) for item in report.items if item.outcome == Outcome.REJECTED
    )
    return remarks.most_common(MAX_REMARKS)


def _advice(lack: MissingField) -> Advice:
    names = {
        "description": _("a description"),
        "language": _("the language of the text"),
        "instances": _("dates, or that it can be begun at any time"),
        "start": _("a start date"),
        "place": _("where it takes place"),
        "price": _("a price, or that it is free"),
        "workload": _("the workload"),
        "delivery_mode": _("whether it is online, on site or both"),
        "skill_areas": _("the subject"),
        "credential": _("what one holds at the end"),
        "external_id": _("an identifier that never changes"),
    }
    text = ngettext(
        "%(num)s course does not say %(what)s.", "%(num)s courses do not say %(what)s.", lack.records,
        what=names[lack.field],
    )  # fmt: skip
    if lack.guessed:
        text = text + " " + _("We recognised it from the text; better is to state it.")
    return Advice(str(text), lack.schema_org, lack.column)
