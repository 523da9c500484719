"""A workload beside the dates of its own runs."""

import pytest

from tests.unit.ingestion.normalising import normalised, run

LUNCH = {"start": "2027-04-06T12:10:00+02:00", "end": "2027-04-06T13:00:00+02:00"}


@pytest.mark.parametrize(
    ("written", "dates", "expected"),
    [
        ("P50M", LUNCH, "PT50M"),
        ("P40M", LUNCH, None),
        ("P50M", {"start": "2027-04-06", "end": "2027-04-07"}, None),
        ("P6M", {"start": "2027-01-11", "end": "2027-07-09"}, "P6M"),
        ("6 months", {"start": "2027-01-11", "end": "2027-07-09"}, "P6M"),
        ("P6M", {"start": "2027-01-11"}, "P6M"),
        ("PT50M", LUNCH, "PT50M"),
        ("P2D", LUNCH, "P2D"),
    ],
)
def test_months_that_the_dates_contradict_are_minutes_or_nothing(
    written: str, dates: dict[str, str], expected: str | None
) -> None:
    item = normalised(workload=written, instances=[run(**dates)])
    assert item.record is not None
    assert item.record.workload == expected
    assert len(item.notes) == (expected is None)
