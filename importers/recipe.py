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
and ``InstanceDraft``; ``place.`` and ``provider.`` lead into their parts. A field of an instance among the fields of
the page holds for all its instances, or is the only one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar
from urllib.parse import urlsplit

from bs4 import Tag

from catalogue.domain.course.field import LISTED_KINDS
from catalogue.domain.course.fields import COURSE_FIELDS
from catalogue.domain.text.messages import N_, Message
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
from importers.markup.page_facts import absolute, base_address, elsewhere, own_address
from importers.markup.selectors import Selector, check, first, matches
from importers.markup.soup import is_data_in_xml, soup_of

Detect = Callable[[Page], float]
Read = Callable[[Page], Iterator[Found]]
Fields = Mapping[str, Selector]
Part = TypeVar("Part", InstanceDraft, PlaceDraft)
LIST_FIELDS = frozenset(key for key, one in COURSE_FIELDS.items() if one.kind in LISTED_KINDS)
ADDRESS_FIELDS = frozenset({"url", "image"})


def _names(draft: type, **parts: type) -> frozenset[str]:
    """Return the names a recipe may use for a draft: its fields, and ``part.field`` for those that are drafts again."""
    own = {each.name for each in fields(draft)} - {"where", "instances", "translations", *parts}
    return frozenset(own | {f"{part}.{each.name}" for part, of in parts.items() for each in fields(of)})


COURSE_NAMES = _names(CourseDraft, provider=ProviderDraft)
RUN_NAMES = _names(InstanceDraft, place=PlaceDraft)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of courses: its ``item`` elements, the ``link`` to each one's own page, and the ``next`` page.

    With ``fields`` an item is a whole course and its link, if it has one, the course's address; nothing is followed.
    """

    item: str
    link: Selector = "a@href"
    next: Selector = ()
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The instances of a course: one per ``item`` element that says something."""

    item: str
    fields: Fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """A site. With ``listing`` its first pages are lists and ``fields`` are read on the pages they lead to; without,
    every page is a course. ``constants`` are the same for all courses of the site.

    Raises ``ValueError`` for a field that drafts do not have. Selectors are compiled when a page is first read, as
    every start of the program meets all recipes; ``check_selectors`` is for the recipe's test.
    """

    key: str
    label: str
    hosts: tuple[str, ...]
    fields: Fields = field(default_factory=dict)
    listing: Listing | None = None
    instances: Rows | None = None
    constants: Mapping[str, str] = field(default_factory=dict)
    language: str = ""

    def __post_init__(self) -> None:
        listed = self.listing.fields if self.listing else {}
        self._check_names([*self.fields, *self.constants, *listed], COURSE_NAMES | RUN_NAMES)
        self._check_names(self.instances.fields if self.instances else {}, RUN_NAMES)

    def check_selectors(self) -> None:
        """Raise ``ValueError`` for a selector that is not CSS."""
        rows = self.instances or Rows(item="*", fields={})
        listing = self.listing or Listing(item="*")
        used = (*self.fields.values(), *listing.fields.values(), *rows.fields.values())
        for selector in (rows.item, listing.item, listing.link, listing.next, *used):
            check(selector)

    def _check_names(self, names: Iterable[str], known: frozenset[str]) -> None:
        if wrong := [name for name in names if name not in known]:
            raise ValueError(f"the recipe {self.key!r} names fields that drafts do not have: {', '.join(wrong)}")


def importer_of(recipe: Recipe) -> tuple[str, str, Detect, Read]:
    """Return key, label, ``detect`` and ``read`` of the importer that follows the recipe."""

    def detect(page: Page) -> float:
        if urlsplit(page.url).hostname not in recipe.hosts or b"<" not in page.content[:500]:
            return 0.0
        return 0.0 if is_data_in_xml(decode(page)) else 1.0

    def read(page: Page) -> Iterator[Found]:
        return _Reading(recipe, page).found()

    return recipe.key, recipe.label, detect, read


