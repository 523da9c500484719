"""What an engine holds can be compared with what it was given, course by course."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.fingerprint import fingerprint
from catalogue.search.port import Changes, SearchEngine
from tests.contract.search.conftest import COURSES

RUN = RunDocument(facets={"country": ("PT", "ES")}, start=date(2027, 3, 1))
OTHERS: dict[str, Any] = {
    "id": 99,
    "language": "fr",
    "first_start": date(2030, 1, 1),
    "last_start": date(2030, 1, 1),
    "created": date(2030, 1, 1),
    "facets": {"skill_area": ("hydrogen",)},
    "terms": ("welding",),
    "title_terms": ("welding",),
    "completeness": 0.5,
    "hours": 8.0,
    "runs": (RunDocument(facets={"country": ("PT",)}),),
}


def test_every_course_has_the_fingerprint_of_its_latest_document(filled: SearchEngine) -> None:
    changed = replace(COURSES[0], title="Something else")
    filled.apply(Changes(upserts=[changed], deletions=[2]))
    expected = {one.id: fingerprint(one) for one in (changed, *COURSES[2:])}

    assert dict(filled.fingerprints()) == expected
    filled.rebuild(COURSES[:3], force=True)
    assert dict(filled.fingerprints()) == {one.id: fingerprint(one) for one in COURSES[:3]}


@pytest.mark.parametrize("name", [field.name for field in fields(CourseDocument)])
def test_nothing_in_a_document_can_change_without_its_fingerprint(name: str) -> None:
    changed = replace(COURSES[0], **{name: OTHERS.get(name, "Something else")})

    assert fingerprint(changed) != fingerprint(COURSES[0])


def test_the_order_of_values_does_not_count() -> None:
    facets = {key: tuple(reversed(values)) for key, values in reversed(COURSES[0].facets.items())}

    assert fingerprint(replace(COURSES[0], facets=facets)) == fingerprint(COURSES[0])


@pytest.mark.parametrize(
    "change",
    [
        {"facets": {"country": ("ES",)}},
        {"start": date(2027, 3, 2)},
        {"price": Decimal(10)},
        {"hours_per_week": 5.0},
        {"latitude": 48.1},
        {"longitude": 11.6},
    ],
)
def test_nothing_in_a_run_can_change_without_the_fingerprint(change: dict[str, Any]) -> None:
    before, after = (replace(COURSES[0], runs=[RUN, run]) for run in (RUN, replace(RUN, **change)))

    assert fingerprint(before) != fingerprint(after)


def test_the_order_of_runs_does_not_count() -> None:
    runs = [RUN, replace(RUN, start=None)]

    assert fingerprint(replace(COURSES[0], runs=runs)) == fingerprint(replace(COURSES[0], runs=runs[::-1]))
