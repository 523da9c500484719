"""What to call an element of a page, so that a selector finds it again on the next page of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bs4 import Tag

# What frameworks and content systems make up: hashes, counters, states, and utility classes that say how it looks.
_MADE_UP = re.compile(
    r".*\d{3,}|(?:css|sc|jsx|svelte|ng|data-v|emotion|tw|wp|elementor|js|is|has)-.*|.*[:/\[\]%!.].*|.*__?[0-9a-zA-Z]{5,}\d.*"
    r"|(?:active|current|selected|first|last|odd|even|clearfix|container|row|wrapper|visible|hidden|lazy|left|right)"
    r"|(?:col|grid|flex|d|w|h|[mp][trblxy]?)(?:-.*)?|(?:text|bg|font|border|rounded|shadow|justify|items|align)-.*"
)
_NAME = re.compile(r"[^\W\d]\w*(?:-+\w+)*")
FURNITURE = ("nav", "header", "footer", "aside", "form", "script", "style", "template", "noscript", "head")


def in_furniture(tag: Tag) -> bool:
    """Say whether the element belongs to the frame of the site and not to what the page is about."""
    return tag.name in FURNITURE or any(
        each.name in FURNITURE and not _belongs_to_article(each) for each in tag.parents if isinstance(each, Tag)
    )


def outside_furniture(scope: Tag) -> Iterator[Tag]:
    """Yield the elements within the scope that are not ``in_furniture``, by one walk through it, in page order."""
    framed = {id(scope): in_furniture(scope)}
    for tag in scope.find_all(True):
        inside = framed[id(tag.parent)]
        framed[id(tag)] = inside or (tag.name in FURNITURE and not _belongs_to_article(tag))
        if not inside and tag.name not in FURNITURE:
            yield tag


def short_text_of(tag: Tag, longest: int) -> str | None:
    """Return ``text_of`` if it has at most so many characters, else None; of a longer one no more is read."""
    words: list[str] = []
    length = -1
    for text in tag.strings:
        for word in text.split():
            words.append(word)
            length += len(word) + 1
            if length > longest:
                return None
    return " ".join(words)


def text_of(tag: Tag) -> str:
    """Return the text in an element, on one line."""
    return " ".join(tag.get_text(" ").split())


def classes(tag: Tag) -> list[str]:
    """Return the classes that say what the element is."""
    named = tag.get("class") or []
    return [each for each in ([named] if isinstance(named, str) else named) if _is_lasting(each)]


def own_names(tag: Tag) -> Iterator[str]:
    """Yield selectors from what the element itself says, the most telling first."""
    identity = tag.get("id")
    if isinstance(identity, str) and _is_lasting(identity):
        yield f"#{identity}"
    yield from (f".{each}" for each in classes(tag))
    yield from (f"{tag.name}.{each}" for each in classes(tag))
    if itemprop := tag.get("itemprop"):
        yield f"[itemprop='{itemprop}']"


def names_of(tag: Tag, scope: Tag) -> Iterator[str]:
    """Yield selectors that may tell the element within the scope: by itself, by what is around it, by its place."""
    yield from own_names(tag)
    if tag.name in ("h1", "h2", "h3", "h4", "time"):
        yield tag.name
    for above in tag.parents:
        if above is scope or not isinstance(above, Tag):
            break
        yield from (f"{name} {tag.name}" for name in own_names(above))
    yield tag.name
    place = 1 + len(tag.find_previous_siblings(tag.name))
    parent = tag.parent
    around = "" if parent is None or parent is scope else next(own_names(parent), parent.name)
    yield f"{around} > {tag.name}:nth-of-type({place})" if around else f"{tag.name}:nth-of-type({place})"


def name_in(tag: Tag, scope: Tag) -> str:
    """Return the first selector whose first match in the scope is the element; empty if there is none."""
    return next((name for name in names_of(tag, scope) if scope.select_one(name) is tag), "")


def _is_lasting(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _MADE_UP.fullmatch(name) and len(name) <= 40


def _belongs_to_article(tag: Tag) -> bool:
    """Say whether a header or footer is that of an article within the page."""
    return tag.name in ("header", "footer") and any(
        isinstance(each, Tag) and each.name in ("article", "main", "li", "section") for each in tag.parents
    )
