"""Where a source and its runs stand."""

from __future__ import annotations

from enum import StrEnum


class RunStatus(StrEnum):
    """Where a run stands: it goes on, has read its source, could not, or was broken off with its process."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DEAD = "dead"


class Approval(StrEnum):
    """What moderators say of a source that somebody registered; only an approved one is harvested."""

    WAITING = "waiting"
    APPROVED = "approved"
    REFUSED = "refused"
