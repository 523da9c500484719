"""Recipes: how to read a site whose pages have markup of their own, written as data.

A partner module is its recipe and one line that makes an importer of it::

    RECIPE = Recipe(
        key="example", label="Example Academy", hosts=("academy.example",), language="de",
        listing=Listing(item="li.course", link="a@href", next="a.next@href"),
        fields={"title": "h1", "workload": "dt:-soup-contains('Umfang') + dd", "keywords": ".tag*"},
        instances=Rows(item="table.dates tr", fields={"start": "td:nth-of-type(1)", "place.locality": "td.town"}),
    )
    key, label, detect, read = importer_of(RECIPE)

A selector is CSS as soupsieve has it; ``@name`` at its end takes an attribute, ``*`` every match, ``.html`` the markup
inside, ``:scope`` the element itself. A tuple of selectors is tried in turn. Field names are those of ``CourseDraft``
and ``InstanceDraft``; ``place.`` and ``provider.`` lead into their parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag

from catalogue.ingestion.contract import (
    CourseDraft,
    Fault,
    Found,
    InstanceDraft,
    Link,
    LinkKind,
    Page,
    PlaceDraft,
    ProviderDraft,
)
from catalogue.ingestion.documents import decode

Selector = str | tuple[str, ...]
Detect = Callable[[Page], float]
Read = Callable[[Page], Iterator[Found]]
LISTS = frozenset({"teaching_languages", "skill_areas", "keywords", "learning_outcomes"})
ADDRESSES = frozenset({"url", "image"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of courses: its ``item`` elements, the ``link`` to each one's own page, and the ``next`` page."""

    item: str
    link: Selector = "a@href"
    next: Selector = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The instances of a course: one per ``item`` element."""

    item: str
    fields: Mapping[str, Selector]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A site. ``listing`` is read on pages that have its items, ``fields`` on all others; without ``listing``
    every page is a course. ``constants`` are the same for all courses of the site."""

    key: str
    label: str
    hosts: tuple[str, ...]
    fields: Mapping[str, Selector]
    listing: Listing | None = None
    instances: Rows | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


def importer_of(recipe: Recipe) -> tuple[str, str, Detect, Read]:
    """Key, label, detect and read of the importer that follows the recipe."""

    def detect(page: Page) -> float:
        return 1.0 if urlsplit(page.url).hostname in recipe.hosts and b"<" in page.content[:500] else 0.0

    def read(page: Page) -> Iterator[Found]:
        return _read(recipe, page)

    return recipe.key, recipe.label, detect, read


def _read(recipe: Recipe, page: Page) -> Iterator[Found]:
    soup = BeautifulSoup(decode(page), "lxml")
    listing = recipe.listing
    if listing is not None and page.follows is not LinkKind.DETAIL:
        yield from _read_listing(listing, soup, page)
    else:
        yield _read_course(recipe, soup, page)


def _read_listing(listing: Listing, soup: BeautifulSoup, page: Page) -> Iterator[Found]:
    items = soup.select(listing.item)
    if not items:
        yield _nothing(page, listing.item, "no course in the list")
    for item in items:
        url = first(item, listing.link)
        if url:
            yield Link(url=urljoin(page.url, url), kind=LinkKind.DETAIL)
        else:
            yield _nothing(page, str(listing.link), f"no link in “{item.get_text(' ', strip=True)[:80]}”")
    following = first(soup, listing.next)
    if following:
        yield Link(url=urljoin(page.url, following), kind=LinkKind.NEXT)


def _read_course(recipe: Recipe, soup: BeautifulSoup, page: Page) -> Found:
    draft = CourseDraft(where="the page", url=page.url, page_language=recipe.language)
    for name, value in recipe.constants.items():
        _put(draft, name, [value], page)
    for name, selector in recipe.fields.items():
        _put(draft, name, matches(soup, selector), page)
    if not draft.title:
        return _nothing(page, str(recipe.fields.get("title", "")), "no title")
    if recipe.instances is not None:
        draft.instances = [_instance(recipe.instances, row, page) for row in soup.select(recipe.instances.item)]
    return draft


def _instance(rows: Rows, row: Tag, page: Page) -> InstanceDraft:
    draft = InstanceDraft()
    for name, selector in rows.fields.items():
        _put(draft, name, matches(row, selector), page)
    return draft


def _put(draft: Any, name: str, values: list[str], page: Page) -> None:
    """Set a field, or a part of the place or provider; a field without a match keeps what it has."""
    whole, _, part = name.partition(".")
    if not values:
        return
    if part:
        if getattr(draft, whole) is None:
            setattr(draft, whole, PlaceDraft() if whole == "place" else ProviderDraft())
        draft, name = getattr(draft, whole), part
    value: Any = values if name in LISTS else values[0]
    if name in ADDRESSES:
        value = urljoin(page.url, value)
    if not hasattr(draft, name):
        raise AttributeError(f"a recipe names the field {name!r}, which drafts do not have")
    setattr(draft, name, value)


def first(element: Tag, selector: Selector) -> str:
    """The first text a selector finds, or nothing."""
    return next(iter(matches(element, selector)), "")


def matches(element: Tag, selector: Selector) -> list[str]:
    """What the first selector that finds something finds: one text, or all of them where it ends in ``*``."""
    for one in (selector,) if isinstance(selector, str) else selector:
        css, attribute, every, markup = _parsed(one)
        found = element.select(css) if css != ":scope" else [element]
        texts = [text for tag in found if (text := _text(tag, attribute, markup))]
        if texts:
            return texts if every else texts[:1]
    return []


def _parsed(selector: str) -> tuple[str, str, bool, bool]:
    """CSS, attribute, whether every match is wanted, whether its markup is."""
    every = selector.endswith("*")
    css, _, attribute = selector.removesuffix("*").partition("@")
    markup = css.endswith(".html")
    return css.removesuffix(".html").strip() or ":scope", attribute.strip(), every, markup


def _text(tag: Tag, attribute: str, markup: bool) -> str:
    if attribute:
        value = tag.get(attribute) or ""
        return " ".join(value) if isinstance(value, list) else value.strip()
    return tag.decode_contents().strip() if markup else " ".join(tag.get_text(" ").split())


def _nothing(page: Page, selector: str, what: str) -> Fault:
    return Fault(
        where=f"selector {selector}",
        url=page.url,
        message=f"The recipe found {what} at {page.url} with “{selector}”; the page may have changed its markup.",
    )
