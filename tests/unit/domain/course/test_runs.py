from datetime import date
from types import SimpleNamespace

import pytest

from catalogue.domain.course.runs import is_ahead, is_over, last_day

TODAY = date(2030, 5, 10)


@pytest.mark.parametrize(
    ("start", "end", "over", "ahead"),
    [
        (None, None, False, False),
        (date(2030, 5, 9), None, True, False),
        (date(2030, 5, 10), None, False, True),
        (date(2030, 5, 1), date(2030, 5, 9), True, False),
        (date(2030, 5, 1), date(2030, 5, 10), False, True),
        (None, date(2030, 5, 9), True, False),
        (None, date(2030, 5, 11), False, False),
    ],
)
def test_a_run_is_over_the_day_after_its_last(start, end, over, ahead):
    run = SimpleNamespace(start=start, end=end)
    assert (is_over(run, TODAY), is_ahead(run, TODAY), last_day(run)) == (over, ahead, end or start)
