"""Courses from rows: rows that share an id, or a title and an address, are instances of one course."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalogue.domain.course.field import LISTED_KINDS, Field
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.text.folding import fold
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, PlaceDraft, ProviderDraft
from catalogue.languages import all_words
from importers.spreadsheet.columns import ColumnMatch
from importers.spreadsheet.row import Row

SEPARATORS = re.compile(r"[|;]")
# Fields that are not simply what their column says.
READ_APART = frozenset({"title", "url", "external_id", "language", "audience", "delivery_mode"})
READ_BY_KIND = tuple(one for one in COURSE_FIELDS.values() if one.column and one.key not in READ_APART)
PLACE = ("venue", "street", "postal_code", "city", "region", "country")
IDENTITY = ("id", "title", "url")
# Answers to "Online?", folded.
YES = frozenset({"1", "x", *map(fold, all_words("answers", "yes"))})
NO = frozenset({"0", *map(fold, all_words("answers", "no"))})


def last_rows(rows: Iterable[Row], match: ColumnMatch) -> dict[int, int]:
    """Return for each course, by a hash of its identity, the number of the last row that speaks of it."""
    return {
        hash(identity_of(match.values(row.cells, IDENTITY))): row.number
        for row in rows
        if match.width <= len(row.cells) and not row.error
    }


class CourseRows:
    """Gathers the rows of each course, wherever they stand; a course leaves memory with its last row."""

    def __init__(self, page: Page, last: Mapping[int, int]) -> None:
        self._page = page
        self._last = last
        self._open: dict[int, CourseDraft] = {}

    def add(self, number: int, values: Mapping[str, str]) -> Iterator[CourseDraft]:
        """Take a row; yield its course if no later row speaks of it."""
        identity = hash(identity_of(values))
        if (course := self._open.get(identity)) is not None:
            _add_row(course, values)
        else:
            self._open[identity] = course_of(number, values, self._page)
        if number >= self._last[identity]:
            yield self._open.pop(identity)

    def unfinished(self) -> Iterator[CourseDraft]:
        """Yield courses whose last row could not be taken."""
        yield from self._open.values()


def identity_of(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what rows of one course share: its id, else its address, and its title in any case.

    An id that stands beside two titles is a mistake to be reported, not one course.
    """
    return ("id" if "id" in values else "url"), values.get("id") or values.get("url", ""), fold(values.get("title", ""))


def course_of_rows(rows: Sequence[tuple[int, Mapping[str, str]]], page: Page) -> CourseDraft:
    """Return the course that numbered rows of one identity tell of."""
    course = course_of(*rows[0], page)
    for _, values in rows[1:]:
        _add_row(course, values)
    return course


def course_of(number: int, values: Mapping[str, str], page: Page) -> CourseDraft:
    """Return the course of one row, with the one instance it tells of."""
    languages = _list(values, "language")
    course = CourseDraft(
        where=f"row {number}",
        title=values.get("title", ""),
        url=values.get("url", ""),
        external_id=values.get("id"),
        page_language=page.language or "",
        language=languages[0] if len(languages) == 1 else "",  # one of several is not known to be the text's
        provider=ProviderDraft(name=values["provider"]) if "provider" in values else None,
        audience=", ".join(_list(values, "audience")),
        delivery_mode=_mode(values),
        instances=_instances(values),
    )
    for one in READ_BY_KIND:
        setattr(course, one.key, _value(one, values))
    return course


def _value(one: Field, values: Mapping[str, str]) -> str | list[str]:
    return _list(values, one.column) if one.kind in LISTED_KINDS else values.get(one.column, "")


def _list(values: Mapping[str, str], name: str) -> list[str]:
    return [part for each in SEPARATORS.split(values.get(name, "")) if (part := each.strip())]


def _mode(values: Mapping[str, str]) -> str:
    """Return the mode; a column headed "Online" has yes or no instead of a mode."""
    given = values.get("delivery_mode", "")
    answer = fold(given)
    return "online" if answer in YES else "onsite" if answer in NO else given


def _instances(values: Mapping[str, str]) -> list[InstanceDraft]:
    """Return one instance, if the row says anything of when, where or for how much."""
    told = ("start_date", "end_date", "price", "capacity", "deadline", *PLACE)
    if not any(name in values for name in told):
        return []
    return [
        InstanceDraft(
            start=values.get("start_date", ""),
            end=values.get("end_date", ""),
            timezone=values.get("timezone", ""),
            enrolment_deadline=values.get("deadline", ""),
            place=_place(values),
            mode=_mode(values),
            language=languages[0] if len(languages := _list(values, "language")) == 1 else "",
            price=values.get("price", ""),
            currency=values.get("currency", ""),
            capacity=values.get("capacity", ""),
        )
    ]


def _add_row(course: CourseDraft, values: Mapping[str, str]) -> None:
    """Add the instance of a further row, and its languages; an address of its own is that of the instance."""
    runs = _instances(values)
    for run in runs:
        run.url = url if (url := values.get("url", "")) != course.url else ""
    course.instances += runs
    course.teaching_languages += [one for one in _list(values, "language") if one not in course.teaching_languages]


def _place(values: Mapping[str, str]) -> PlaceDraft | None:
    if not any(name in values for name in PLACE):
        return None
    return PlaceDraft(
        name=values.get("venue", ""),
        street=values.get("street", ""),
        postal_code=values.get("postal_code", ""),
        locality=values.get("city", ""),
        region=values.get("region", ""),
        country=values.get("country", ""),
    )
