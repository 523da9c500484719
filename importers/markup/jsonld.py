"""JSON-LD in a page, block by block: what is wrong with one block costs nothing of the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.ingestion.contract import Fault

SCRIPT = re.compile(r"""<script\b[^>]*\btype\s*=\s*["']?application/ld\+json[^>]*>(.*?)</script\s*>""", re.I | re.S)
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)


@dataclass(frozen=True, slots=True)
class Block:
    """A block that could be read, with where it stands."""

    where: str
    value: Any


def blocks_of(text: str) -> Iterator[Block | Fault]:
    """Every JSON-LD block of an HTML page; empty ones are passed over."""
    for number, found in enumerate(SCRIPT.finditer(text), start=1):
        line = text.count("\n", 0, found.start(1)) + 1
        block = _block(found.group(1), f"JSON-LD block {number}", line)
        if block is not None:
            yield block


def document(text: str) -> Block | Fault | None:
    """A file that is JSON-LD from end to end; None if it is empty."""
    return _block(text, "the document", 1)


def _block(text: str, where: str, line: int) -> Block | Fault | None:
    source = WRAPPING.sub("", WRAPPING.sub("", text)).strip().lstrip("\ufeff").rstrip(";").rstrip()
    if not source:
        return None
    try:
        return Block(where, _lenient(source))
    except (json.JSONDecodeError, RecursionError) as error:
        at = line + (error.lineno - 1 if isinstance(error, json.JSONDecodeError) else 0)
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        return Fault(
            where=f"{where}, line {at}",
            message=f"This block is not valid JSON ({reason}); correct line {at}, or check it with a JSON validator.",
        )


def _lenient(source: str) -> Any:
    """JSON as pages write it: line breaks inside strings, and commas after the last member."""
    try:
        return json.loads(source, strict=False)
    except json.JSONDecodeError:
        # strings are set aside while commas are mended, so that text such as ",]" inside them stays
        kept: list[str] = []

        def keep(found: re.Match[str]) -> str:
            kept.append(found.group())
            return f'"\x00{len(kept) - 1}\x00"'

        mended = TRAILING_COMMA.sub(r"\1", STRING.sub(keep, source))
        restored = re.sub('"\x00(\\d+)\x00"', lambda found: kept[int(found.group(1))], mended)
        if restored == source:
            raise
        return json.loads(restored, strict=False)
