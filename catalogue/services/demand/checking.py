"""Reading a file of demand: every cell is looked at, and every wrong one gets a message that says how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.domain.folding import fold_phrase
from catalogue.domain.messages import N_, Message
from catalogue.domain.permissions import Act, Actor, may
from catalogue.domain.territories import canonical_code, territory
from catalogue.services.checked_tables import Problem, Row, read_table, whole_number
from catalogue.taxonomy.skill_areas import skill_areas

COLUMNS = ("region", "skill_area", "job_role", "number", "year", "source")
NEEDED = ("region", "skill_area", "number", "year", "source")
YEARS = 2015, 2050
MOST_PEOPLE = 5_000_000
LONGEST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """A good row; see ``models.demand.DemandFigure``."""

    line: int
    region: str
    area: str
    job_role: str
    year: int
    number: int
    source: str

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What a figure is about; there is one of each."""
        return self.region, self.area, fold_phrase(self.job_role), self.year


def check(data: bytes, actor: Actor) -> tuple[list[Needed], list[Problem]]:
    """The figures of a CSV file with the columns ``COLUMNS``, and everything that is wrong with it.

    Raises ``UnreadableTable`` for what is no such file.
    """
    figures: dict[tuple[str, str, str, int], Needed] = {}
    problems: list[Problem] = []
    for row in read_table(data, COLUMNS, NEEDED):
        found = _read(row, actor)
        if isinstance(found, list):
            problems += found
        elif (earlier := figures.get(found.key)) is not None:
            problems.append(Problem(row.line, "region", _twice(earlier)))
        else:
            figures[found.key] = found
    return list(figures.values()), problems


def _twice(earlier: Needed) -> Message:
    text = N_("Row %(line)s is about the same region, skill area, job role and year; keep one of them.")
    return Message(text, line=earlier.line)


def _read(row: Row, actor: Actor) -> Needed | list[Problem]:
    region, area = _region(row, actor), _area(row)
    number, year = whole_number(row, "number", 0, MOST_PEOPLE), whole_number(row, "year", *YEARS)
    problems = [value for value in (region, area, number, year) if isinstance(value, Problem)]
    problems += _texts(row)
    if problems or not (isinstance(region, str) and isinstance(area, str)):
        return problems
    if not (isinstance(number, int) and isinstance(year, int)):
        return problems
    return Needed(
        line=row.line,
        region=region,
        area=area,
        job_role=row.cells.get("job_role", ""),
        year=year,
        number=number,
        source=row.cells["source"],
    )


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


def _area(row: Row) -> str | Problem:
    text = row.cells.get("skill_area", "")
    if not text:
        alone = N_("This is empty; give one such as batteries.")
        with_role = N_("This is empty, and a job role needs one too; give one such as batteries.")
        return Problem(row.line, "skill_area", Message(with_role if row.cells.get("job_role") else alone))
    key = skill_areas().find(text)
    known = ", ".join(area.key for area in skill_areas().roots())
    unknown = N_("“%(text)s” is no skill area. They are, with their parts: %(known)s.")
    return key or Problem(row.line, "skill_area", Message(unknown, text=text, known=known))


def _texts(row: Row) -> Iterator[Problem]:
    if len(row.cells.get("source", "")) < 3:
        empty = N_("This is empty; say who counted, such as “Regional employment office, 2026”.")
        yield Problem(row.line, "source", Message(empty))
    for column in ("source", "job_role"):
        if len(row.cells.get(column, "")) > LONGEST:
            longer = N_("This is longer than %(most)s characters; shorten it.")
            yield Problem(row.line, column, Message(longer, most=LONGEST))
