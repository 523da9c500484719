"""Working through a list so that a step that fails does not keep the others from being done."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sqlalchemy.orm import Session

logger = logging.getLogger(__name__)

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def run_independently(session: Session, things: Iterable[Thing], act: Callable[[Thing], Result]) -> Iterator[Result]:
    """Call ``act`` with each thing and yield its results; a call that fails is rolled back, logged and yields none.

    ``act`` commits what it does. What is given should name rows rather than be rows, which a rollback expires.
    """
    for thing in things:
        try:
            yield act(thing)
        except Exception:
            session.rollback()
            logger.exception("%s failed on %r; the others go on", getattr(act, "__name__", "work"), thing)
