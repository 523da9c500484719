"""How records are recognised as the same course, and as changed."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha256
from typing import Any

from catalogue.domain.course.records import CourseRecord
from catalogue.domain.text.folding import fold

# A sign that is part of a name ("C++", "C#") distinguishes two titles.
_WORD = re.compile(r"[^\W_]+[+#]*")


def fingerprint(record: CourseRecord) -> str:
    """Return 64 hexadecimal digits over all content, the same in every process; equal records have equal fingerprints.

    Empty fields do not count, so a field added to the record later leaves all existing fingerprints as they are.
    """
    content = json.dumps(record, default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache(maxsize=8192)
def title_key(title: str) -> str:
    """Return a title as matching compares it: folded words with single spaces and, if it has words, no punctuation."""
    folded = fold(title)
    return " ".join(_WORD.findall(folded)) or "".join(folded.split())


def _plain(value: object) -> object:
    """Return a value that JSON cannot hold as one that it can. Raise ``TypeError`` for a type no record holds."""
    if is_dataclass(value) and not isinstance(value, type):
        named = ((name, getattr(value, name)) for name in _names(type(value)))
        return {name: content for name, content in named if content or not _empty(content)}
    if isinstance(value, Decimal):
        return str(value.normalize())
    if isinstance(value, date | time):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a record")


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _empty(value: Any) -> bool:
    return value is None or value in ("", (), {})
