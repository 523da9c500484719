"""What a writer of an open format is given, and what it reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from catalogue.models import Course


@dataclass(frozen=True, slots=True)
class Catalogue:
    """This catalogue as its exports name it: its name, its address, the time of the export, and where a course's page
    is."""

    name: str
    address: str
    made_at: datetime
    page_of: Callable[[Course], str]


@dataclass(slots=True)
class ExportReport:
    """How many courses were written, and for which reasons others could not be."""

    courses: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


Write = Callable[[Iterable[Course], BinaryIO, Catalogue], ExportReport]


@dataclass(frozen=True, slots=True)
class Format:
    """An open format. ``write`` streams: it takes courses one at a time and keeps none."""

    key: str
    label: str
    media_type: str
    extension: str
    write: Write
