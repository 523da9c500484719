"""What an engine holds can be compared with what it was given, course by course."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from catalogue.search.fingerprint import fingerprint
from catalogue.search.port import Changes, CourseDocument, SearchEngine
from tests.contract.search.conftest import COURSES

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
