"""Reading a file of demand: every cell is checked, and every wrong one gets a message that says how to correct it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.places.territories import canonical_code, territory
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.messages import N_, Message
from catalogue.services.curating.demand.role_finder import RoleFinder
from catalogue.services.providing.checked_tables import Problem, Row, UnreadableTable, read_table, whole_number
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas

COLUMNS = ("region", "skill_area", "job_role", "number", "year", "source")
REQUIRED_COLUMNS = ("region", "number", "year", "source")
AREA_OR_ROLE_COLUMNS = ("skill_area", "job_role")
"""A row fills in at least one of them: a reference role lies in a skill area."""
YEAR_RANGE = 2015, 2050
MAX_PEOPLE = 5_000_000
MAX_TEXT_CHARACTERS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandRow:
    """A correct row; see ``catalogue.models.DemandFigure``."""

    line: int
    region: str
    area: str
    job_role: str
    year: int
    number: int
    source: str

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What a figure is about; a file has at most one of each."""
        return self.region, self.area, fold_phrase(self.job_role), self.year


def check_demand(data: bytes, name: str, actor: Actor, roles: RoleFinder) -> tuple[list[DemandRow], list[Problem]]:
    """Return the figures of a CSV, XLSX or ODS file with the columns ``COLUMNS``, and everything that is wrong with it.

    ``actor`` may speak for some regions only. Raise ``UnreadableTable`` if it is no such file.
    """
    figures: dict[tuple[str, str, str, int], DemandRow] = {}
    problems: list[Problem] = []
    for row in _rows(data, name):
        found = _read(row, actor, roles)
        if isinstance(found, list):
            problems += found
        elif (earlier := figures.get(found.key)) is not None:
            problems.append(Problem(row.line, "region", _duplicate_text(earlier)))
        else:
            figures[found.key] = found
    return list(figures.values()), problems


def _rows(data: bytes, name: str) -> list[Row]:
    rows = read_table(data, name, COLUMNS, REQUIRED_COLUMNS)
    if not any(column in row.cells for row in rows for column in AREA_OR_ROLE_COLUMNS):
        text = N_("The first row lacks the column %(missing)s. The columns are: %(known)s.")
        raise UnreadableTable(text, missing=" / ".join(AREA_OR_ROLE_COLUMNS), known=", ".join(COLUMNS))
    return rows


def _duplicate_text(earlier: DemandRow) -> Message:
    text = N_("Row %(line)s is about the same region, skill area, job role and year; keep one of them.")
    return Message(text, line=earlier.line)


def _read(row: Row, actor: Actor, roles: RoleFinder) -> DemandRow | list[Problem]:
    if row.wrong:
        return [Problem(row.line, "", row.wrong)]
    role = roles.find(row.cells.get("job_role", ""))
    region = _region(row, actor)
    area = _area(row, role)
    number = whole_number(row, "number", 0, MAX_PEOPLE)
    year = whole_number(row, "year", *YEAR_RANGE)
    problems = [value for value in (region, area, number, year) if isinstance(value, Problem)]
    problems += _texts(row)
    if problems or not (isinstance(region, str) and isinstance(area, str)):
        return problems
    if not (isinstance(number, int) and isinstance(year, int)):
        return problems
    source = row.cells["source"]
    return DemandRow(line=row.line, region=region, area=area, job_role=role, year=year, number=number, source=source)


def _region(row: Row, actor: Actor) -> str | Problem:
    text = row.cells.get("region", "")
    place = territory(canonical_code(text)) if text else None
    if not text:
        wrong = Message(N_("This is empty; give a NUTS code such as CZ08, or a country such as CZ."))
    elif place is None:
        wrong = Message(
            N_("“%(text)s” is no country and no NUTS 2024 region; give a code such as CZ08 or CZ."), text=text
        )
    elif not may(actor, Act.CURATE, region=place.code):
        own = ", ".join(sorted(actor.regions)) or "–"
        foreign = N_("You do not speak for %(place)s; your regions are: %(own)s.")
        wrong = Message(foreign, place=f"{place.code} {place.name}", own=own)
    else:
        return place.code
    return Problem(row.line, "region", wrong)


def _area(row: Row, role: str) -> str | Problem:
    """Return the skill area that is named, else the one in which a reference role lies."""
    text = row.cells.get("skill_area", "")
    reference = job_roles().get(role)
    if text and (key := skill_areas().find(text)):
        return key
    if not text and reference:
        return reference.area
    known = ", ".join(area.key for area in skill_areas().roots())
    if text:
        wrong = Message(
            N_("“%(text)s” is no skill area. They are, with their parts: %(known)s."), text=text, known=known
        )
    elif role:
        unknown = N_(
            "“%(text)s” is no reference job role; give the name or ESCO address of one (they stand at /job-roles), or "
            "a skill area beside it."
        )
        return Problem(row.line, "job_role", Message(unknown, text=row.cells["job_role"]))
    else:
        wrong = Message(N_("This is empty; give a skill area such as batteries, or a job role."))
    return Problem(row.line, "skill_area", wrong)


def _texts(row: Row) -> Iterator[Problem]:
    if len(row.cells.get("source", "")) < 3:
        empty = N_("This is empty; say who counted, such as “Regional employment office, 2026”.")
        yield Problem(row.line, "source", Message(empty))
    for column in ("source", "job_role"):
        if len(row.cells.get(column, "")) > MAX_TEXT_CHARACTERS:
            longer = N_("This is longer than %(most)s characters; shorten it.")
            yield Problem(row.line, column, Message(longer, most=MAX_TEXT_CHARACTERS))
