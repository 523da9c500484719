"""Which characters a text may have, so that every database, index, feed, table and mail can hold it.

The rule is the production ``Char`` of XML 1.0 (fifth edition, section 2.2), the narrowest of all formats we write:
tab, line feed, carriage return, and all from the space on but the halves of surrogate pairs (the Unicode Standard,
section 3.8: no character by themselves) and the noncharacters U+FFFE and U+FFFF. It leaves out NUL, which PostgreSQL
refuses, and the other control characters below the space, which spreadsheets (ECMA-376) refuse as XML does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from catalogue.domain.text.messages import Message

T = TypeVar("T")

_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Two halves of a pair that were read separately (CESU-8, or "\ud83d" and "\ude00" escaped apart) make one.
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
# Separators of words or lines: editors write U+000B and U+000C for breaks, and U+001C to U+001F are made for it.
_BLANKS = dict.fromkeys((0x0B, 0x0C, *range(0x1C, 0x20)), " ")


def well_formed(text: str) -> str:
    """Return the text with what is no character left out, and a space for control characters that part words."""
    if not _NO_CHARACTER.search(text):
        return text
    return _NO_CHARACTER.sub("", _PAIR.sub(_joined, text).translate(_BLANKS))


def is_well_formed(text: str) -> bool:
    """Say whether the text consists of allowed characters only."""
    return not _NO_CHARACTER.search(text)


def all_well_formed(value: T) -> T:
    """Return a value with every text within it well-formed: in lists, tuples, mappings, messages and data classes.

    What holds no other text comes back as it is, not as a copy.
    """
    cleaned: T = _cleaned(value)
    return cleaned


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list | tuple):
        parts = [_cleaned(part) for part in value]
        return value if _same(parts, value) else type(value)(parts)
    if isinstance(value, Mapping):
        pairs = {_cleaned(key): _cleaned(part) for key, part in value.items()}
        return value if _same(pairs, value) and _same(pairs.values(), value.values()) else pairs
    if isinstance(value, Message):
        return value if is_well_formed(str(value)) else value.without(well_formed)
    if is_dataclass(value) and not isinstance(value, type):
        return _cleaned_parts(value)
    return value


def _cleaned_parts(value: Any) -> Any:
    values = {part.name: getattr(value, part.name) for part in fields(value) if part.init}
    changed = {name: new for name, old in values.items() if (new := _cleaned(old)) is not old}
    return replace(value, **changed) if changed else value


def _same(new: Any, old: Any) -> bool:
    return len(new) == len(old) and all(one is other for one, other in zip(new, old, strict=True))


def _joined(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
