"""Recording what a visitor does: a line in a file of this minute, written in some 50 µs, and never a failed page."""

from __future__ import annotations

import json
import logging
import os
import platform
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from catalogue.domain.search.usage_events import Step, is_program, visitor_mark

logger = logging.getLogger(__name__)

MINUTE_FORMAT = "%Y%m%dT%H%M"


@dataclass(frozen=True, slots=True)
class Visitor:
    """What a request tells of its sender; only a mark of it that lives for a day is ever written down."""

    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class InterestRecorder:
    """The files of one instance, in ``folder``: ``MINUTE@MACHINE.jsonl``, and the salt of the day."""

    folder: Path

    def searched(self, visitor: Visitor, shown: Sequence[int], total: int, counts: bool = True) -> None:
        """Record that a page of results showed the courses ``shown``.

        ``counts`` is false for a second page, or for browsing without a question: its courses were found, but no search
        was made.
        """
        self._note(visitor, Step.FOUND, shown, search=counts, fruitless=counts and not total)

    def opened(self, visitor: Visitor, course_id: int) -> None:
        """Record that a course's page was opened."""
        self._note(visitor, Step.OPENED, [course_id])

    def followed(self, visitor: Visitor, course_id: int) -> None:
        """Record that a visitor went on to the provider's page."""
        self._note(visitor, Step.FOLLOWED, [course_id])

    def _note(self, visitor: Visitor, step: Step, courses: Sequence[int], **more: bool) -> None:
        if is_program(visitor.agent):
            return
        try:
            moment = datetime.now(UTC)
            mark = visitor_mark(_salt(self.folder, moment.date()), visitor.address, visitor.agent)
            line = json.dumps({"step": step, "visitor": mark, "courses": list(courses), **more}) + "\n"
            _append(self.folder / f"{moment:{MINUTE_FORMAT}}@{platform.node() or 'here'}.jsonl", line.encode())
        except OSError:
            logger.exception("interest could not be noted in %s", self.folder)


def _append(path: Path, line: bytes) -> None:
    """Write a line at once to a file opened for appending, so that lines of several processes do not mix."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, line)
    finally:
        os.close(file)


@lru_cache(maxsize=4)
def _salt(folder: Path, day: date) -> bytes:
    """Return the day's salt, shared by the processes of this machine: the second reads what the first one wrote."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{day:%Y%m%d}.salt"
    if not path.exists():
        with NamedTemporaryFile(dir=folder) as whole, suppress(FileExistsError):
            whole.write(secrets.token_bytes(32))
            whole.flush()
            os.link(whole.name, path)
    return path.read_bytes()
