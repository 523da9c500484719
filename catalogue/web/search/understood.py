"""What the search page says about the question: the conditions understood in it, and what it is the name of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from catalogue.extensions import Session
from catalogue.search.address import arguments_of
from catalogue.search.limits import Near
from catalogue.search.port import SearchRequest
from catalogue.search.understanding import Condition
from catalogue.services.courses.facet_labels import FACET_TITLES
from catalogue.services.search.best_answers import BestAnswer
from catalogue.services.search.condition_labels import answer_label, condition_label
from catalogue.services.search.elsewhere import PLACE_FACETS, Elsewhere
from catalogue.services.search.searching import SearchResult
from catalogue.web.search.links import courses_url
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale, reader_language

KIND_TITLES = {kind: FACET_TITLES[kind] for kind in ("job_role", "skill", "skill_area", "provider", "region")}
COLLECTION_PAGE = "collections.page"


class ConditionChip(NamedTuple):
    """A condition with the facets and limits that it stands for, and the search without it."""

    facet: str
    label: str
    words: str
    url: str


class Answer(NamedTuple):
    """What the question is the name of, with what kind of thing that is, and its page."""

    kind: str
    label: str
    url: str


class Way(NamedTuple):
    """A search that finds something, and how many courses."""

    label: str
    url: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodView:
    """``as_words_url`` searches for all words as they were typed; ``left_out`` are conditions taken away, each with the
    search for its words. ``shown`` are the facet values that the page shows as ticked though nobody ticked them.
    ``elsewhere`` are ways to something where the place lets nothing through."""

    chips: Sequence[ConditionChip]
    left_out: Sequence[ConditionChip]
    as_words_url: str
    shown: Sequence[str]
    best: Sequence[Answer]
    elsewhere: Sequence[Way]

    def is_stated(self, facet: str, value: str) -> bool:
        """Return whether the question states this value of a facet."""
        return f"{facet}:{value}" in self.shown


def present_understood(session: Session, asked: SearchRequest, result: SearchResult) -> UnderstoodView:
    """Return what was understood, with the ways to change it."""
    reading, locale = asked.reading, cldr_locale()

    def chip(condition: Condition, url: str) -> ConditionChip:
        return ConditionChip(condition.facet, condition_label(session, condition, locale, _), condition.words, url)

    as_words = replace(asked, reading=replace(reading, understand=False), page=1)
    return UnderstoodView(
        chips=[chip(each, url_without(asked, [each])) for each in result.understood],
        left_out=[chip(each, _url_with_words(asked, each)) for each in result.left_out],
        as_words_url=courses_url(arguments_of(as_words)),
        shown=_shown(asked, result.understood),
        best=[_answer(each) for each in result.best],
        elsewhere=_ways(asked, result),
    )


def url_without(asked: SearchRequest, conditions: Iterable[Condition]) -> str:
    """Return the address of the search without some of the conditions that its text states."""
    return courses_url(arguments_of(_without(asked, conditions)))


def _without(asked: SearchRequest, conditions: Iterable[Condition]) -> SearchRequest:
    words = asked.reading.left_out | {condition.words for condition in conditions}
    return replace(asked, reading=replace(asked.reading, left_out=words), page=1)


def _url_with_words(asked: SearchRequest, condition: Condition) -> str:
    left_out = asked.reading.left_out - {condition.words}
    reading = replace(asked.reading, left_out=left_out, words=asked.reading.words | {condition.words})
    return courses_url(arguments_of(replace(asked, reading=reading, page=1)))


def _shown(asked: SearchRequest, understood: Iterable[Condition]) -> list[str]:
    return [
        f"{condition.facet}:{value}"
        for condition in understood
        for value in condition.values
        if value not in asked.filters.get(condition.facet, ())
    ]


def _answer(answer: BestAnswer) -> Answer:
    if answer.kind == "collection":
        return Answer(_("Collection"), answer.name, url_for(COLLECTION_PAGE, slug=answer.key))
    key = {"code" if answer.kind == "region" else "key": answer.key}
    label = answer_label(answer, reader_language(), _)
    return Answer(_(KIND_TITLES[answer.kind]), label, url_for(f"{answer.kind}.page", **key))  # type: ignore[arg-type]


def _ways(asked: SearchRequest, result: SearchResult) -> list[Way]:
    """Return the nearest place, and online, each with the search that finds what is there."""
    found: Elsewhere = result.elsewhere
    ways = []
    if found.total_near and (near := _near(asked, result)):
        label = _("%(town)s, %(distance)s away", town=found.town, distance=values.distance(found.kilometres))
        limits = replace(asked.limits, near=replace(near, kilometres=found.kilometres))
        ways.append(Way(label, courses_url(arguments_of(replace(asked, limits=limits, page=1))), found.total_near))
    if found.total_online:
        ways.append(Way(_("Online"), courses_url(arguments_of(_online(asked, result))), found.total_online))
    return ways


def _near(asked: SearchRequest, result: SearchResult) -> Near | None:
    stated = (condition.limits.near for condition in result.understood if condition.facet == "near")
    return asked.limits.near or next(stated, None)


def _online(asked: SearchRequest, result: SearchResult) -> SearchRequest:
    filters = {key: chosen for key, chosen in asked.filters.items() if key not in PLACE_FACETS}
    anywhere = replace(asked, filters=filters | {"delivery_mode": frozenset({"online"})})
    placed = [each for each in result.understood if each.facet in (*PLACE_FACETS, "near", "delivery_mode")]
    return replace(_without(anywhere, placed), limits=asked.limits.without("near"))
