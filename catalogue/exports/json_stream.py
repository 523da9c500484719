"""A JSON document whose long list is written as it comes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO


def write_list(out: BinaryIO, around: dict[str, Any], name: str, items: Iterable[Any]) -> int:
    """Write ``around`` with the list ``name`` as its last member; returns how many items it took."""
    head = json.dumps(around, ensure_ascii=False)[:-1]
    out.write(f"{head}{', ' if around else ''}{json.dumps(name)}: [".encode())
    count = 0
    for count, item in enumerate(items, 1):
        out.write((",\n" if count > 1 else "\n").encode() + json.dumps(item, ensure_ascii=False).encode())
    out.write(b"\n]}\n")
    return count