class _Reading:
    """One page read by a recipe."""

    def __init__(self, recipe: Recipe, page: Page) -> None:
        text = decode(page)
        self.recipe, self.page = recipe, page
        self.own = own_address(text, page)
        self.base = base_address(text, self.own)
        self.soup = soup_of(text, page)

    def found(self) -> Iterator[Found]:
        listing = self.recipe.listing
        if listing is not None and self.page.follows is not LinkKind.DETAIL:
            return self._listing(listing)
        return iter([self._course(self.soup, self.recipe.fields, absolute("", self.own), "the page")])

    def _listing(self, listing: Listing) -> Iterator[Found]:
        items = self.soup.select(listing.item)
        if not items:
            yield self._nothing(listing.item, N_("no course in the list"))
        for number, item in enumerate(items, start=1):
            url = absolute(self.base, address) if (address := first(item, listing.link)) else ""
            if listing.fields:
                yield self._course(item, listing.fields, url, f"entry {number}")
            elif target := elsewhere(url, self.own):
                yield Link(url=target, kind=LinkKind.DETAIL)
            else:
                entry = item.get_text(" ", strip=True)[:80]
                yield self._nothing(listing.link, N_("no link in “%(entry)s”"), entry=entry)
        if url := absolute(self.base, address) if (address := first(self.soup, listing.next)) else "":
            yield Link(url=url, kind=LinkKind.NEXT)

    def _course(self, element: Tag, wanted: Fields, url: str, where: str) -> Found:
        draft, common = CourseDraft(where=where, url=url, page_language=self.recipe.language), InstanceDraft()
        values = {name: [value] for name, value in self.recipe.constants.items()}
        values |= {name: found for name, selector in wanted.items() if (found := matches(element, selector))}
        for name, found in values.items():
            self._put(draft if name in COURSE_NAMES else common, name, found)
        if not draft.title:
            untitled = N_("no title") if where == "the page" else N_("no title in %(where)s")
            return self._nothing(wanted.get("title", ""), untitled, where=where)
        rows = self.recipe.instances
        runs = [self._run(row, rows.fields) for row in element.select(rows.item)] if rows else []
        stated = [run for run in runs if run != InstanceDraft()] or [InstanceDraft()]
        draft.instances = [run for one in stated if (run := _completed_run(one, common)) != InstanceDraft()]
        return draft

    def _run(self, row: Tag, wanted: Fields) -> InstanceDraft:
        draft = InstanceDraft()
        for name, selector in wanted.items():
            if found := matches(row, selector):
                self._put(draft, name, found)
        return draft

    def _put(self, draft: Any, name: str, values: list[str]) -> None:
        """Set a field, or a part of the place or provider; several texts for a field of one become its lines."""
        whole, _, part = name.partition(".")
        if part:
            if getattr(draft, whole) is None:
                setattr(draft, whole, PlaceDraft() if whole == "place" else ProviderDraft())
            draft, name = getattr(draft, whole), part
        value: Any = values if name in LIST_FIELDS else "\n".join(values)
        setattr(draft, name, absolute(self.base, value) if name in ADDRESS_FIELDS else value)

    def _nothing(self, selector: Selector, what: str, **values: object) -> Fault:
        url = self.page.url
        text = N_("The recipe found %(what)s at %(url)s with “%(selector)s”; the page may have changed its markup.")
        message = Message(text, what=Message(what, **values), url=url, selector=str(selector))
        return Fault(where=f"selector {selector}", url=url, message=message)


def _completed_run(run: InstanceDraft, common: InstanceDraft) -> InstanceDraft:
    """Return the run and its place, completed by what holds for all."""
    if run.place and common.place:
        run.place = _filled_in(run.place, common.place)
    return _filled_in(run, common)


def _filled_in(draft: Part, common: Part) -> Part:
    silent = [each.name for each in fields(draft) if not getattr(draft, each.name)]
    return replace(draft, **{name: getattr(common, name) for name in silent})
