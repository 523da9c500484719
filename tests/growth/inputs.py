"""Texts that make bad parsers slow: what their own regular expressions repeat, repeated, and the end spoilt."""

from __future__ import annotations

import ast
import inspect
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

SAMPLE = {
    sre.CATEGORY_DIGIT: "1",
    sre.CATEGORY_NOT_DIGIT: "a",
    sre.CATEGORY_SPACE: " ",
    sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_WORD: "a",
    sre.CATEGORY_NOT_WORD: " ",
}
CANDIDATES = "a1 -.,:;/(<\"'&\n\tA_éß€"
MAX_ALTERNATIVES = 6

GENERIC = (
    *(
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u00a0",
        "a",
        "A",
        "1",
        "0",
        ".",
        ",",
        "-",
        "–",
        ":",
        ";",
        "/",
        "|",
        "(",
        ")",
        "[",
        "]",
    ),
    *(
        "{",
        "}",
        "<",
        ">",
        "&",
        '"',
        "'",
        "#",
        "?",
        "=",
        "%",
        "\\",
        "_",
        "+",
        "*",
        "@",
        "é",
        "e\u0301",
        "\u0301",
        "Ã",
        "€",
    ),
    *(
        "a ",
        "1 ",
        "1,",
        "1.",
        "1-",
        "1:",
        " - ",
        ", ",
        "a-",
        "a:",
        "a\n",
        "\n ",
        "a, ",
        "aA",
        "1a",
        "&amp;",
        "&lt;",
        "&#1;",
    ),
    *("<a>", "<p>", "<div>", "</p>", "<b><p>", "<!--", "<![CDATA[", "-->", "<a href=", "<br>", "<script>", "<?x", "<!"),
    *("http://", "https://a.b/", "?a=", "&a=b", "a@b.c ", "de ", "und ", "3 Tage ", "1 h ", "1 200 ", "EUR ", "1 € "),
    *(
        "3. März 2027 ",
        "2027-03-03 ",
        "9:00-17:00 ",
        "Dauer: ",
        "Dauer: 3 Tage\n",
        "in German, ",
        "[[",
        '{"a":',
        '["a",',
    ),
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A text that grows: its beginning, what is repeated, and its end."""

    head: str
    unit: str
    tail: str = ""

    def text(self, size: int) -> str:
        """Return a text of about so many characters."""
        return self.head + self.unit * max(1, size // len(self.unit)) + self.tail


def generic_shapes() -> Iterator[Shape]:
    """Yield shapes that have nothing to do with a parser of its own: each sign and mark, alone and within others."""
    for unit in GENERIC:
        yield Shape("", unit)
        yield Shape("a", unit, "a")
        yield Shape("1", unit, "\x01")


def within(content: str, shapes: Sequence[Shape], rng: random.Random) -> Shape:
    """Return one of the shapes at some place in a document: where it says something, in an attribute, in the open."""
    places = [found.end() for found in re.finditer(r"""[>"':,;=\n(\[{]""", content)] or [0]
    at, shape = rng.choice(places), rng.choice(shapes)
    return Shape(content[:at] + shape.head, shape.unit, shape.tail + content[at:])


def shapes_of(module: ModuleType) -> list[Shape]:
    """Return shapes from each regular expression that a module has, at its top level or written in a call."""
    found = {value.pattern: value.flags for value in vars(module).values() if isinstance(value, re.Pattern)}
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
            value = node.func.value
            first = node.args[0]
            if isinstance(value, ast.Name) and value.id == "re" and isinstance(first, ast.Constant):
                found.setdefault(first.value, 0)
    shapes = [shape for pattern, flags in found.items() for shape in shapes_of_pattern(_text(pattern), flags)]
    return list(dict.fromkeys(shapes))


