"""What each row of a file would do: create a listing, change one, nothing, or nothing because it is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from catalogue.domain.course.fields import FIELDS
from catalogue.domain.course.records import CourseStatus
from catalogue.domain.people.review_states import Finding, missing_fields
from catalogue.domain.text.messages import N_, Message, Text, reason_of
from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from catalogue.ingestion.tables import Sheet, SheetCourse
from catalogue.models import Course, Provider
from catalogue.services.providing.submissions.content import (
    FORM_FIELDS,
    JOINED_FIELDS,
    PLAIN_FIELDS,
    Content,
    content_of,
    joined,
)
from catalogue.services.providing.submissions.publishing import (
    Understood,
    Unpublishable,
    as_course,
    read_content,
    submission_source,
)
from catalogue.services.providing.uploads.table import COURSE_COLUMNS, RUN_COLUMNS, cells_of
from catalogue.services.sources.importing.known_courses import KnownCourses
from catalogue.taxonomy.skill_areas import skill_areas

MISSING_FIELD_TEXTS = {
    "title": N_("Give every course a name."),
    "url": N_("Give every course the address of its own page, beginning with https://."),
    "language": N_("Say in which language the text is, such as de or German."),
    "skill_areas": N_("Name at least one skill area by its key or name, such as batteries."),
}
LISTED_TWICE_TEXT = N_(
    "Another row speaks of this listing already; give each course one id, and one title for all its rows."
)
MERGED_LISTING_TEXT = N_("This listing was merged into another one; leave the row out, or give it another id.")
Problems = dict[str, list[Text]]
"""What is wrong, by column; "" for what concerns the whole row."""


@dataclass(slots=True, kw_only=True)
class Checked:
    """One course of a file. ``course`` is the listing that its rows describe, None if there is none yet."""

    given: SheetCourse
    key: str
    finding: Finding
    content: Content = field(default_factory=dict)
    course: Course | None = None
    problems: Problems = field(default_factory=dict)
    changes: dict[str, list[object]] = field(default_factory=dict)


class Checker:
    """Compares the rows of one file with the listings of one provider."""

    def __init__(self, session: Session, provider: Provider, sheet: Sheet, ref: str) -> None:
        self._provider = provider
        self._columns = sheet.places
        self._ref = ref
        self._headers = {name: sheet.headers[at] for name, at in sheet.places.items()}
        self._courses = {course.id: course for course in own_courses(session, provider)}
        self._by_key = {course.external_id: course for course in self._courses.values() if course.external_id}
        self._by_key |= {course.slug: course for course in self._courses.values()}
        source = submission_source(session, provider)
        self._known = KnownCourses(session, provider.id, source.id)
        self._seen: set[int | str] = set()

    def check(self, given: SheetCourse) -> Checked:
        """Return what the rows of one course would do; call it in the order of the file, as a second mention is
        refused."""
        checked = self._checked(given)
        checked.problems = {self._headers.get(name, name): notes for name, notes in checked.problems.items()}
        return checked

    def _checked(self, given: SheetCourse) -> Checked:
        draft = given.draft
        key = (draft.external_id or "").strip()[:500] if draft else ""
        if draft is None:
            return Checked(given=given, key=key, finding=Finding.WRONG, problems={"": [given.fault]})
        typed = typed_content(draft)
        course = self._course(key, typed)
        if refusal := self._refusal(course, key):
            return Checked(
                given=given, key=key, finding=Finding.WRONG, problems={"id": [Message(refusal)]}, content=typed
            )
        before = content_of(course) if course else {}
        content = self._merged(before, typed) if course else typed
        checked = Checked(given=given, key=key, finding=Finding.NEW, content=content, course=course)
        try:
            understood = read_content(content, self._provider, key or self._where(given))
        except Unpublishable as error:
            checked.problems = {_column_of(reason_of(error)): [reason_of(error)]}
        else:
            self._compare(checked, understood, before)
        if checked.problems:
            checked.finding = Finding.WRONG
        return checked

    def _where(self, given: SheetCourse) -> str:
        return f"upload:{self._ref}:{given.numbers[0]}"

    def _course(self, key: str, typed: Content) -> Course | None:
        if key in self._by_key:
            return self._by_key[key]
        try:
            record = read_content(typed, self._provider, "").record
        except Unpublishable:
            return None
        record.external_id = key or None
        known = self._known.find(record)
        return self._courses[known.id] if known else None

    def _refusal(self, course: Course | None, key: str) -> str:
        spoken_of = course.id if course else key
        if spoken_of and spoken_of in self._seen:
            return LISTED_TWICE_TEXT
        self._seen.add(spoken_of)
        return MERGED_LISTING_TEXT if course and course.replaced_by_id else ""

    def _merged(self, before: Content, typed: Content) -> Content:
        """Return the listing changed in the columns in which the file differs from a fresh download.

        What the file has no column for stays.
        """
        before_cells, typed_cells = cells_of(before, self._columns), cells_of(typed, self._columns)
        differing = {name for name in before_cells if before_cells[name] != typed_cells[name]}
        merged = dict(before)
        for name in differing & COURSE_COLUMNS.keys():
            merged[COURSE_COLUMNS[name]] = typed[COURSE_COLUMNS[name]]
        if "language" in differing:
            merged["teaching_languages"] = typed["teaching_languages"]
            merged["language"] = typed["language"] or before["language"]
        if differing & {*RUN_COLUMNS, "delivery_mode"}:
            merged["instances"] = self._runs(before["instances"], typed["instances"])
        return merged

    def _runs(self, before: list[dict[str, str]], typed: list[dict[str, str]]) -> list[dict[str, str]]:
        """Return the runs as typed, with what the file has no columns for."""
        replaced = {RUN_COLUMNS[name] for name in self._columns if name in RUN_COLUMNS}
        replaced |= {f"{name}_time" for name in replaced & {"start", "end"}} | {"mode"}
        left = [{name: text for name, text in run.items() if name not in replaced} for run in before]
        left += [{}] * (len(typed) - len(left))
        return [{**old, **new} for old, new in zip(left, typed, strict=False)]

    def _compare(self, checked: Checked, understood: Understood, before: Content) -> None:
        checked.content = content_of(as_course(understood.record, self._provider.key))
        checked.problems = problems_of(understood, checked.content) | unknown_areas(checked.given)
        if checked.course is None:
            return
        pairs = {name: [before[name], checked.content[name]] for name in FORM_FIELDS}
        checked.changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
        if checked.course.status != CourseStatus.PUBLISHED:
            checked.changes["status"] = [checked.course.status, CourseStatus.PUBLISHED]
        checked.finding = Finding.CHANGED if checked.changes else Finding.UNCHANGED


def own_courses(session: Session, provider: Provider) -> list[Course]:
    """Return a provider's published and withdrawn courses with all that a listing holds."""
    loaded = (selectinload(Course.instances), selectinload(Course.skill_areas), joinedload(Course.provider))
    own = (
        select(Course).where(Course.provider_id == provider.id, Course.status != CourseStatus.DRAFT).order_by(Course.id)
    )
    return list(session.scalars(own.options(*loaded)))


