"""A table with its header: the row that names its columns, and which column each of them is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote

from catalogue.domain.text.messages import N_, Message, joined_messages
from catalogue.ingestion.contract import Fault, Page, Remark, Unreadable
from importers.table.columns import ColumnMatch, match_columns
from importers.table.contents import ROWS_SAMPLED, Doubt, guess_columns
from importers.table.headers import is_about_courses
from importers.table.row import Row, Table

MAX_ROWS_ABOVE_HEADER = 10
MIN_NAMED_COLUMNS = 2
"""Of a header that does not name all that is required: a sentence may hold one word that names a column."""
MAX_SHOWN_HEADER_CHARACTERS = 40
MAX_SHOWN_HEADERS = 20
# What only courses have: a table that names none of these is not taken for one of courses without their addresses.
TELLING_COLUMNS = frozenset(
    {"start_date", "price", "workload", "delivery_mode", "credential", "deadline", "learning_outcomes", "prerequisites"}
)

HOME = N_("The list names no addresses of its courses, so each leads to %(home)s.")
HOMELESS = N_(
    "The list names no addresses of its courses. Name a column url, or give the provider a website: then each leads "
    "there."
)


@dataclass(frozen=True, slots=True)
class Headed:
    """A table, its header and the columns of it; ``doubts`` are columns that several headers may be."""

    table: Table
    header: Row
    match: ColumnMatch
    doubts: Sequence[Doubt] = ()

    def records(self) -> Iterator[Row]:
        """Return the rows below the header that hold anything."""
        return (row for row in islice(self.table.rows(), self.header.number, None) if not row.blank)


def is_homeless(one: Headed, page: Page) -> bool:
    """Say whether a table tells of courses, by its columns, its name or its file's, but not where each has its page."""
    file_name = unquote(page.url.partition("?")[0]).rpartition("/")[2].partition(".")[0]
    called = is_about_courses(one.table.name) or is_about_courses(file_name)
    return one.match.missing == ["url"] and (called or not TELLING_COLUMNS.isdisjoint(one.match.places))


def headed_tables(tables: Iterable[Table], page: Page) -> Iterator[Headed]:
    """Yield each table in which one of the upper rows names what is required, as far as a table must say it."""
    for table in tables:
        one = headed(table, page.columns)
        if one is not None and (not one.match.missing or is_homeless(one, page)):
            yield guessed(one, page.columns)


def headed(table: Table, chosen: Mapping[str, str]) -> Headed | None:
    """Return the table with the row that is likeliest its header; None if none of the upper rows may be one."""
    best: Headed | None = None
    if table.by_name:
        header = next(table.rows())
        return Headed(table, header, match_columns(header.cells, chosen, table.by_name))
    for row in islice(table.rows(), MAX_ROWS_ABOVE_HEADER + 1):
        match = match_columns(row.cells, chosen)
        if not match.missing:
            return Headed(table, row, match)
        if best is None or _weight(match) > _weight(best.match):
            best = Headed(table, row, match)
    return _with_guesses(best, chosen) if best and best.header.cells else None


def _weight(match: ColumnMatch) -> tuple[int, int, int]:
    return len(match.places), -len(match.absent), len(match.named)


def _with_guesses(one: Headed, chosen: Mapping[str, str]) -> Headed:
    """Return the table with columns told from what stands in them, if its header names some at all."""
    if len(one.match.places) < MIN_NAMED_COLUMNS and "title" not in one.match.places:
        return one
    return guessed(one, chosen)


def guessed(one: Headed, chosen: Mapping[str, str]) -> Headed:
    """Return the table with those columns that its header does not name but its rows tell."""
    sample = [row for row in islice(one.records(), ROWS_SAMPLED) if not row.error]
    withheld = frozenset(header.strip() for header, column in chosen.items() if not column)
    found = guess_columns(one.match, sample, withheld)
    match = (
        one.match.with_guesses(found.places, found.linked) if found.places or found.linked is not None else one.match
    )
    return Headed(one.table, one.header, match.with_order_of_days([row.cells for row in sample]), found.doubts)


def nearest(tables: Iterable[Table], page: Page) -> Unreadable:
    """Return the error for tables none of which names what is required: what was found in the likeliest."""
    empty = match_columns(())
    found = (headed(table, page.columns) for table in tables)
    matches = [guessed(one, page.columns).match for one in found if one]
    return Unreadable(max([empty, *matches], key=_weight).advice(page.url))


def remarks_on(one: Headed, page: Page) -> Iterator[Remark | Fault]:
    """Yield which header was taken for which column, where that is not plain, and what a person should look at."""
    match = one.match
    yield from _named_remarks(match)
    if match.guessed:
        text = N_("Told from what stands in these columns: %(guesses)s. If that is wrong, say what they mean.")
        guesses = {header: match.matched[header] for header in match.headers if header in match.guessed}
        yield Remark(message=Message(text, guesses=_pairs(guesses)))
    if match.linked is not None:
        linked = N_("The address of each course is the link behind “%(header)s”.")
        yield Remark(message=Message(linked, header=match.headers[match.linked].strip()))
    if is_homeless(one, page):
        yield Remark(message=Message(HOME if page.home else HOMELESS, home=page.home))
    for doubt in one.doubts:
        text = N_("%(headers)s may each be %(column)s, so none was taken; say which one it is.")
        yield Remark(message=Message(text, headers=_quoted(doubt.headers), column=doubt.column))
    if match.absent:
        text = N_(
            "These headers, of which somebody said what they mean, are gone: %(headers)s. Look at the address again "
            "and say what the headers mean now; until then nothing is taken for gone."
        )
        yield Fault(
            where=f"row {one.header.number}", message=Message(text, headers=_quoted(match.absent)), truncates=True
        )


def _named_remarks(match: ColumnMatch) -> Iterator[Remark]:
    foreign, ignored = _pairs(match.foreign), _quoted(match.ignored)
    if foreign and ignored:
        text = N_("Columns were read as follows: %(foreign)s. Not read: %(ignored)s.")
        yield Remark(message=Message(text, foreign=foreign, ignored=ignored))
    elif foreign:
        yield Remark(message=Message(N_("Columns were read as follows: %(foreign)s."), foreign=foreign))
    elif ignored:
        yield Remark(message=Message(N_("These columns were not read: %(ignored)s."), ignored=ignored))


def sheets_left_out(names: Sequence[str]) -> Remark:
    """Return the remark on sheets of which nothing was read."""
    text = N_("Not read, since no upper row names title and url: %(sheets)s.")
    return Remark(message=Message(text, sheets=joined_messages([f"“{name}”" for name in names])))


def _pairs(columns: Mapping[str, str]) -> str:
    return ", ".join(f"“{header.strip()[:MAX_SHOWN_HEADER_CHARACTERS]}” = {name}" for header, name in columns.items())


def _quoted(headers: Sequence[str]) -> str:
    return ", ".join(f"“{header.strip()[:MAX_SHOWN_HEADER_CHARACTERS]}”" for header in headers[:MAX_SHOWN_HEADERS])
