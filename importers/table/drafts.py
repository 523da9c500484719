"""Courses from rows: rows that share an id, or a title and an address, are instances of one course."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from catalogue.domain.course.field import LISTED_KINDS, Field
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.text.folding import fold
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, Page, PlaceDraft, ProviderDraft
from catalogue.languages import all_words
from importers.markup.page_facts import absolute
from importers.table.columns import ColumnMatch
from importers.table.days import days_in, written_day
from importers.table.row import Row

SEPARATORS = re.compile(r"[|;]")
# Fields that are not simply what their column says.
READ_APART = frozenset({"title", "url", "external_id", "language", "audience", "delivery_mode"})
READ_BY_KIND = tuple(one for one in COURSE_FIELDS.values() if one.column and one.key not in READ_APART)
PLACE = ("venue", "street", "postal_code", "city", "region", "country")
OF_A_RUN = ("start_date", "end_date", "price", "capacity", "deadline", *PLACE)
IDENTITY = ("id", "title", "url")
# Answers to "Online?", folded.
YES = frozenset({"1", "x", "true", *map(fold, all_words("answers", "yes"))})
NO = frozenset({"0", "false", *map(fold, all_words("answers", "no"))})


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row as understood: its values by column, and those of each further run it tells of.

    ``number`` grows from row to row; ``where`` says where a person finds it; ``cells`` is a hash of all its cells.
    """

    number: int
    where: str
    values: Mapping[str, str]
    runs: Sequence[Mapping[str, str]] = ()
    cells: int = 0


class RowReader:
    """Makes records of the rows of a table, one after the other.

    Whoever lists several dates of a course writes its name in the first row and leaves it empty below, or merges the
    cells: such a row belongs to the course above it.
    """

    def __init__(self, match: ColumnMatch) -> None:
        self._match = match
        self._above: Mapping[str, str] = {}

    def identity(self, row: Row) -> tuple[str, ...]:
        """Return what the row shares with the others of its course."""
        values = self._match.values(row.cells, IDENTITY, row.links)
        if "title" not in values or "url" not in values:
            values = self._completed(self._match.values(row.cells, None, row.links))
        self._above = values
        return identity_of(values)

    def record(self, row: Row, where: str = "", number: int = 0) -> Record:
        """Return the row as understood."""
        values = self._completed(self._match.values(row.cells, None, row.links))
        self._above = values
        return Record(
            number=number or row.number,
            where=where or row.where or f"row {row.number}",
            values=values,
            runs=self._match.further_runs(row.cells) if self._match.runs else (),
            cells=hash(tuple(row.cells)),
        )

    def lose_the_row_above(self) -> None:
        """Forget the row above, which could not be read: nothing may be put to the course before it."""
        self._above = {}

    def _completed(self, values: dict[str, str]) -> dict[str, str]:
        """Return the values with the name and address of the course above where the row leaves them out."""
        above = {name: text for name, text in self._above.items() if name in IDENTITY}
        same = all(values.get(name, text) == text for name, text in above.items())
        if "title" in values:
            lacking_address = "url" in above and "url" not in values
            return above | values if same and lacking_address and "title" in above else values
        return above | values if same and any(name in values for name in OF_A_RUN) else values


def last_rows(rows: Iterable[tuple[int, Row]], match: ColumnMatch) -> dict[int, int]:
    """Return for each course, by a hash of its identity, the number of the last row that speaks of it."""
    reader, found = RowReader(match), dict[int, int]()
    for number, row in rows:
        if match.width <= len(row.cells) and not row.error:
            found[hash(reader.identity(row))] = number
        else:
            reader.lose_the_row_above()
    return found


class CourseRows:
    """Gathers the rows of each course, wherever they stand; a course leaves memory with its last row."""

    def __init__(self, page: Page, last: Mapping[int, int]) -> None:
        self._page = page
        self._last = last
        self._open: dict[int, CourseDraft] = {}
        self._rows_taken: dict[int, set[int]] = {}

    def add(self, record: Record) -> Iterator[CourseDraft]:
        """Take a row; yield its course if no later row speaks of it."""
        identity = hash(identity_of(record.values))
        if (course := self._open.get(identity)) is None:
            self._open[identity] = course_of(record, self._page)
        elif record.cells not in self._rows_taken[identity]:  # some lists repeat a row word for word
            _add_row(course, record, self._page)
        self._rows_taken.setdefault(identity, set()).add(record.cells)
        if record.number >= self._last.get(identity, 0):
            del self._rows_taken[identity]
            yield self._open.pop(identity)

    def unfinished(self) -> Iterator[CourseDraft]:
        """Yield courses whose last row could not be taken."""
        yield from self._open.values()


