"""A JSON document whose long list is written as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from catalogue.domain.text.characters import all_well_formed


def write_list(out: BinaryIO, around: dict[str, Any], name: str, items: Iterable[Any]) -> int:
    """Write ``around`` with the list ``name`` as its last member, and return how many items it had."""
    head = encode_json(around)[:-1]
    out.write(head + (b", " if around else b"") + encode_json(name) + b": [")
    count = 0
    for count, item in enumerate(items, 1):
        out.write((b",\n" if count > 1 else b"\n") + encode_json(item))
    out.write(b"\n]}\n")
    return count


def encode_json(item: object) -> bytes:
    """Return an item as JSON in UTF-8, without code points that are no characters, whatever was stored
    (``domain.text.characters``)."""
    return json.dumps(all_well_formed(item), ensure_ascii=False).encode()
