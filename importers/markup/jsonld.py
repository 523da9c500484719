"""JSON-LD in a page, block by block: what is wrong with one block costs nothing of the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catalogue.ingestion.contract import Fault

OPENING = re.compile(r"<!--|<script\b", re.I)
CLOSING = re.compile(r"</script", re.I)
JSON_LD = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json""", re.I)
WRAPPING_BEFORE = re.compile(r"(?:<!--|(?:/\*|//)?\s*<!\[CDATA\[(?:\s*\*/)?)")
WRAPPING_AFTER = re.compile(r"(?:(?://)?\s*-->|(?:/\*|//)?\s*\]\]>(?:\s*\*/)?)$")
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.S)
ENDING = 40  # characters at the end in which a wrapping is looked for


@dataclass(frozen=True, slots=True)
class Block:
    """A block that could be read, with where it stands."""

    where: str
    value: Any


def blocks_of(text: str) -> Iterator[Block | Fault]:
    """Every JSON-LD block of an HTML page; empty ones, and those commented out, are passed over."""
    for number, (start, end) in enumerate(_spans(text), start=1):
        line = text.count("\n", 0, start) + 1
        if end < 0:
            yield _cut_off(number, line)
        elif (block := _block(text[start:end], f"JSON-LD block {number}", line)) is not None:
            yield block


def document(text: str) -> Block | Fault | None:
    """A file that is JSON-LD from end to end; None if it is empty."""
    return _block(text, "the document", 1)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where blocks begin and end, -1 where the page ends first; each character is looked at once."""
    at = 0
    while found := OPENING.search(text, at):
        if found.group() == "<!--":
            at = text.find("-->", found.end())
            if at < 0:
                return
            continue
        start = text.find(">", found.end()) + 1
        if not start:
            return
        closing = CLOSING.search(text, start)
        if JSON_LD.search(text, found.end(), start):
            yield start, closing.start() if closing else -1
        if closing is None:
            return
        at = closing.end()


def _cut_off(number: int, line: int) -> Fault:
    return Fault(
        where=f"JSON-LD block {number}, line {line}",
        message=f"The page ends inside the block that begins in line {line}; publish it whole, or fetch it again.",
        truncates=True,
    )


def _block(text: str, where: str, line: int) -> Block | Fault | None:
    source = text.lstrip("\ufeff \t\r\n")
    line += text.count("\n", 0, len(text) - len(source))
    source = _unwrapped(source)
    if not source:
        return None
    try:
        return Block(where, _lenient(source))
    except json.JSONDecodeError as error:
        at, reason = line + error.lineno - 1, error.msg
    except RecursionError:
        at, reason = line, "nested too deeply"
    except ValueError:  # Python reads no number of more than 4,300 digits
        at, reason = line, "a number is too long"
    return Fault(
        where=f"{where}, line {at}",
        message=f"This block is not valid JSON ({reason}); correct line {at}, or check it with a JSON validator.",
    )


def _unwrapped(source: str) -> str:
    """Without comment or CDATA marks around it and without a semicolon after it; line breaks before it stay."""
    if found := WRAPPING_BEFORE.match(source):
        source = source[found.end() :]
    source = source.rstrip(" \t\r\n;\ufeff")
    if found := WRAPPING_AFTER.search(source, max(0, len(source) - ENDING)):
        source = source[: found.start()].rstrip(" \t\r\n;\ufeff")
    return source if source.strip("\ufeff \t\r\n") else ""


def _lenient(source: str) -> Any:
    """JSON as pages write it: line breaks inside strings, and commas after the last member."""
    try:
        return json.loads(source, strict=False)
    except json.JSONDecodeError:
        mended = _without_trailing_commas(source)
        if mended == source:
            raise
        return json.loads(mended, strict=False)


def _without_trailing_commas(source: str) -> str:
    """Strings are left alone, so that text such as ",]" inside them stays."""
    parts, at = [], 0
    for found in STRING.finditer(source):
        parts += [TRAILING_COMMA.sub(r"\1", source[at : found.start()]), found.group()]
        at = found.end()
    return "".join([*parts, TRAILING_COMMA.sub(r"\1", source[at:])])
