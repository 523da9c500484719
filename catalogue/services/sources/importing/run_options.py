"""What one run may do, and how it says why it could not go on."""

from __future__ import annotations

from dataclasses import dataclass

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Unreadable
from catalogue.ingestion.fetching import FetchFailed, FetchRefused


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """What one run may do.

    ``withdrawal_share`` is the share of a source's courses that may vanish in one run; 0.2 is a fifth. ``accepted`` are
    fields that nearly all courses may lose in one run, as a person says that they are gone. ``format`` is that of the
    crawl. ``unassigned_id`` is the source that stands for the same file as it was read when no provider was named.
    """

    dry_run: bool = False
    format: str = "auto"
    withdrawal_share: float = 0.2
    accepted: frozenset[str] = frozenset()
    unassigned_id: int | None = None


def failure_message(error: BaseException) -> Text:
    """Return why a run could not go on, as its owner reads it: a fault of the site in words, one of ours by its
    kind."""
    if isinstance(error, FetchRefused | FetchFailed | Unreadable):
        return error.message
    text = N_("An error of ours ended the run; it is logged. %(kind)s: %(reason)s")
    return Message(text, kind=type(error).__name__, reason=str(error))
