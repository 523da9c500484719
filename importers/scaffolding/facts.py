"""The fields of a course in a part of a page, each with the selector that finds it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import NavigableString, Tag

from importers.markup.selectors import first
from importers.scaffolding.names import classes, in_furniture, name_in, names_of, text_of
from importers.scaffolding.values import field_called, field_said, field_shown, fits, has_form

_LABELS = ("dt", "th", "strong", "b", "span", "label", "em", "h2", "h3", "h4", "h5", "td", "div", "p")
_HEADINGS = ("h2", "h3", "h4", "h5")
_LISTED = frozenset({"skill_areas", "keywords", "learning_outcomes"})
MIN_PROSE_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Fact:
    """A field with its selector and what that finds. ``sure`` is False where only the form of the text suggests it."""

    field: str
    selector: str
    sample: str
    sure: bool = True


def facts_of(scope: Tag, language: str | None) -> dict[str, Fact]:
    """Return facts of the scope by field: labelled values, then named elements, then texts of a clear form."""
    found: dict[str, Fact] = {}
    used: set[int] = set()
    for seek in (_named, _labelled, _listed, _prose, _of_clear_form):
        for field, tag, selector, sure in seek(scope, language):
            field = _second_date(field, found)
            if field in found or not selector or id(tag) in used:
                continue
            if sample := first(scope, selector):
                found[field] = Fact(field, selector, sample, sure)
                used.add(id(tag))
    return found


_Sought = Iterator[tuple[str, Tag, str, bool]]


def _named(scope: Tag, language: str | None) -> _Sought:
    """Yield elements whose class says what they hold, and whose text can be that."""
    for tag in _with_own_text(scope):
        field = field_called(classes(tag))
        if field and field not in ("description", "learning_outcomes") and fits(field, text_of(tag), language):
            yield field, tag, _every_match(field, name_in(tag, scope)), True


def _labelled(scope: Tag, language: str | None) -> _Sought:
    """Yield values beside labels: ``dt`` and ``dd``, ``th`` and ``td``, "Label: value" in any elements."""
    for label in scope.find_all(_LABELS):
        label_text = text_of(label)
        if (
            in_furniture(label)
            or len(label_text) > 60
            or not (field := field_said(label_text))
            or field == "learning_outcomes"
        ):
            continue
        value = label.find_next_sibling(True)
        if value is not None and _is_value(label, value) and fits(field, text_of(value), language):
            yield field, value, _every_match(field, _by_label(label, value)), True
        elif (around := label.parent) is not None and around is not scope and _begins_with(around, label):
            # the text includes the label, so only values that can still be parsed with it
            fitting = has_form(field) and fits(field, text_of(around), language)
            yield field, around, _containing(around, label_text) if fitting else "", True


def _listed(scope: Tag, language: str | None) -> _Sought:
    """Yield lists below a heading that says what is learnt, or whose class does."""
    for items in scope.find_all(("ul", "ol")):
        if in_furniture(items) or items.find("li") is None:
            continue
        heading = items.find_previous(_HEADINGS)
        field = field_called(classes(items)) or (field_said(text_of(heading)) if isinstance(heading, Tag) else "")
        if field in _LISTED and (name := name_in(items, scope)):
            yield field, items, f"{name} li*", True


def _prose(scope: Tag, language: str | None) -> _Sought:
    """Yield the element that holds most of the running text, and the short text before it."""
    long = [
        each for each in scope.find_all("p") if not in_furniture(each) and len(text_of(each)) >= MIN_PROSE_CHARACTERS
    ]
    if not long:
        return
    longest = max(long, key=lambda each: len(text_of(each)))
    holder = longest.parent
    whole = holder is not None and holder is not scope and not holder.find(("h1", "dl", "table", "form"))
    body = holder if whole and holder is not None and holder.name not in ("main", "body", "article") else longest
    if name := name_in(body, scope):
        yield "description", body, f"{name}.html", True
    before = longest.find_previous(("p", "h3", "h2"))
    if (
        isinstance(before, Tag)
        and 30 <= len(text_of(before)) < 300
        and not in_furniture(before)
        and scope in before.parents
    ):
        yield "summary", before, name_in(before, scope), False


def _of_clear_form(scope: Tag, language: str | None) -> _Sought:
    """Yield texts that can only be one thing: a date, a price, a length of time."""
    for tag in _with_own_text(scope):
        if tag.name in ("h1", "h2", "h3", "a", "option", "button"):
            continue
        stamp = tag.get("datetime")
        if tag.name == "time" and isinstance(stamp, str) and fits("start", stamp, language):
            yield "start", tag, f"{name_in(tag, scope)}@datetime", False
        elif field := field_shown(text_of(tag), language):
            yield field, tag, name_in(tag, scope), False


def _with_own_text(scope: Tag) -> Iterator[Tag]:
    """Yield elements with text of their own, in page order."""
    for tag in scope.find_all(True):
        own = (each for each in tag.children if type(each) is NavigableString)
        if not in_furniture(tag) and any(each.strip() for each in own) and len(text_of(tag)) <= 600:
            yield tag


def _second_date(field: str, found: dict[str, Fact]) -> str:
    """Return the field, "end" for a second date without a label."""
    return "end" if field == "start" and "start" in found else field


def _every_match(field: str, selector: str) -> str:
    return f"{selector}*" if selector and field in _LISTED else selector


def _is_value(label: Tag, value: Tag) -> bool:
    pairs = {
        "dt": ("dd",),
        "th": ("td",),
        "td": ("td",),
        "div": ("div", "p", "span"),
        "p": ("p", "div"),
        "span": ("span",),
    }
    return value.name in pairs.get(label.name, ("span", "em", "i", "b", "time", "div", "p"))


def _begins_with(around: Tag, label: Tag) -> bool:
    return around.name in ("li", "p", "div", "span", "td", "dd") and text_of(around).startswith(text_of(label))


def _by_label(label: Tag, value: Tag) -> str:
    return f"{label.name}:-soup-contains({_quoted(text_of(label))}) + {value.name}"


def _containing(around: Tag, label_text: str) -> str:
    return f"{around.name}:-soup-contains({_quoted(label_text)})"


def _quoted(text: str) -> str:
    """Return the text as CSS quotes it, up to the first character that would need an escape."""
    return "'" + re.split(r"['\"\\]", text.rstrip(" :*?"))[0].strip()[:40] + "'"


class Headers:
    """The header cells of the tables of one page, each table looked through once."""

    def __init__(self) -> None:
        self._known: dict[int, list[Tag]] = {}

    def above(self, row: Tag) -> list[Tag]:
        """Return the header cells above a row; none where its table has no row of them."""
        table = row.find_parent("table")
        if table is None:
            return []
        if id(table) not in self._known:
            header = next((each for each in table.find_all("tr") if each.find("td") is None), None)
            self._known[id(table)] = header.find_all("th") if header is not None else []
        return self._known[id(table)]


def column_facts(row: Tag, language: str | None, headers: Headers) -> list[Fact]:
    """Return what the headers of a table say of the cells of one of its rows."""
    labels, cells = headers.above(row), row.find_all("td", recursive=False)
    if not labels or len(labels) != len(cells):
        return []
    found = []
    for place, (label, cell) in enumerate(zip(labels, cells, strict=True), start=1):
        field = field_said(text_of(label))
        if field and fits(field, text_of(cell), language):
            found.append(Fact(field, f"td:nth-of-type({place})", text_of(cell)))
    return found


def teaser_fact(block: Tag) -> Fact | None:
    """Return the first paragraph of a block that leads to a page; None if there is none."""
    for paragraph in block.find_all("p"):
        if len(text := text_of(paragraph)) >= 25 and (name := name_in(paragraph, block)):
            return Fact("summary", name, text, sure=False)
    return None


def title_fact(scope: Tag) -> Fact | None:
    """Return the heading of the scope, the highest there is; None if there is none."""
    for name in ("h1", "h2", "h3", "h4", "h5"):
        for heading in scope.find_all(name):
            if text_of(heading) and not in_furniture(heading):
                selector = name if scope.select_one(name) is heading else next(names_of(heading, scope), name)
                return Fact("title", selector, text_of(heading))
    return None
