"""JSON that breaks the standard where only one reading of it exists, read as it is meant.

Comments, tags and no-break spaces between values, commas and closing brackets too many, backslashes that JSON does not
allow, quotation marks that an editor replaced: all of these are seen on pages of courses. What lacks something (a
colon, a comma, a closing bracket, the end) may be read in two ways, or be cut off, and stays broken.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

DECODER = json.JSONDecoder(strict=False)  # allows line breaks inside texts
# What is not closed goes on to the end, so that no place is looked at twice.
_TEXT = r'"(?:[^"\\]++|\\.)*+(?:"|\Z)'
_BETWEEN = r"//[^\n]*|/\*(?:.*?\*/|.*\Z)|<[^<>]{1,200}>|[\ufeff\xa0\u200b\u2028\u2029]+"
_PARTS = re.compile(rf"({_TEXT})|({_BETWEEN})", re.S)
_COMMAS = re.compile(rf"{_TEXT}|,(?=\s*[,}}\]])|(?<=[{{\[])(\s*),", re.S)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|(\r?\n)|([^\w\s\\/\"])|(u[0-9a-fA-F]{4}|[\\/\"bfnrt])|(.))", re.S)
_CLOSING_TOO_MANY = re.compile(r"[\s;,}\]]*")
_ESCAPED_QUOTE = re.compile(r"&(?:quot|#0*34|#x0*22);", re.I)
_TYPOGRAPHIC_QUOTES = re.compile("[\u201c\u201d\u201e\u2033]")
_BACKSLASHED_QUOTE = re.compile(r"\\+\"")
_QUOTE_FORMS = (_ESCAPED_QUOTE, _TYPOGRAPHIC_QUOTES)
_BRACKET_BEFORE = r"\s*[\[{]\s*(?:[\[{]\s*)*"


def value_of(source: str) -> Any:
    """Return the value of JSON as pages write it; of several values that follow one another a list.

    Raise ``json.JSONDecodeError`` for the source as it stands where it has no single reading.
    """
    try:
        value = DECODER.decode(source)
        return DECODER.decode(value) if is_json_in_text(value) else value
    except json.JSONDecodeError as error:
        for mended in _readings(source):
            try:
                return _values(mended)
            except json.JSONDecodeError:
                continue
        raise error


def is_json_in_text(value: Any) -> bool:
    """Say whether a value is a text that holds an object or a list, as a page that was encoded twice has it."""
    return isinstance(value, str) and value.lstrip().startswith(("{", "["))


def _readings(source: str) -> Iterator[str]:
    """Yield the source without what does not belong into JSON; then, if that is what it has, with other quotes."""
    yield _without_foreign_parts(source)
    if (requoted := _requoted(source)) != source:
        yield _without_foreign_parts(requoted)


def _values(source: str) -> Any:
    """Return the value, or several ones as a list, whatever closing brackets follow; of a text the JSON it holds."""
    found: list[Any] = []
    at, end = 0, len(source)
    while at < end:
        value, at = DECODER.raw_decode(source, at)
        found.append(value)
        at = _CLOSING_TOO_MANY.match(source, at).end()  # type: ignore[union-attr]  # it matches nothing too
        if at < end and source[at] not in "{[":
            raise json.JSONDecodeError("Extra data", source, at)
    if not found:
        raise json.JSONDecodeError("Expecting value", source, 0)
    return found if len(found) > 1 else found[0]


def _without_foreign_parts(source: str) -> str:
    """Return the source without comments, tags and commas too many; its texts stay, and so does the number of lines."""
    return _COMMAS.sub(_needed, _PARTS.sub(_part, source)).strip()


def _part(found: re.Match[str]) -> str:
    if found[1] is None:
        return "\n" * found[2].count("\n") or " "
    return _ESCAPE.sub(_escape, found[1]) if "\\" in found[1] else found[1]


def _needed(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else found[1] or ""


def _escape(found: re.Match[str]) -> str:
    """Return a backslash with what follows as JSON writes it: before a letter that it does not know it is itself."""
    code, line_break, mark, known, other = found.groups()
    if code:
        return f"\\u00{code}"
    if known:
        return found[0]
    return "" if line_break else mark or rf"\\{other}"


def _requoted(source: str) -> str:
    """Return the source with the quotation marks that JSON has, where its first name stands in others."""
    if re.match(_BRACKET_BEFORE + r"\\+\"", source):
        return _BACKSLASHED_QUOTE.sub('"', source)
    if '"' in source:
        return source
    for form in _QUOTE_FORMS:
        if re.match(_BRACKET_BEFORE + form.pattern, source, re.I):
            return html.unescape(source) if form is _ESCAPED_QUOTE else form.sub('"', source)
    return source
