"""A file of listings, row by row, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from openpyxl.utils import get_column_letter

from catalogue.domain.people.review_states import Finding, Piece, RowOutcome, UploadStatus, differences
from catalogue.models import Upload, UploadRow
from catalogue.services.moderating.reviewing.contract import Difference
from catalogue.services.providing.submissions.content import as_text
from catalogue.services.providing.uploads.handing_in import problems_told
from catalogue.web.moderating import queue_page as words


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one finding."""

    finding: str
    title: str
    rows: Sequence[UploadRow]


def groups(upload: Upload) -> list[Group]:
    """What is wrong first, what changes nothing last; empty groups are left out."""
    titles: dict[Finding, str] = {
        Finding.WRONG: _("Wrong"),
        Finding.NEW: _("New"),
        Finding.CHANGED: _("Changed"),
        Finding.UNCHANGED: _("Unchanged"),
    }
    found = [Group(key, title, [row for row in upload.rows if row.finding == key]) for key, title in titles.items()]
    return [group for group in found if group.rows]


def status(key: str) -> str:
    """Where a file stands."""
    names: dict[str, str] = {
        UploadStatus.CHECKED: _("looked at, not handed in"),
        UploadStatus.WAITING: _("with the moderators"),
        UploadStatus.SENT_BACK: _("changes wanted"),
        UploadStatus.APPLIED: _("in the catalogue"),
        UploadStatus.UNDONE: _("taken back"),
        UploadStatus.REJECTED: _("rejected"),
    }
    return names.get(key, key)


def outcome(key: str) -> str:
    """What became of a row."""
    names: dict[str, str] = {
        "taken": _("taken"),
        "left": _("left: this listing was changed or added meanwhile"),
        "undone": _("taken back"),
    }
    return names.get(key, key)


def handed_in(upload: Upload) -> str:
    """What has just become of a file."""
    if upload.status == UploadStatus.WAITING:
        return str(_("Thank you. The moderators have it now; you will get a mail when they have decided."))
    taken = sum(row.outcome == RowOutcome.TAKEN for row in upload.rows)
    return str(ngettext("%(num)s listing is in the catalogue.", "%(num)s listings are in the catalogue.", taken))


def place(row: UploadRow) -> str:
    """Where a course stands in the file."""
    first, last = row.numbers[0], row.numbers[-1]
    return str(first) if first == last else f"{first}–{last}"


def problems(row: UploadRow) -> list[tuple[str, str, str]]:
    """For each: the cell as a spreadsheet program names it, the header of its column, and what is wrong there."""
    return [(_cell(row, header, text), header, text) for header, text in problems_told(row, _)]


def compared(row: UploadRow) -> list[tuple[str, list[Piece]]]:
    """The fields that a row changes, each with its differences."""
    found = []
    for name, (before, after) in row.changes.items():
        one = Difference(name, as_text(before), as_text(after))
        found.append(
            (words.field_title(name), differences(words.readable(one, "before"), words.readable(one, "after")))
        )
    return found


def _cell(row: UploadRow, header: str, said: str) -> str:
    """Such as P14; of several rows the one whose text is spoken of."""
    if header not in row.upload.headers:
        return ""
    at = row.upload.headers.index(header)
    texts = ((number, cells[at].strip()) for number, cells in zip(row.numbers, row.cells, strict=True))
    spoken = (number for number, text in texts if text and text in said)
    return f"{get_column_letter(at + 1)}{next(spoken, row.numbers[0])}"