def identity_of(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what rows of one course share: its id, else its address, and its title in any case.

    An id that stands beside two titles is a mistake to be reported, not one course.
    """
    return ("id" if "id" in values else "url"), values.get("id") or values.get("url", ""), fold(values.get("title", ""))


def course_of_rows(records: Sequence[Record], page: Page) -> CourseDraft:
    """Return the course that records of one identity tell of."""
    course = course_of(records[0], page)
    for record in records[1:]:
        _add_row(course, record, page)
    return course


def course_of(record: Record, page: Page) -> CourseDraft:
    """Return the course of one row, with the instances it tells of."""
    values = record.values
    languages = _list(values, "language")
    course = CourseDraft(
        where=record.where,
        title=values.get("title", ""),
        url=_address(values.get("url", ""), page),
        external_id=values.get("id"),
        page_language=page.language or "",
        language=languages[0] if len(languages) == 1 else "",  # one of several is not known to be the text's
        provider=ProviderDraft(name=values["provider"]) if "provider" in values else None,
        audience=", ".join(_list(values, "audience")),
        delivery_mode=_mode(values),
        instances=_instances(record),
    )
    for one in READ_BY_KIND:
        setattr(course, one.key, _value(one, values))
    if course.image:
        course.image = _address(course.image, page)
    return course


def _address(text: str, page: Page) -> str:
    """Return an address in full: one without its scheme, or within the site the table came from, is completed."""
    if text.startswith("www.") and not any(map(str.isspace, text)):
        return f"https://{text}"
    return absolute(page.url, text) if text.startswith("/") and is_web_address(page.url) else text


def _value(one: Field, values: Mapping[str, str]) -> str | list[str]:
    return _list(values, one.column) if one.kind in LISTED_KINDS else values.get(one.column, "")


def _list(values: Mapping[str, str], name: str) -> list[str]:
    if not (text := values.get(name, "")):
        return []
    text = html.unescape(text) if "&" in text else text
    return [part for each in SEPARATORS.split(text) if (part := each.strip())]


def _mode(values: Mapping[str, str]) -> str:
    """Return the mode; a column headed "Online" has yes or no instead of a mode."""
    given = values.get("delivery_mode", "")
    answer = fold(given)
    return "online" if answer in YES else "onsite" if answer in NO else given


def _instances(record: Record) -> list[InstanceDraft]:
    """Return the instances of which the row says anything: when, where or for how much.

    What a numbered run does not say itself, the row says for all of them, but for its end.
    """
    values = record.values
    if not record.runs:
        return _runs(values)
    common = {name: text for name, text in values.items() if name not in ("start_date", "end_date")}
    runs = [run for own in (values, *({**common, **run} for run in record.runs)) for run in _runs(own)]
    return list({repr(run): run for run in runs}.values())


def _runs(values: Mapping[str, str]) -> list[InstanceDraft]:
    """Return the runs of one set of values: as many as days stand in the cell of the start."""
    if not any(name in values for name in OF_A_RUN):
        return []
    run = InstanceDraft(
        start=written_day(values.get("start_date", "")),
        end=written_day(values.get("end_date", "")),
        timezone=values.get("timezone", ""),
        enrolment_deadline=written_day(values.get("deadline", "")),
        place=_place(values),
        mode=_mode(values),
        price=values.get("price", ""),
        currency=values.get("currency", ""),
        capacity=values.get("capacity", ""),
    )
    starts = days_in(run.start)
    if len(starts) < 2:
        return [run]
    ends = days_in(run.end)
    if run.end and len(ends) != len(starts):
        return [run]
    return [replace(run, start=start, end=end) for start, end in zip(starts, ends or [""] * len(starts), strict=True)]


def _add_row(course: CourseDraft, record: Record, page: Page) -> None:
    """Put a further row to its course: its instances, with the address, language and mode that are theirs alone."""
    values = record.values
    runs, address, languages = _instances(record), _address(values.get("url", ""), page), _list(values, "language")
    own_language = languages[0] if len(languages) == 1 and languages != course.teaching_languages else ""
    if course.language and languages and languages != course.teaching_languages:
        for run in course.instances:  # those before are then in the language that stood in their row
            run.language = run.language or course.language
        course.language = ""  # one of several is not known to be the text's
    for run in runs:
        run.url = address if address != course.url else ""
        run.language = own_language
    course.instances += runs
    course.teaching_languages += [name for name in languages if name not in course.teaching_languages]
    if (mode := _mode(values)) and mode != course.delivery_mode:
        course.delivery_mode = ""  # each instance says its own


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
