"""A curriculum's page: every figure with the search that gives it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from babel.dates import format_date
from flask import url_for
from flask_babel import gettext as _

from catalogue.domain.places.territories import territory, territory_name
from catalogue.domain.text.collation import sort_key
from catalogue.models import CurriculumVersion
from catalogue.services.curating.curricula.coverage import Coverage, place_filter
from catalogue.taxonomy.curricula import Curriculum, Module
from catalogue.web.site import values
from catalogue.web.site.locale import LOCALES, cldr_locale, reader_language

Text = TypeVar("Text", str, Sequence[str])
Figure = tuple[int, str]
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """A module at one place: how many courses, in how many languages, and the skills nobody teaches there."""

    courses: Figure
    languages: int
    missing: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleView:
    """``by_language`` is of each place, in the order of ``CurriculumView.languages``."""

    number: int
    title: str
    outcomes: Sequence[str]
    level: str
    skills: Sequence[tuple[str, str]]
    sides: Sequence[SideView]
    by_language: Sequence[Sequence[Figure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumView:
    """``places`` are the labels of the sides, ``chosen`` their codes; ``countries`` and ``regions`` can be chosen.

    Of each side, ``covered`` is how many modules have courses, ``taught`` says how many skills. ``version`` says whose
    the curriculum is and since when, empty of what came with the catalogue.
    """

    key: str
    title: str
    version: str
    modules: Sequence[ModuleView]
    places: Sequence[str]
    chosen: Sequence[str]
    covered: Sequence[int]
    taught: Sequence[str]
    languages: Sequence[str]
    countries: Sequence[Choice]
    regions: Sequence[Choice]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionView:
    """A version that was handed in; ``own`` if the reader may take it back."""

    id: int
    title: str
    number: int
    modules: int
    by: str
    who: str
    handed_in: datetime
    taken_back: bool
    own: bool


def present_versions(found: Iterable[tuple[CurriculumVersion, bool]]) -> list[VersionView]:
    """Return the versions, each with whether it is the reader's own."""
    return [
        VersionView(
            id=one.id,
            title=in_reader_language(one.title),
            number=one.number,
            modules=len(one.modules),
            by=speaker(one.region),
            who=one.handed_in_by_name,
            handed_in=one.handed_in_at,
            taken_back=one.taken_back_at is not None,
            own=own,
        )
        for one, own in found
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumLink:
    """A curriculum in a list; ``by`` is who handed it in."""

    title: str
    url: str
    modules: int
    by: str


def present_links(curricula: Iterable[Curriculum]) -> list[CurriculumLink]:
    """Return every curriculum with the address of its page."""
    return [
        CurriculumLink(
            title=in_reader_language(one.title),
            url=url_for("curriculum.page", key=one.key),
            modules=len(one.modules),
            by=speaker(one.region),
        )
        for one in curricula
    ]


def present_curriculum(
    curriculum: Curriculum,
    sides: Sequence[tuple[str, Sequence[Coverage]]],
    places: tuple[Sequence[str], Sequence[str]],
) -> CurriculumView:
    """Return the curriculum with one or two places beside it."""
    countries, regions = places
    languages = _languages(sides)
    return CurriculumView(
        key=curriculum.key,
        title=in_reader_language(curriculum.title),
        version=_version(curriculum),
        modules=[_module(place, module, sides, languages) for place, module in enumerate(curriculum.modules)],
        places=[_place(place) for place, _coverage in sides],
        chosen=[place for place, _coverage in sides],
        covered=[sum(bool(one.total) for one in coverages) for _place, coverages in sides],
        taught=[_taught(curriculum, coverages) for _place, coverages in sides],
        languages=[values.language(code) for code in languages],
        countries=_choices("country", countries),
        regions=_choices("region", regions),
    )


def _languages(sides: Sequence[tuple[str, Sequence[Coverage]]]) -> list[str]:
    """Return the languages with the most courses at the places first, then the others of the interface."""
    counts: Counter[str] = Counter()
    for _place, coverages in sides:
        for one in coverages:
            counts.update(one.by_language)
    return list(dict.fromkeys([*(code for code, _count in counts.most_common()), *LOCALES]))


def _taught(curriculum: Curriculum, coverages: Sequence[Coverage]) -> str:
    """Return how many of all its skills, each counted once, are taught at a place."""
    asked = {skill for module in curriculum.modules for skill in module.skills}
    missing = {skill for one in coverages for skill in one.missing}
    return str(_("Skills taught: %(taught)s of %(asked)s.", taught=len(asked - missing), asked=len(asked)))


def _version(curriculum: Curriculum) -> str:
    if curriculum.since is None:
        return ""
    day = format_date(curriculum.since, "long", locale=cldr_locale())
    version = _(
        "Version %(number)s of %(day)s, %(by)s", number=curriculum.version, day=day, by=speaker(curriculum.region)
    )
    return str(version)


def speaker(region: str) -> str:
    """Return who uploaded a curriculum: a region, or the alliance."""
    place = territory(region) if region else None
    return territory_name(place, reader_language()) if place else region or str(_("the alliance"))


def _module(
    position: int, module: Module, sides: Sequence[tuple[str, Sequence[Coverage]]], languages: Sequence[str]
) -> ModuleView:
    return ModuleView(
        number=position + 1,
        title=in_reader_language(module.title),
        outcomes=in_reader_language(module.outcomes),
        level=values.label("level", str(module.level)),
        skills=[(values.label("skill", key), url_for("search.courses", skill=key)) for key in module.skills],
        sides=[_side(module, place, coverages[position]) for place, coverages in sides],
        by_language=[_by_language(module, place, coverages[position], languages) for place, coverages in sides],
    )


def _by_language(module: Module, place: str, found: Coverage, languages: Sequence[str]) -> list[Figure]:
    return [(found.by_language.get(code, 0), _url(module, place, language=code)) for code in languages]


def _side(module: Module, place: str, found: Coverage) -> SideView:
    return SideView(
        courses=(found.total, _url(module, place)),
        languages=len(found.by_language),
        missing=[values.label("skill", key) for key in found.missing],
    )


def _url(module: Module, place: str, **more: str) -> str:
    held = {facet: sorted(codes) for facet, codes in place_filter(place).items()}
    address: str = url_for("search.courses", skill=list(module.skills), **held, **more)  # type: ignore[arg-type]
    return address


def _place(code: str) -> str:
    if not code:
        return str(_("Everywhere"))
    return values.country(code) if len(code) == 2 else values.label("region", code)


def _choices(facet: str, codes: Iterable[str]) -> list[Choice]:
    named = [(code, values.label(facet, code)) for code in codes]
    return sorted(named, key=lambda one: sort_key(one[1], reader_language()))


def in_reader_language(texts: Mapping[str, Text]) -> Text:
    """Return the text in the reader's language, else in English, else the first there is."""
    return texts.get(reader_language()) or texts.get("en") or next(iter(texts.values()))
