"""The blocks of a page that repeat: its courses, or the dates of one course."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice

from bs4 import Tag

from importers.markup.selectors import first
from importers.scaffolding.names import outside_furniture, own_names, short_text_of, text_of
from importers.scaffolding.values import field_shown

MIN_BLOCKS = 2
MAX_BLOCKS_EXAMINED = 12
MAX_NAMES_PER_ELEMENT = 12
"""Names that are considered of one element; no real page gives one more."""
MAX_FACT_CHARACTERS = 120
"""Characters of a text that may be a fact of a course."""
_BLOCKS = ("li", "tr", "article", "div", "section", "dl", "a", "p", "tbody")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")


@dataclass(frozen=True, slots=True)
class Blocks:
    """Elements of one kind, found by ``selector``."""

    selector: str
    found: tuple[Tag, ...]


def course_blocks(scope: Tag, language: str | None) -> Blocks | None:
    """Return the repeated blocks that are most likely a course each; None if nothing on the page repeats that way."""
    return _best(_repeated(scope), lambda blocks: _likeness_to_courses(blocks, language))


def dated_blocks(scope: Tag, language: str | None) -> Blocks | None:
    """Return the repeated blocks that hold a date each, the runs of one course; None if there are none."""

    def dated(blocks: Blocks) -> float:
        have_dates = [any(field_shown(text, language) == "start" for text in _texts(each)) for each in blocks.found]
        return sum(have_dates) if all(have_dates) else 0.0

    return _best(_repeated(scope), dated)


def course_link(block: Tag) -> tuple[Tag | None, str]:
    """Return the link of a block to its course's own page, None if it has none, and the selector that finds it."""
    links = [each for each in [block, *block.select("a[href]")] if each.name == "a" and _leads_to_a_page(each)]
    if not links:
        return None, ""
    in_heading = [each for each in links if each.find_parent(_HEADINGS) or each.find(_HEADINGS)]
    best = max(in_heading or links, key=lambda each: len(text_of(each)))
    if best is block:
        return best, ":scope@href"
    heading = best.find_parent(_HEADINGS)
    named = [name if name[0] == "#" or name.startswith("a.") else f"a{name}" for name in own_names(best)]
    candidates = [*named, *([f"{heading.name} a"] if isinstance(heading, Tag) else []), "a"]
    css = next((each for each in candidates if block.select_one(each) is best), "a")
    return best, f"{css}@href"


def _best(groups: Iterable[Blocks], worth: Callable[[Blocks], float]) -> Blocks | None:
    rated = [(worth(blocks), blocks) for blocks in groups]
    return (
        max(rated, key=lambda pair: pair[0], default=(0.0, None))[1] if any(value > 0 for value, _ in rated) else None
    )


def _repeated(scope: Tag) -> list[Blocks]:
    """Return every group of elements that share a name, or the place under a named parent; none stands in another."""
    groups: dict[str, list[Tag]] = {}
    for tag in outside_furniture(scope):
        if tag.name in _BLOCKS:
            for name in _group_names(tag):
                groups.setdefault(name, []).append(tag)
    return [
        Blocks(name, tuple(found)) for name, found in groups.items() if len(found) >= MIN_BLOCKS and _stand_apart(found)
    ]


def _group_names(tag: Tag) -> list[str]:
    own = islice(own_names(tag), MAX_NAMES_PER_ELEMENT)
    named = [name for name in own if name.startswith(f"{tag.name}.") or name.startswith("[itemprop")]
    parent = (
        tag.parent if tag.parent and tag.parent.name not in ("tbody", "thead") else tag.parent and tag.parent.parent
    )
    cells = ":has(td)" if tag.name == "tr" else ""
    if cells and tag.find("td") is None:
        return []
    around = next(own_names(parent), "") if isinstance(parent, Tag) else ""
    if around:
        named.append(f"{around} {tag.name}{cells}" if tag.name == "tr" else f"{around} > {tag.name}")
    elif not named and isinstance(parent, Tag) and tag.name in ("li", "tr", "article"):
        named.append(f"{parent.name} {tag.name}{cells}" if tag.name == "tr" else f"{parent.name} > {tag.name}")
    return named


def _stand_apart(found: list[Tag]) -> bool:
    members = {id(each) for each in found}
    return not any(id(above) in members for each in found for above in each.parents)


def _likeness_to_courses(blocks: Blocks, language: str | None) -> float:
    """Return how many fields the blocks hold on average, 0 unless most have a page of their own or a heading."""
    looked_at = blocks.found[:MAX_BLOCKS_EXAMINED]
    targets = [first(each, course_link(each)[1]) if course_link(each)[0] else "" for each in looked_at]
    own_pages = len(set(filter(None, targets))) / len(looked_at)
    titles = {title.casefold() for each in looked_at if (title := title_of(each))}
    if own_pages < 0.6 and (len(titles) < 0.6 * len(looked_at) or not any(each.find(_HEADINGS) for each in looked_at)):
        return 0.0
    words = sum(min(len(text_of(each)), 400) for each in looked_at) / len(looked_at)
    if words < 12:
        return 0.0
    kinds = {kind for each in looked_at for text in _texts(each) if (kind := field_shown(text, language))}
    headed = sum(bool(each.find(_HEADINGS)) for each in looked_at) / len(looked_at)
    worth = own_pages + headed + words / 100 + len(kinds)
    many: float = min(len(blocks.found), 20) ** 0.5
    return worth * many * len(titles) / len(looked_at)


def title_of(block: Tag) -> str:
    """Return the text of a block's first heading, else of its longest link; empty if it has neither."""
    heading = block.find(_HEADINGS)
    link, _ = course_link(block)
    return text_of(heading) if isinstance(heading, Tag) else text_of(link) if link else ""


def _texts(block: Tag) -> list[str]:
    texts = (short_text_of(each, MAX_FACT_CHARACTERS) for each in [block, *block.find_all(True)])
    return [text for text in texts if text is not None]


def _leads_to_a_page(link: Tag) -> bool:
    address = link.get("href")
    return isinstance(address, str) and not address.startswith(("#", "mailto:", "tel:", "javascript:"))
