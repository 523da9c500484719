"""A curriculum's page: every figure with the search that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from catalogue.domain.collation import sort_key
from catalogue.services.skills.coverage import Coverage, place_filter
from catalogue.taxonomy.curricula import Curriculum, Module, Texts, curricula
from catalogue.web.locale import LOCALES, reader_language
from catalogue.web.presenters import values

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
    """``by_language`` is of the first place, in the order of ``CurriculumView.languages``."""

    number: int
    title: str
    outcome: str
    level: str
    skills: Sequence[tuple[str, str]]
    sides: Sequence[SideView]
    by_language: Sequence[Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumView:
    """``places`` are the labels of the sides, ``chosen`` their codes; ``countries`` and ``regions`` can be chosen."""

    title: str
    modules: Sequence[ModuleView]
    places: Sequence[str]
    chosen: Sequence[str]
    covered: Sequence[int]
    languages: Sequence[str]
    countries: Sequence[Choice]
    regions: Sequence[Choice]


def present_links() -> list[tuple[str, str]]:
    """Every curriculum with the address of its page."""
    return [(_in(one.title), url_for("curriculum.page", key=one.key)) for one in curricula().values()]


def present_curriculum(
    curriculum: Curriculum,
    sides: Sequence[tuple[str, Sequence[Coverage]]],
    places: tuple[Sequence[str], Sequence[str]],
) -> CurriculumView:
    """The curriculum with one or two places beside it."""
    countries, regions = places
    return CurriculumView(
        title=_in(curriculum.title),
        modules=[_module(place, module, sides) for place, module in enumerate(curriculum.modules)],
        places=[_place(place) for place, _coverage in sides],
        chosen=[place for place, _coverage in sides],
        covered=[sum(bool(one.total) for one in coverages) for _place, coverages in sides],
        languages=[values.language(code) for code in LOCALES],
        countries=_choices("country", countries),
        regions=_choices("region", regions),
    )


def _module(position: int, module: Module, sides: Sequence[tuple[str, Sequence[Coverage]]]) -> ModuleView:
    first, at_first = sides[0][0], sides[0][1][position]
    return ModuleView(
        number=position + 1,
        title=_in(module.title),
        outcome=_in(module.outcome),
        level=values.label("level", str(module.level)),
        skills=[(values.label("skill", key), url_for("search.courses", skill=key)) for key in module.skills],
        sides=[_side(module, place, coverages[position]) for place, coverages in sides],
        by_language=[(at_first.by_language.get(code, 0), _url(module, first, language=code)) for code in LOCALES],
    )


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


def _in(texts: Texts) -> str:
    text: str = texts.get(reader_language()) or texts["en"]
    return text
