"""Giving each of several things its turn, whatever becomes of the one before."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from sqlalchemy.orm import Session

logger = logging.getLogger(__name__)

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def each_in_turn(session: Session, things: Iterable[Thing], act: Callable[[Thing], Result]) -> Iterator[Result]:
    """Yield what came of each thing; one that fails is rolled back and logged, and keeps no other from its turn.

    ``act`` commits what it does. What is given should name rows rather than be rows, which a rollback expires.
    """
    for thing in things:
        try:
            yield act(thing)
        except Exception:
            session.rollback()
            logger.exception("%s failed on %r; the others have their turn", getattr(act, "__name__", "work"), thing)
