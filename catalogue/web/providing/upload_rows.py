"""A file of listings, row by row, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from openpyxl.utils import get_column_letter

from catalogue.domain.people.review_states import Finding, RowOutcome, TextChange, UploadStatus, word_differences
from catalogue.models import Upload, UploadRow
from catalogue.services.providing.submissions.content import as_text
from catalogue.services.providing.uploads.upload_files import problems_in_words
from catalogue.services.reviewing.contract import Difference
from catalogue.web.moderating.queue_page import difference_side, field_title


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one finding."""

    finding: str
    title: str
    rows: Sequence[UploadRow]


def row_groups(upload: Upload) -> list[Group]:
    """Return the rows by outcome, wrong ones first and unchanged ones last; empty groups are left out."""
    titles: dict[Finding, str] = {
        Finding.WRONG: _("Wrong"),
        Finding.NEW: _("New"),
        Finding.CHANGED: _("Changed"),
        Finding.UNCHANGED: _("Unchanged"),
    }
    found = [Group(key, title, [row for row in upload.rows if row.finding == key]) for key, title in titles.items()]
    return [group for group in found if group.rows]


def status_label(key: str) -> str:
    """Return the state of a file in words."""
    names: dict[str, str] = {
        UploadStatus.CHECKED: _("checked, not submitted"),
        UploadStatus.WAITING: _("waiting for a moderator"),
        UploadStatus.SENT_BACK: _("changes requested"),
        UploadStatus.APPLIED: _("in the catalogue"),
        UploadStatus.UNDONE: _("undone"),
        UploadStatus.REJECTED: _("rejected"),
    }
    return names.get(key, key)


def outcome_label(key: str) -> str:
    """Return what became of a row."""
    names: dict[str, str] = {
        "taken": _("used"),
        "left": _("not used: this listing was changed or added in the meantime"),
        "undone": _("undone"),
    }
    return names.get(key, key)


def upload_message(upload: Upload) -> str:
    """Return the message on what has just become of a file."""
    if upload.status == UploadStatus.WAITING:
        return str(_("Thank you. A moderator will check it, and you will get an e-mail when it is decided."))
    taken = sum(row.outcome == RowOutcome.TAKEN for row in upload.rows)
    return str(ngettext("%(num)s listing is in the catalogue.", "%(num)s listings are in the catalogue.", taken))


def row_place(row: UploadRow) -> str:
    """Return where a course stands in the file."""
    first, last = row.numbers[0], row.numbers[-1]
    return str(first) if first == last else f"{first}–{last}"


def row_problems(row: UploadRow) -> list[tuple[str, str, str]]:
    """Return for each problem its cell as a spreadsheet program names it, the column's header, and what is wrong."""
    return [(_cell(row, header, text), header, text) for header, text in problems_in_words(row, _)]


def row_changes(row: UploadRow) -> list[tuple[str, list[TextChange]]]:
    """Return the fields that a row changes, each with its differences."""
    found = []
    for name, (before, after) in row.changes.items():
        one = Difference(name, as_text(before), as_text(after))
        found.append(
            (field_title(name), word_differences(difference_side(one, "before"), difference_side(one, "after")))
        )
    return found


def _cell(row: UploadRow, header: str, said: str) -> str:
    """Return the name of a cell, such as P14; of several rows, that of the one whose text is meant."""
    if header not in row.upload.headers:
        return ""
    at = row.upload.headers.index(header)
    texts = ((number, cells[at].strip()) for number, cells in zip(row.numbers, row.cells, strict=True))
    spoken = (number for number, text in texts if text and text in said)
    return f"{get_column_letter(at + 1)}{next(spoken, row.numbers[0])}"


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "outcome_label": outcome_label,
    "row_changes": row_changes,
    "row_place": row_place,
    "row_problems": row_problems,
    "status_label": status_label,
}
"""What the templates of uploads call."""
