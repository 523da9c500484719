from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from catalogue.domain.course.identity import fingerprint
from catalogue.domain.course.prices import Price
from catalogue.domain.course.records import CourseRecord, InstanceRecord, Origin, Place, ProviderRecord
from catalogue.domain.time.dates import Moment


def record(**values: object) -> CourseRecord:
    instance = InstanceRecord(
        start=Moment(date(2027, 3, 3)), price=Price(Decimal("120.00"), "EUR"), place=Place(country="DE")
    )
    given = {"external_id": "1", "url": "https://e.org/1", "title": "Cells", "instances": (instance,), **values}
    return CourseRecord(**given)  # type: ignore[arg-type]


def test_equal_records_have_equal_fingerprints() -> None:
    assert fingerprint(record()) == fingerprint(record())
    assert fingerprint(record()) == "".join(sign for sign in fingerprint(record()) if sign in "0123456789abcdef")


def test_a_price_written_with_other_zeros_is_the_same() -> None:
    instance = replace(record().instances[0], price=Price(Decimal(120), "EUR"))
    assert fingerprint(record(instances=(instance,))) == fingerprint(record())


CHANGES: dict[str, object] = {
    "external_id": "2",
    "url": "https://e.org/2",
    "title": "Packs",
    "provider": ProviderRecord(name="A"),
    "translations": {"de": {"title": "Zellen"}},
    "origins": {"title": Origin.STATED},
    "instances": (),
    "eqf_level": 5,
    "skill_areas": ("batteries",),
    "keywords": ("a",),
    "learning_outcomes": ("a",),
    "teaching_languages": ("de",),
}


@pytest.mark.parametrize("name", [field.name for field in fields(CourseRecord)])
def test_every_field_counts(name: str) -> None:
    assert fingerprint(record(**{name: CHANGES.get(name, "new")})) != fingerprint(record())


def test_the_order_in_which_a_mapping_was_filled_does_not_count() -> None:
    one, other = {"a": {"title": "x"}, "b": {"title": "y"}}, {"b": {"title": "y"}, "a": {"title": "x"}}
    assert fingerprint(record(translations=one)) == fingerprint(record(translations=other))


def test_an_instance_counts_in_every_detail() -> None:
    moved = replace(record().instances[0], place=Place(country="CZ"))
    assert fingerprint(record(instances=(moved,))) != fingerprint(record())
