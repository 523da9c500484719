"""The parts of a page that repeat, as far as they may be what it is about: cards, rows, list items, headed sections.

Menus, facets, breadcrumbs and cookie banners repeat too; they are left out by what they are called.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag

from importers.scaffolding.names import classes, outside_furniture, short_text_of, text_of

MIN_SEGMENTS = 2
MAX_GROUPS = 60
"""Groups of a page that are looked at, those of the most segments first."""
MIN_CHARACTERS = 12
"""Characters that segments have on average, if they are more than buttons."""
REPEATING = ("li", "tr", "article", "div", "section", "dl", "a", "details", "tbody")
HEADINGS = ("h2", "h3", "h4", "h5", "dt")
AROUND = re.compile(
    r"(?:cookie|consent|gdpr|breadcrumb|pagination|pager|nav|navbar|navigation|menu|footer|facet|filter|social"
    r"|testimonial|modal|popup)(?:s|list|group|bar|menu|inner|wrap|item)?(?:[-_].*)?",
    re.I,
)

Segments = tuple[Tag, ...]


def groups_of(scope: Tag) -> list[Segments]:
    """Return the groups of alike elements within the scope, none within another of its group, the most first."""
    named: dict[tuple[str, ...], list[Tag]] = {}
    for tag in content_of(scope):
        if tag.name in REPEATING and (tag.name != "tr" or tag.find("td")) and short_text_of(tag, 0) is None:
            for name in _group_names(tag):
                named.setdefault(name, []).append(tag)
    groups = {tuple(map(id, found)): tuple(found) for found in named.values() if len(found) >= MIN_SEGMENTS}
    most_first = sorted(groups.values(), key=len, reverse=True)[:MAX_GROUPS]
    return [found for found in most_first if _stand_apart(found) and _say_something(found)]


def headed_sections(scope: Tag) -> list[Segments]:
    """Return for each rank of headings what stands below each of them, where they stand beside one another."""
    found: dict[tuple[int, str], list[Tag]] = {}
    for heading in content_of(scope):
        if heading.name in HEADINGS:
            found.setdefault((id(heading.parent), heading.name), []).append(heading)
    groups = sorted((each for each in found.values() if len(each) >= MIN_SEGMENTS), key=len, reverse=True)
    return [tuple(map(_section, each)) for each in groups[: len(HEADINGS)]]


def content_of(scope: Tag) -> Iterator[Tag]:
    """Yield the elements of the scope that are what the page is about, in page order."""
    left_out: set[int] = set()
    for tag in outside_furniture(scope):
        if id(tag.parent) in left_out or any(AROUND.fullmatch(name) for name in names_of_element(tag)):
            left_out.add(id(tag))
        else:
            yield tag


def names_of_element(tag: Tag) -> list[str]:
    """Return the classes and the id of an element, as written."""
    if tag.name in ("html", "body", "main"):
        return []
    named = tag.get("class") or []
    identity = tag.get("id")
    return [*([named] if isinstance(named, str) else named), *([identity] if isinstance(identity, str) else [])]


def _group_names(tag: Tag) -> Iterator[tuple[str, ...]]:
    """Yield what an element shares with others that are like it: its place, and each of its lasting classes."""
    yield ("beside", str(id(tag.parent)), tag.name)
    for name in classes(tag)[:12]:
        yield ("called", tag.name, name)


def _stand_apart(found: Segments) -> bool:
    members = {id(each) for each in found}
    return not any(id(above) in members for each in found for above in each.parents)


def _say_something(found: Segments) -> bool:
    looked_at = found[:12]
    return sum(min(len(text_of(each)), 400) for each in looked_at) >= MIN_CHARACTERS * len(looked_at)


def _section(heading: Tag) -> Tag:
    """Return an element with the heading and copies of what follows it up to the next of its rank or a higher one."""
    section = BeautifulSoup("", "lxml").new_tag("section")
    section.append(copy.copy(heading))
    for sibling in heading.next_siblings:
        if isinstance(sibling, Tag) and sibling.name in ("h1", *HEADINGS) and sibling.name <= heading.name:
            break
        section.append(copy.copy(sibling))
    return section
