"""Which skills of the reference job roles are taught where, as a matrix whose fields lead on to the courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.domain.places.territories import territory, territory_name
from catalogue.domain.text.collation import sort_key
from catalogue.services.indicators.role_supply import EVERYWHERE, RoleSupply
from catalogue.taxonomy.job_roles import JobRole, job_roles
from catalogue.web.charts import heat
from catalogue.web.charts.drawing import Drawing
from catalogue.web.charts.figures import number_label, share_label
from catalogue.web.charts.tile_map import SHADES, legend_of, shade_of
from catalogue.web.indicators.indicators_page import Cell
from catalogue.web.search.links import courses_url
from catalogue.web.site import values
from catalogue.web.site.locale import reader_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaded:
    """A field: ``shade`` 0 to 5, ``label`` what it is in words."""

    cell: Cell
    shade: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """A matrix of places (``heads``) by roles or skills (``rows``, with a remark); ``summary`` in sentences."""

    title: str
    country: str
    country_name: str
    summary: Sequence[str]
    heads: Sequence[Cell]
    rows: Sequence[tuple[Cell, str, Sequence[Shaded]]]
    legend: heat.Legend


def present_role_supply(found: RoleSupply, country: str) -> CoverageView:
    """Return every role by every place, with how many of its skills are taught."""
    heads = _heads(found, country)
    places = [(code, head, _address("ROLE", country or code)) for code, head in heads]
    labels = {role.key: values.label("job_role", role.key) for role in job_roles()}
    rows = [
        (Cell(labels[role.key], _address(role.key, country)), str(len(role.skills)),
         [_coverage(found, place, role, labels[role.key]) for place in places])
        for role in job_roles()
    ]  # fmt: skip
    return CoverageView(
        title=_("Skills of the reference job roles that are taught"),
        country=country,
        country_name=values.country(country),
        summary=_summary(found, country),
        heads=[head for _code, head in heads],
        rows=rows,
        legend=_shares(),
    )


def present_role_skills(role: JobRole, found: RoleSupply, country: str) -> CoverageView:
    """Return every skill of a role by every place, with the number of courses."""
    heads = _heads(found, country)
    most = max((found.courses.get((code, skill.key), 0) for code, _head in heads for skill in role.skills), default=0)
    rows = []
    for skill in role.skills:
        label = values.label("skill", skill.key)
        level = values.label("level", str(skill.level))
        fields = [_courses(found, code, head, (skill.key, label), most) for code, head in heads]
        rows.append((Cell(label, courses_url({"skill": skill.key})), level, fields))
    return CoverageView(
        title=values.label("job_role", role.key),
        country=country,
        country_name=values.country(country),
        summary=[_taught_of(found, country, role)] if found.places else [],
        heads=[head for _code, head in heads],
        rows=rows,
        legend=[(shade, _bounds(low, high)) for shade, low, high in legend_of(most)],
    )


def drawing_of(view: CoverageView) -> Drawing:
    """Return the matrix as a picture."""
    title = f"{view.title}, {view.country_name}" if view.country else view.title
    rows = [
        (f"{label.text} ({remark})", [(one.cell.text, one.shade, False) for one in fields])
        for label, remark, fields in view.rows
    ]
    return heat.matrix(title, [head.text for head in view.heads], rows, view.legend)


def _heads(found: RoleSupply, country: str) -> list[tuple[str, Cell]]:
    """Return each place with its name and address, the whole first."""
    whole, *parts = found.places or [country]
    named = sorted(((code, _name(code)) for code in parts), key=lambda one: sort_key(one[1], reader_language()))
    here = url_for("indicators.roles")
    linked = [(code, Cell(name, "" if country else f"{here}?country={code}")) for code, name in named]
    return [(whole, Cell(_name(whole))), *linked]


def _name(code: str) -> str:
    place = territory(code) if code else None
    return territory_name(place, reader_language()) if place else code or str(_("Everywhere"))


def _coverage(found: RoleSupply, place: tuple[str, Cell, str], role: JobRole, label: str) -> Shaded:
    """Return a field; the address of its place is built once and filled in, for there are a thousand fields."""
    code, head, address = place
    taught = found.taught(code, role)
    asked = len(role.skills)
    sentence = ngettext("%(covered)s of %(num)s skill", "%(covered)s of %(num)s skills", asked, covered=taught)
    cell = Cell(str(taught), address.replace("ROLE", role.key))
    return Shaded(cell=cell, shade=ceil(SHADES * taught / asked), label=f"{label}, {head.text}: {sentence}")


def _courses(found: RoleSupply, code: str, head: Cell, skill: tuple[str, str], most: int) -> Shaded:
    key, label = skill
    count = found.courses.get((code, key), 0)
    facet = {} if code == EVERYWHERE else {"country" if len(code) == 2 else "region": code}
    cell = Cell(number_label(count), courses_url({"skill": key} | facet))
    return Shaded(cell=cell, shade=shade_of(count, most), label=f"{label}, {head.text}: {cell.text}")


def _address(role: str, country: str) -> str:
    return url_for("indicators.role", key=role, country=country or None)


def _summary(found: RoleSupply, country: str) -> list[str]:
    """Return how many roles are taught as a whole, and which is furthest from it."""
    if not found.places:
        return []
    roles = list(job_roles())
    whole = sum(found.taught(country, role) == len(role.skills) for role in roles)
    least = min(roles, key=lambda role: found.taught(country, role) / len(role.skills))
    name = values.label("job_role", least.key)
    sentence = _taught_of(found, country, least)
    return [
        _("Job roles of which every skill is taught: %(whole)s of %(all)s.", whole=whole, all=len(roles)),
        _("Furthest from it is “%(role)s”: %(taught)s", role=name, taught=sentence),
    ]


def _taught_of(found: RoleSupply, place: str, role: JobRole) -> str:
    taught = found.taught(place, role)
    missing = [
        values.label("skill", skill.key) for skill in role.skills if (place, skill.key) not in found.courses
    ]  # fmt: skip
    sentence = _("Skills taught: %(taught)s of %(asked)s.", taught=taught, asked=len(role.skills))
    return f"{sentence} {_('Nobody teaches: %(skills)s', skills=', '.join(missing))}" if missing else str(sentence)


def _shares() -> heat.Legend:
    bounds = [(shade, (shade - 1) * 100 // SHADES + 1, shade * 100 // SHADES) for shade in range(1, SHADES + 1)]
    return [(0, "0"), *((shade, f"{low}–{share_label(high, 100)}") for shade, low, high in bounds)]


def _bounds(low: int, high: int) -> str:
    return number_label(low) if low == high else f"{number_label(low)}–{number_label(high)}"