def shapes_of_pattern(pattern: str, flags: int = 0) -> Iterator[Shape]:
    """Yield for each repetition of an expression: what leads to it, what it repeats, and an end that fails."""
    tree = parser.parse(pattern, flags & ~re.UNICODE & ~re.DEBUG if "(?a" in pattern else flags)
    for head, unit in _repetitions(list(tree), ""):
        for tail in ("", "\x01", "!"):
            yield Shape(head, unit, tail)
            if head:
                yield Shape("", head + unit, tail)


def _text(pattern: str | bytes) -> str:
    return pattern if isinstance(pattern, str) else pattern.decode("latin-1")


def _repetitions(items: list[Any], head: str) -> Iterator[tuple[str, str]]:
    """Each repetition with a text before it that matches what stands before it."""
    for at, (kind, value) in enumerate(items):
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            _, most, inner = value
            for unit in _samples(list(inner)):
                if most > 8 and unit:
                    yield head, unit
                    following = _sample(items[at + 1 : at + 2])
                    if following:
                        yield head, unit + following
            yield from _repetitions(list(inner), head)
        elif kind == sre.BRANCH:
            for branch in value[1]:
                yield from _repetitions(list(branch), head)
        elif kind == sre.SUBPATTERN:
            yield from _repetitions(list(value[3]), head)
        elif kind == sre.ATOMIC_GROUP:
            yield from _repetitions(list(value), head)
        elif kind in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repetitions(list(value[1]), head)
        head += _sample([(kind, value)])


def _samples(items: list[Any]) -> list[str]:
    """Texts that match: one for each alternative, where there are some."""
    if len(items) == 1 and items[0][0] == sre.SUBPATTERN:
        return _samples(list(items[0][1][3]))
    if len(items) == 1 and items[0][0] == sre.BRANCH:
        return list(dict.fromkeys(_sample(list(branch)) for branch in items[0][1][1]))[:MAX_ALTERNATIVES]
    if len(items) == 1 and items[0][0] == sre.IN:
        return list(dict.fromkeys(sign for sign in CANDIDATES if _in(items[0][1], sign)))[:MAX_ALTERNATIVES] or [""]
    return [_sample(items)]


def _sample(items: list[Any]) -> str:
    """One text that matches, as far as it is easily told."""
    return "".join(_one(kind, value) for kind, value in items)


def _one(kind: Any, value: Any) -> str:
    if kind == sre.LITERAL:
        return chr(value)
    if kind in (sre.NOT_LITERAL, sre.ANY):
        return "a" if value != ord("a") else "b"
    if kind == sre.IN:
        return next((sign for sign in CANDIDATES if _in(value, sign)), _first(value))
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return _sample(list(value[2])) * max(value[0], 0)
    if kind == sre.BRANCH:
        return _sample(list(value[1][0]))
    if kind == sre.SUBPATTERN:
        return _sample(list(value[3]))
    return _sample(list(value)) if kind == sre.ATOMIC_GROUP else ""


def _in(members: list[Any], sign: str) -> bool:
    negated = bool(members) and members[0][0] == sre.NEGATE
    return negated != any(_is(kind, value, sign) for kind, value in members if kind != sre.NEGATE)


def _is(kind: Any, value: Any, sign: str) -> bool:
    if kind == sre.LITERAL:
        return ord(sign) == value
    if kind == sre.RANGE:
        return bool(value[0] <= ord(sign) <= value[1])
    positive = {
        sre.CATEGORY_DIGIT: sign.isdigit(),
        sre.CATEGORY_SPACE: sign.isspace(),
        sre.CATEGORY_WORD: sign.isalnum() or sign == "_",
    }
    opposite = {
        sre.CATEGORY_NOT_DIGIT: sre.CATEGORY_DIGIT,
        sre.CATEGORY_NOT_SPACE: sre.CATEGORY_SPACE,
        sre.CATEGORY_NOT_WORD: sre.CATEGORY_WORD,
    }
    return positive[value] if value in positive else not positive[opposite[value]]


def _first(members: list[Any]) -> str:
    for kind, value in members:
        if kind == sre.LITERAL:
            return chr(value)
        if kind == sre.RANGE:
            return chr(value[0])
    return ""
