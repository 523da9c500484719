"""Facets beside the results: labelled, ordered, nested where they are hierarchical."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask_babel import gettext as _

from catalogue.extensions import Session
from catalogue.search.facets import FACETS, Facet, FacetValue
from catalogue.search.port import SearchPage, SearchRequest
from catalogue.services.courses.facet_labels import FACET_TITLES, provider_names, value_label
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.search.links import toggle_url
from catalogue.web.site.languages_read import countries_read, languages_read
from catalogue.web.site.locale import reader_language

SHOWN = 7
NUTS_LISTED = (3, 4)
"""The lengths of the codes of the largest regions and of those within them."""
LISTED = 60
"""Values of one facet beyond which a list helps nobody; the others are found by searching for their names."""


@dataclass(slots=True, kw_only=True)
class ValueView:
    """One value to tick; ``url`` is the search without it if it is selected, else nothing."""

    facet: str
    value: str
    label: str
    count: int
    selected: bool
    url: str
    children: list[ValueView] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether the value or something below it is selected."""
        return self.selected or any(child.open for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet; ``shown`` values stand open, ``more`` are folded away, and it is not ``whole`` if some are not there."""

    key: str
    title: str
    shown: Sequence[ValueView]
    more: Sequence[ValueView]
    open: bool
    whole: bool

    def flat(self) -> Iterator[ValueView]:
        """Yield every value, children included."""
        for value in (*self.shown, *self.more):
            yield value
            yield from value.children


def present_facets(session: Session, asked: SearchRequest, page: SearchPage) -> list[FacetView]:
    """Return the facets that have something to choose from, in their fixed order."""
    listed = {facet.key: _listed(facet, page.facets.get(facet.key, ())) for facet in FACETS}
    names = provider_names(session, [value.value for value in listed["provider"]])
    locale = reader_language()
    views = []
    for position, (key, values) in enumerate(listed.items()):
        found = [_value(asked, key, value, names, locale) for value in values]
        arranged = _ARRANGED.get(key, _as_counted)(found)
        if arranged:
            views.append(_facet(key, arranged, position, len(values) == len(page.facets[key])))
    return views


def _listed(facet: Facet, found: Sequence[FacetValue]) -> Sequence[FacetValue]:
    """Return the values worth a line: of places the regions that hold others, of long lists the beginning."""
    if facet.key == "region":
        return [value for value in found if value.selected or len(value.value) in NUTS_LISTED]
    if facet.hierarchical or len(found) <= LISTED:
        return found
    return [*found[:LISTED], *(value for value in found[LISTED:] if value.selected)]


def _facet(key: str, found: list[ValueView], position: int, whole: bool) -> FacetView:
    shown = found[:SHOWN] + [value for value in found[SHOWN:] if value.open]
    chosen = any(value.open for value in found)
    more = [value for value in found if value not in shown]
    title, whole = _(FACET_TITLES[key]), whole or key == "region"
    return FacetView(key=key, title=title, shown=shown, more=more, open=position < 4 or chosen, whole=whole)


def _value(asked: SearchRequest, facet: str, found: FacetValue, names: Mapping[str, str], locale: str) -> ValueView:
    provider = facet == "provider"
    label = names.get(found.value) if provider else value_label(facet, found.value, locale, _)
    return ValueView(
        facet=facet,
        value=found.value,
        label=label or found.value,
        count=found.count,
        selected=found.selected,
        url=toggle_url(asked, facet, found.value) if found.selected else "",
    )


def _as_counted(found: list[ValueView]) -> list[ValueView]:
    return found


def _by_value(found: list[ValueView]) -> list[ValueView]:
    return sorted(found, key=lambda value: value.value)


def _from_now_on(found: list[ValueView]) -> list[ValueView]:
    """Return "any time", then the months that are not over in order; a past month only if it was chosen."""
    this_month = f"{datetime.now(UTC):%Y-%m}"
    coming = [value for value in found if value.selected or value.value >= this_month]
    return sorted(coming, key=lambda value: (value.value != "anytime", value.value))


def _below_areas(found: list[ValueView]) -> list[ValueView]:
    """Return skill areas with their parts below them; a value the taxonomy does not know stands by itself."""
    known = {value.value: value for value in found}
    top: list[ValueView] = []
    for value in found:
        area = skill_areas().get(value.value)
        parent = known.get(area.parent) if area and area.parent else None
        (parent.children if parent else top).append(value)
    return top


def _below_regions(found: list[ValueView]) -> list[ValueView]:
    """Return the largest regions with those in them, one level deep, so that the list stays short."""
    top = [value for value in found if len(value.value) == 3]
    within: dict[str, list[ValueView]] = {}
    for value in found:
        if len(value.value) == 4:
            within.setdefault(value.value[:3], []).append(value)
    for value in top:
        value.children = within.get(value.value, [])
    inner = {child.value for value in top for child in value.children} | {value.value for value in top}
    return top + [value for value in found if value.selected and value.value not in inner]


def _own_languages_first(found: list[ValueView]) -> list[ValueView]:
    return _first(found, languages_read())


def _own_country_first(found: list[ValueView]) -> list[ValueView]:
    return _first(found, countries_read())


def _first(found: list[ValueView], own: Sequence[str]) -> list[ValueView]:
    """Return these values first, in their order, then the others as they stand."""
    return sorted(found, key=lambda value: own.index(value.value) if value.value in own else len(own))


_ARRANGED: dict[str, Callable[[list[ValueView]], list[ValueView]]] = {
    "skill_area": _below_areas,
    "level": _by_value,
    "starts": _from_now_on,
    "region": _below_regions,
    "language": _own_languages_first,
    "country": _own_country_first,
}
