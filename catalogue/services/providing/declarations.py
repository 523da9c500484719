"""What partners declare for a year, as the Charter of the Pact for Skills asks: people trained, programmes updated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from catalogue.domain.people.permissions import Actor
from catalogue.domain.text.messages import N_, Message
from catalogue.models import Declaration, Provider
from catalogue.models.columns import now
from catalogue.services.accounts import audit_trail
from catalogue.services.providing.checked_tables import Problem, Row, read_table, whole_number

COLUMNS = ("year", "people_trained", "programmes_updated", "note")
REQUIRED_COLUMNS = COLUMNS[:3]
FIRST_DECLARED_YEAR = 2020
"""The Pact for Skills was launched in November 2020."""
MAX_NOTE_CHARACTERS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredYear:
    """What a partner declares for one year."""

    year: int
    people_trained: int
    programmes_updated: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearTotal:
    """The sums of a year over all partners who declared it."""

    year: int
    partners: int
    people_trained: int
    programmes_updated: int


def read_declarations(data: bytes, name: str, today: date) -> tuple[list[DeclaredYear], list[Problem]]:
    """Return the years in a CSV, XLSX or ODS file with the columns ``COLUMNS``, and what is wrong with it, row by row.

    ``today`` bounds the years that can be declared. Raise ``UnreadableTable`` if it is no such file.
    """
    declared: dict[int, DeclaredYear] = {}
    problems: list[Problem] = []
    for row in read_table(data, name, COLUMNS, REQUIRED_COLUMNS):
        if row.wrong:
            problems.append(Problem(row.line, "", row.wrong))
            continue
        numbers = _numbers(row, today)
        wrong = [number for number in numbers if isinstance(number, Problem)]
        year, people, programmes = (number if isinstance(number, int) else 0 for number in numbers)
        if year in declared:
            twice = N_("%(year)s stands in an earlier row already; keep one of them.")
            wrong.append(Problem(row.line, "year", Message(twice, year=year)))
        problems += wrong
        if not wrong:
            note = row.cells.get("note", "")[:MAX_NOTE_CHARACTERS]
            declared[year] = DeclaredYear(year=year, people_trained=people, programmes_updated=programmes, note=note)
    return list(declared.values()), problems


def _numbers(row: Row, today: date) -> tuple[int | Problem, ...]:
    return (
        whole_number(row, "year", FIRST_DECLARED_YEAR, today.year),
        whole_number(row, "people_trained"),
        whole_number(row, "programmes_updated"),
    )


def declare(session: Session, provider: Provider, years: Sequence[DeclaredYear], actor: Actor) -> None:
    """Store what a partner declares for some years, all or none; each replaces an earlier declaration of its year.
    Commits."""
    for declared in years:
        stored = session.get(Declaration, (provider.id, declared.year))
        before = _values(stored) if stored else None
        if stored is None:
            stored = Declaration(provider_id=provider.id, year=declared.year)
            session.add(stored)
        stored.people_trained = declared.people_trained
        stored.programmes_updated = declared.programmes_updated
        stored.note = declared.note
        stored.declared_by = actor.name
        stored.declared_at = now()
        audit_trail.record(
            session, actor, "declare", f"provider:{provider.id}", provider.name, before=before, after=_values(stored)
        )
    session.commit()


def _values(declaration: Declaration) -> dict[str, object]:
    return {name: getattr(declaration, name) for name in COLUMNS}


def declarations_of(session: Session, provider: Provider) -> Sequence[Declaration]:
    """Return a partner's declarations, the newest year first."""
    own = select(Declaration).where(Declaration.provider_id == provider.id)
    return session.scalars(own.order_by(Declaration.year.desc())).all()


def all_declarations(session: Session, year: int | None = None) -> Sequence[Declaration]:
    """Return the declarations of all partners for a year, or for every year (None), the newest year first."""
    asked = select(Declaration).join(Provider).order_by(Declaration.year.desc(), Provider.key)
    if year is not None:
        asked = asked.where(Declaration.year == year)
    return session.scalars(asked.options(joinedload(Declaration.provider))).all()


def totals_by_year(session: Session) -> list[YearTotal]:
    """Return the sums over all partners, the oldest year first."""
    sums = (func.count(), func.sum(Declaration.people_trained), func.sum(Declaration.programmes_updated))
    asked = select(Declaration.year, *sums).group_by(Declaration.year).order_by(Declaration.year)
    return [YearTotal(*map(int, row)) for row in session.execute(asked)]
