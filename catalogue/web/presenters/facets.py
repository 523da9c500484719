"""Facets beside the results: labelled, ordered, nested where they are hierarchical."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from catalogue.search.facets import FACETS, FacetValue
from catalogue.search.port import SearchPage, SearchRequest
from catalogue.services.labels import FACET_TITLES, provider_names
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.presenters import values
from catalogue.web.presenters.addresses import toggle_url

SHOWN = 7


@dataclass(slots=True, kw_only=True)
class ValueView:
    """One value to tick; ``url`` is the search with it added or taken away."""

    facet: str
    value: str
    label: str
    count: int
    selected: bool
    url: str
    children: list[ValueView] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it or something below it is selected."""
        return self.selected or any(child.open for child in self.children)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet; ``shown`` values stand open, ``more`` are folded away."""

    key: str
    title: str
    shown: Sequence[ValueView]
    more: Sequence[ValueView]
    open: bool

    def flat(self) -> Iterator[ValueView]:
        """Every value, children included."""
        for value in (*self.shown, *self.more):
            yield value
            yield from value.children


def present_facets(session: Session, asked: SearchRequest, page: SearchPage) -> list[FacetView]:
    """The facets that have something to choose from, in their fixed order."""
    names = provider_names(session, [value.value for value in page.facets.get("provider", ())])
    views = []
    for position, facet in enumerate(FACETS):
        found = [_value(asked, facet.key, value, names) for value in page.facets.get(facet.key, ())]
        arranged = _ARRANGED.get(facet.key, _as_counted)(found)
        if arranged:
            views.append(_facet(facet.key, arranged, position))
    return views


def _facet(key: str, found: list[ValueView], position: int) -> FacetView:
    shown = found[:SHOWN] + [value for value in found[SHOWN:] if value.open]
    chosen = any(value.open for value in found)
    more = [value for value in found if value not in shown]
    return FacetView(key=key, title=_(FACET_TITLES[key]), shown=shown, more=more, open=position < 4 or chosen)


def _value(asked: SearchRequest, facet: str, found: FacetValue, names: Mapping[str, str]) -> ValueView:
    label = names.get(found.value) if facet == "provider" else values.label(facet, found.value)
    return ValueView(
        facet=facet,
        value=found.value,
        label=label or found.value,
        count=found.count,
        selected=found.selected,
        url=toggle_url(asked, facet, found.value),
    )


def _as_counted(found: list[ValueView]) -> list[ValueView]:
    return found


def _by_value(found: list[ValueView]) -> list[ValueView]:
    return sorted(found, key=lambda value: value.value)


def _from_now_on(found: list[ValueView]) -> list[ValueView]:
    """Months that are not over, in order, after "any time"; a past month only if it was chosen."""
    this_month = f"{datetime.now(UTC):%Y-%m}"
    kept = [value for value in found if value.selected or value.value >= this_month]
    return sorted(kept, key=lambda value: (value.value != "anytime", value.value))


def _below_areas(found: list[ValueView]) -> list[ValueView]:
    """Children of a skill area below it; a value the taxonomy does not know stands by itself."""
    known = {value.value: value for value in found}
    top: list[ValueView] = []
    for value in found:
        area = skill_areas().get(value.value)
        parent = known.get(area.parent) if area and area.parent else None
        (parent.children if parent else top).append(value)
    return top


def _below_regions(found: list[ValueView]) -> list[ValueView]:
    """The largest regions with what lies in them, one level deep, so that the list stays short."""
    top = [value for value in found if len(value.value) == 3]
    for value in top:
        value.children = [other for other in found if len(other.value) == 4 and other.value.startswith(value.value)]
    inner = {child.value for value in top for child in value.children} | {value.value for value in top}
    return top + [value for value in found if value.selected and value.value not in inner]


_ARRANGED: dict[str, Callable[[list[ValueView]], list[ValueView]]] = {
    "skill_area": _below_areas,
    "level": _by_value,
    "starts": _from_now_on,
    "region": _below_regions,
}
