"""Column types that several tables share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from sqlalchemy import DateTime, String, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import mapped_column

Key = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(500))]
Address = Annotated[str, mapped_column(String(2000))]
Code = Annotated[str, mapped_column(String(40))]


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant; SQLite drops the zone of what it stores, so UTC is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


Instant = Annotated[datetime, mapped_column(UtcDateTime)]