def problems_of(understood: Understood, content: Content) -> Problems:
    """Return what was not understood or is missing, by column."""
    found: Problems = {}
    for note in dict.fromkeys(understood.notes):
        found.setdefault(_column_of(note), []).append(note)
    for name in missing_fields(content):
        found.setdefault(name, []).append(Message(MISSING_FIELD_TEXTS[name]))
    return found


def _column_of(note: Text) -> str:
    """Return the column of the field that a note speaks of; nothing if it speaks of none that has one."""
    field = FIELDS.get(note.field) if isinstance(note, Message) else None
    return field.column if field else ""


def unknown_areas(given: SheetCourse) -> Problems:
    """Return a problem for the names in the column of skill areas that are no skill area's, if there are any."""
    labels = given.draft.skill_areas if given.draft else ()
    unknown = [label for label in labels if skill_areas().find(label) is None]
    names = ", ".join(f"'{label[:60]}'" for label in unknown)
    text = N_("No skill area is called %(names)s; use their keys or names.")
    return {"skill_areas": [Message(text, names=names)]} if unknown else {}


def key_of(course: Course) -> str:
    """Return the id by which a provider knows its listing: its own one, else the end of the listing's address."""
    own = course.external_id or ""
    return course.slug if not own or own.startswith(("submission:", "upload:")) else own


def typed_content(draft: CourseDraft) -> Content:
    """Return what a row says, as a form would hold it."""
    content: Content = {name: getattr(draft, name) for name in PLAIN_FIELDS}
    content["skill_areas"] = list(draft.skill_areas)
    content["teaching_languages"] = list(draft.teaching_languages)
    content |= {name: joined(name, getattr(draft, name)) for name in JOINED_FIELDS}
    content["instances"] = [_run(each) for each in draft.instances]
    return content


def _run(draft: InstanceDraft) -> dict[str, str]:
    place = draft.place
    texts: Mapping[str, str] = {
        "start": draft.start,
        "end": draft.end,
        "zone": draft.timezone,
        "deadline": draft.enrolment_deadline,
        "place": place.name if place else "",
        "street": place.street if place else "",
        "postal_code": place.postal_code if place else "",
        "city": place.locality if place else "",
        "region": place.region if place else "",
        "country": place.country if place else "",
        "mode": draft.mode,
        "price": draft.price,
        "currency": draft.currency,
        "capacity": draft.capacity,
        "url": draft.url,
    }
    return {name: text for name, text in texts.items() if text}
