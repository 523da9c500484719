"""JSON-LD in a page, block by block: a broken block does not affect the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from catalogue.domain.text.messages import N_, Message, Text
from catalogue.ingestion.contract import Fault
from importers.markup.json_errors import json_reason
from importers.markup.json_repair import is_json_in_text, value_of

SCRIPT, CLOSING, COMMENT = "<script", "</script", "<!--"
MEDIA = "ld+json"
MARKS_OF_OTHER_CASE = ("<SCRIPT", "<Script", "LD+", "Ld+", "+JSON", "+Json")
JSON_LD = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json""", re.I)
WRAPPING_BEFORE = re.compile(r"(?:(?:<|&lt;)!--|(?:/\*|//)?\s*(?:<|&lt;)!\[CDATA\[(?:\s*\*/)?)")
WRAPPING_AFTER = re.compile(r"(?:(?://)?\s*--(?:>|&gt;?)|(?:/\*|//)?\s*\]\](?:>|&gt;?)(?:\s*\*/)?)$")
MAX_TAG_CHARACTERS = 10_000  # else a page of unclosed tags would be searched to its end from each of them
ENDING_CHARACTERS = 40  # at the end, in which a closing mark is looked for


@dataclass(frozen=True, slots=True)
class Block:
    """A block that could be read, with where it stands."""

    where: str
    value: Any


def blocks_of(text: str) -> Iterator[Block | Fault]:
    """Yield every JSON-LD block of an HTML page; empty ones, and those commented out, are skipped."""
    line, counted = 1, 0
    for number, (start, end) in enumerate(_spans(text), start=1):
        line, counted = line + text.count("\n", counted, start), start
        if end < 0:
            yield _cut_off(number, line)
        elif (block := _block(text[start:end], f"JSON-LD block {number}", line)) is not None:
            yield block


def document(text: str) -> Block | Fault | None:
    """Return the content of a file that is JSON-LD from end to end; None if it is empty."""
    return _block(text, "the document", 1)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where blocks begin and end, -1 where the page ends first.

    Their media type is looked for first, as a page has hundreds of elements and two or three blocks.
    """
    at = looked = 0
    if any(mark in text for mark in MARKS_OF_OTHER_CASE):
        yield from _spans_one_by_one(text, at)
        return
    close, hit = -1, text.find(MEDIA)
    while hit >= 0:
        script = text.rfind(SCRIPT, looked, hit)
        if script > close:  # else it is in the same tag as the one before
            close = text.find(">", script)
            if close < 0:
                break
        looked = max(hit - len(SCRIPT), at)
        if 0 <= script < hit < close < script + MAX_TAG_CHARACTERS and JSON_LD.search(text, script, close + 1):
            end = text.find(CLOSING, close)
            hidden = _is_inside(text, COMMENT, "-->", at, script) or _is_inside(text, SCRIPT, CLOSING, at, script)
            if hidden or end < 0:
                yield from _spans_one_by_one(text, at)
                return
            yield close + 1, end
            at = looked = end
        hit = text.find(MEDIA, max(at, hit + 1))


def _is_inside(text: str, opening: str, closing: str, at: int, end: int) -> bool:
    """Say whether something that opened between these places is still open at the end."""
    opened = text.rfind(opening, at, end)
    return opened >= 0 and text.find(closing, opened, end) < 0


def _spans_one_by_one(text: str, at: int) -> Iterator[tuple[int, int]]:
    """Yield the same for pages that hide blocks in comments or in other scripts, or write tags in capitals."""
    lower = _lowered(text)
    comment, script = lower.find(COMMENT, at), lower.find(SCRIPT, at)
    while script >= 0:
        if 0 <= comment < script:
            at = lower.find("-->", comment + len(COMMENT))
            if at < 0:
                return
        else:
            start = lower.find(">", script) + 1
            if not start:
                return
            at = closing = lower.find(CLOSING, start)
            if JSON_LD.search(text, script, start):
                yield start, closing
            if closing < 0:
                return
        comment = lower.find(COMMENT, at) if 0 <= comment < at else comment
        script = lower.find(SCRIPT, at) if script < at else script


def _lowered(text: str) -> str:
    """Return the text in lower case, character for character; unchanged where one would become two."""
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def _cut_off(number: int, line: int) -> Fault:
    early = N_("The page ends inside the block that begins in line %(line)s; publish it whole, or fetch it again.")
    return Fault(where=f"JSON-LD block {number}, line {line}", message=Message(early, line=line), truncates=True)


def _block(text: str, where: str, line: int) -> Block | Fault | None:
    try:
        value = orjson.loads(text)
        if not is_json_in_text(value):
            return Block(where, value)
    except (orjson.JSONDecodeError, UnicodeEncodeError):
        pass  # most blocks are as they should be; the others are looked at more closely
    reason: Text
    source = text.lstrip("\ufeff \t\r\n")
    line += text.count("\n", 0, len(text) - len(source))
    source = _unwrapped(source)
    if not source:
        return None
    try:
        return Block(where, value_of(source))
    except json.JSONDecodeError as error:
        at, reason = line + error.lineno - 1, json_reason(error.msg)
    except RecursionError:
        at, reason = line, Message(N_("nested too deeply"))
    except ValueError:  # Python reads no number of more than 4,300 digits
        at, reason = line, Message(N_("a number is too long"))
    wrong = N_("This block is not valid JSON (%(reason)s); correct line %(line)s, or check it with a JSON validator.")
    return Fault(where=f"{where}, line {at}", message=Message(wrong, reason=reason, line=at))


def _unwrapped(source: str) -> str:
    """Return the source without comment or CDATA marks around it or a semicolon after it, with line breaks before."""
    if found := WRAPPING_BEFORE.match(source):
        source = source[found.end() :]
    source = source.rstrip(" \t\r\n;\ufeff")
    if found := WRAPPING_AFTER.search(source, max(0, len(source) - ENDING_CHARACTERS)):
        source = source[: found.start()].rstrip(" \t\r\n;\ufeff")
    return source if source.strip("\ufeff \t\r\n") else ""
