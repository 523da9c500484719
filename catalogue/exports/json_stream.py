"""A JSON document whose long list is written as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from catalogue.domain.text.characters import all_well_formed


def write_list(out: BinaryIO, around: dict[str, Any], name: str, items: Iterable[Any]) -> int:
    """Write ``around`` with the list ``name`` as its last member; returns how many items it took."""
    head = encoded(around)[:-1]
    out.write(head + (b", " if around else b"") + encoded(name) + b": [")
    count = 0
    for count, item in enumerate(items, 1):
        out.write((b",\n" if count > 1 else b"\n") + encoded(item))
    out.write(b"\n]}\n")
    return count


def encoded(item: object) -> bytes:
    """Return JSON in UTF-8 with nothing but characters in its texts, whatever was stored (``domain.characters``)."""
    return json.dumps(all_well_formed(item), ensure_ascii=False).encode()
