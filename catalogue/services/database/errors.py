"""What went wrong in the database, as those who answer requests tell it apart."""

from __future__ import annotations

from sqlalchemy.exc import (
    DataError,
    IntegrityError,
    InterfaceError,
    InternalError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError

ANY_FAULT = (SQLAlchemyError,)
"""Whatever a database and our access to it report."""
CONFLICTS = (IntegrityError, StaleDataError)
"""Somebody else changed the same thing at the same moment, and was first."""
UNUSABLE = (OperationalError, InterfaceError, InternalError, ProgrammingError, PoolTimeout)
"""The database does not answer, is locked, full or broken, or lacks a table."""
UNSTORABLE = (DataError, OverflowError)
"""A value that no column takes, such as a number beyond 64 bits."""


def cause_of(error: Exception) -> object:
    """Return what the database itself said, without SQLAlchemy's own words around it."""
    return getattr(error, "orig", None) or error
