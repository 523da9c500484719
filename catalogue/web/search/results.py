"""A page of results: cards, facets, the filters in force, and where every link leads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from urllib.parse import urlencode

from babel.lists import format_list
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.domain.text.messages import N_
from catalogue.extensions import Session
from catalogue.search.address import arguments_of
from catalogue.search.limits import LIMIT_NAMES, NO_LIMITS
from catalogue.search.port import Relaxation, SearchRequest, Sort
from catalogue.services.search.searching import SearchResult
from catalogue.web.search.card import Card, present_hit
from catalogue.web.search.facets import FacetView, ValueView, present_facets
from catalogue.web.search.limits import LimitsView, chips_of_limits, present_limits
from catalogue.web.search.links import courses_url
from catalogue.web.search.understood import UnderstoodView, present_understood, url_without
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale

SORT_LABELS = {
    Sort.RELEVANCE: N_("Best match"),
    Sort.START: N_("Starting soonest"),
    Sort.NEWEST: N_("Newest"),
    Sort.TITLE: N_("Title"),
    Sort.DISTANCE: N_("Nearest"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsView:
    """What the result template prints. ``relaxations`` are what to leave out, the address without it, the total."""

    asked: SearchRequest
    heading: str
    cards: Sequence[Card]
    facets: Sequence[FacetView]
    limits: LimitsView
    chosen: Sequence[ValueView]
    understood: UnderstoodView
    clear_url: str
    sorts: Sequence[tuple[str, str, bool]]
    pages: Sequence[tuple[int | None, str]]
    previous_url: str
    next_url: str
    suggestion: str | None
    suggestion_url: str
    corrected: str | None
    exact_url: str
    across_url: str
    save_url: str
    collection_url: str
    partial: bool
    relaxations: Sequence[tuple[str, str, int]]
    reads: str
    total: int


def narrowed_to(asked: SearchRequest, facet: str, value: str) -> SearchRequest:
    """Return the search within one facet value, as the page of a provider or an area shows it."""
    return replace(asked, filters={**asked.filters, facet: frozenset({value})})


def present_results(session: Session, asked: SearchRequest, result: SearchResult) -> ResultsView:
    """Return everything the search page shows."""
    page = result.page
    facets = present_facets(session, asked, page)
    understood = present_understood(session, asked, result)
    chosen = [
        value
        for facet in facets
        for value in facet.flat()
        if value.selected and not understood.is_stated(value.facet, value.value)
    ] + chips_of_limits(asked)
    last = min(ceil(page.total / asked.per_page), 500)
    return ResultsView(
        asked=asked,
        heading=_heading(result.corrected or asked.text, page.total),
        cards=[present_hit(hit, course, result.met_runs.get(course.id)) for hit, course in result.found],
        facets=facets,
        limits=present_limits(asked),
        chosen=chosen,
        understood=understood,
        clear_url=courses_url(arguments_of(replace(asked, filters={}, limits=NO_LIMITS, page=1))),
        sorts=_sorts(asked),
        pages=_pages(asked, last),
        previous_url=_page_url(asked, asked.page - 1) if asked.page > 1 else "",
        next_url=_page_url(asked, asked.page + 1) if asked.page < last else "",
        suggestion=page.suggestion,
        suggestion_url=courses_url(arguments_of(replace(asked, text=page.suggestion or "", page=1, exact=False))),
        corrected=result.corrected,
        exact_url=courses_url(arguments_of(replace(asked, exact=True, page=1))),
        across_url=courses_url(arguments_of(replace(asked, across=not asked.across, page=1))),
        save_url=url_for("saved_searches.new", **arguments_of(asked)),  # type: ignore[arg-type]
        collection_url=_collection_url(result.searched or asked),
        partial=page.partial,
        relaxations=[_relaxed(asked, chosen, result, understood, each) for each in page.relaxations],
        reads=format_list([values.language(code) for code in asked.reads], locale=cldr_locale()),
        total=page.total,
    )


def _relaxed(
    asked: SearchRequest,
    chosen: Sequence[ValueView],
    result: SearchResult,
    understood: UnderstoodView,
    relaxation: Relaxation,
) -> tuple[str, str, int]:
    """Return what to leave out, chosen or said in words, the address of the search without it, and its total."""
    said = [chip.label for chip in understood.chips if chip.facet in relaxation.facets]
    names = said + [value.label for value in chosen if value.facet in relaxation.facets]
    left = replace(
        asked, filters={key: asked.filters[key] for key in asked.filters if key not in relaxation.facets}, page=1
    )
    for name in set(relaxation.facets).intersection(LIMIT_NAMES):
        left = replace(left, limits=left.limits.without(name))
    url = url_without(left, (each for each in result.understood if each.facet in relaxation.facets))
    return format_list(names, locale=cldr_locale()), url, relaxation.total


def _collection_url(searched: SearchRequest) -> str:
    """Return the address that makes a collection of what was searched for, conditions in words as filters."""
    rule = arguments_of(searched, page=None, sort=None, without=None, words=None)
    return url_for("curate.new", rule=f"?{urlencode(rule, doseq=True)}")


def _sorts(asked: SearchRequest) -> list[tuple[str, str, bool]]:
    """Return the orders to choose from, by distance only where there is a place to be near to."""
    offered = [sort for sort in SORT_LABELS if sort is not Sort.DISTANCE or asked.limits.near]
    return [(sort.value, _(SORT_LABELS[sort]), sort is asked.sort) for sort in offered]


def _heading(text: str, total: int) -> str:
    counted = ngettext("%(num)s course", "%(num)s courses", total)
    return str(_("%(count)s for “%(text)s”", count=counted, text=text) if text else counted)


def _page_url(asked: SearchRequest, number: int) -> str:
    return courses_url(arguments_of(asked, page=number if number > 1 else None))


def _pages(asked: SearchRequest, last: int) -> list[tuple[int | None, str]]:
    """Return the first page, the last and those around the present one; None stands for a gap."""
    near = sorted({1, last, *range(max(1, asked.page - 2), min(last, asked.page + 2) + 1)})
    shown: list[tuple[int | None, str]] = []
    for number in near if last > 1 else []:
        if shown and shown[-1][0] is not None and number - (shown[-1][0] or 0) > 1:
            shown.append((None, ""))
        shown.append((number, _page_url(asked, number)))
    return shown
