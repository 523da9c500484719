"""The text of a part of a page as a reader sees it: its lines, and the pieces of a line in elements of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import NavigableString, Tag

RUNNING_ON = frozenset(
    {"a", "abbr", "b", "cite", "code", "em", "font", "i", "mark", "q", "small", "strong", "sub", "sup", "u"}
)
"""Elements within a line that are no piece of their own."""
PIECES = frozenset({"span", "time", "label", "td", "th"})
SILENT = frozenset(
    {"script", "style", "template", "noscript", "del", "s", "strike", "svg", "select", "option", "textarea"}
)
MARKS_BEFORE = re.compile(r"^[^\w€$£(„“\"'«+-]+")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
DIVIDERS = re.compile(r"\s+[·•|–—]\s+|\s*[|•·]\s*")


def lines_of(element: Tag) -> Iterator[list[str]]:
    """Yield each line of an element as its pieces, without the symbols that stand before them."""
    line: list[list[str]] = [[]]
    for kind, text in _walk(element):
        if kind == "line":
            yield from _told(line)
            line = [[]]
        elif kind == "piece":
            line.append([])
        else:
            line[-1].append(text)
    yield from _told(line)


def _told(line: list[list[str]]) -> Iterator[list[str]]:
    pieces = [MARKS_BEFORE.sub("", " ".join("".join(texts).split())) for texts in line]
    if kept := [piece for piece in pieces if piece]:
        yield kept


def _walk(element: Tag) -> Iterator[tuple[str, str]]:
    """Yield texts and where lines and pieces end, without recursion, since pages are nested deeply."""
    waiting = [iter(element.contents)]
    ends: list[str] = []
    while waiting:
        child = next(waiting[-1], None)
        if child is None:
            waiting.pop()
            if ends and (kind := ends.pop()):
                yield kind, ""
        elif isinstance(child, Tag):
            kind = "" if child.name in RUNNING_ON else "piece" if child.name in PIECES else "line"
            if child.name in SILENT:
                continue
            if kind:
                yield kind, ""
            if stamp := _date_of(child):
                yield "text", stamp
            waiting.append(iter(child.contents if not stamp else ()))
            ends.append(kind)
        elif type(child) is NavigableString:
            yield "text", str(child)


def _date_of(tag: Tag) -> str:
    """Return the machine's date of a time that people are shown without its year; empty for any other element."""
    stamp = tag.get("datetime") if tag.name == "time" else None
    return stamp if isinstance(stamp, str) and not YEAR.search(tag.get_text()) else ""
