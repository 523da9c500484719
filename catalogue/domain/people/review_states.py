"""What may become of a submission, and how two texts differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class SubmissionStatus(StrEnum):
    """The stages of a submission: with its author, with the moderators, or at its end."""

    DRAFT = "draft"
    WAITING = "waiting"
    SENT_BACK = "sent-back"
    PUBLISHED = "published"
    REJECTED = "rejected"


class Verdict(StrEnum):
    """What a moderator can decide."""

    APPROVED = "approved"
    SENT_BACK = "sent-back"
    REJECTED = "rejected"


class UploadStatus(StrEnum):
    """The stages of a file of listings: checked, with the moderators, applied, undone, or refused."""

    CHECKED = "checked"
    WAITING = "waiting"
    SENT_BACK = "sent-back"
    APPLIED = "applied"
    UNDONE = "undone"
    REJECTED = "rejected"


class Finding(StrEnum):
    """What a row of a file would do."""

    WRONG = "wrong"
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class RowOutcome(StrEnum):
    """What became of a row: taken; left, as somebody else changed its course meanwhile; or undone."""

    TAKEN = "taken"
    LEFT = "left"
    UNDONE = "undone"


class LikenessState(StrEnum):
    """What became of the suggestion that two courses are alike."""

    OPEN = "open"
    MERGED = "merged"
    LINKED = "linked"
    DISMISSED = "dismissed"


LAPSED_OUTCOME = "lapsed"
"""The outcome of a review that became pointless before anybody decided."""
EDITABLE_STATUSES = frozenset({SubmissionStatus.DRAFT, SubmissionStatus.SENT_BACK})
VERDICTS_NEEDING_REASON = frozenset({Verdict.SENT_BACK, Verdict.REJECTED})
REQUIRED_FIELDS = ("title", "url", "language", "skill_areas")
_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class TextChange:
    """A run of text: ``kept``, ``gone`` or ``new``."""

    kind: str
    text: str


def missing_fields(content: dict[str, object]) -> list[str]:
    """Return the required fields that are still empty, in the order of the form."""
    return [name for name in REQUIRED_FIELDS if not content.get(name)]


def word_differences(before: str, after: str) -> list[TextChange]:
    """Return how one text became the other, word by word; what is gone stands before what is new."""
    return list(_pieces(_WORDS.findall(before), _WORDS.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[TextChange]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        gone, new = "".join(before[start:end]), "".join(after[new_start:new_end])
        if tag == "equal":
            yield TextChange("kept", gone)
            continue
        if gone:
            yield TextChange("gone", gone)
        if new:
            yield TextChange("new", new)
