from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.ingestion.fetching.errors import FetchFailed
from catalogue.ingestion.fetching.policy import FetchPolicy
from catalogue.ingestion.fetching.statuses import raise_for_status, wait_before_retry

POLICY = FetchPolicy(user_agent="TestBot", contact="us", max_attempts=3, longest_wait=30.0)
URL = "http://partner.example/"


def failure(status, **headers):
    with pytest.raises(FetchFailed) as failed:
        raise_for_status(URL, httpx2.Response(status, headers=headers))
    return failed.value


@settings(deadline=None)
@given(st.integers(201, 599).filter(lambda status: status != 203))
def test_every_answer_without_a_document_says_what_to_do(status):
    message = str(failure(status))
    assert message.startswith(f"{URL} answered {status}")
    assert "; " in message


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, "not-found"), (410, "gone"), (401, "client-error"), (403, "client-error"), (429, "busy"), (503, "busy"),
        (500, "server-error"), (502, "server-error"), (204, "unexpected"), (304, "unexpected"),
    ],
)  # fmt: skip
def test_a_missing_page_is_told_from_a_withdrawn_a_busy_and_a_broken_one(status, code):
    assert failure(status).code == code


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0), (" 0 ", 0.0), ("-1", None), ("soon", None), ("", None), ("1.5", None), ("\u0663", None),
        ("Mon, 01 Jan 2024 10:00:00 GMT", 0.0), ("Mon, 99 Jan 2024 10:00:00 GMT", None), ("9" * 400, float("inf")),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(said, seconds):
    assert failure(503, **{"Retry-After": said.encode()}).retry_after == seconds


def test_a_date_to_come_back_at_is_turned_into_seconds():
    moment = datetime.now(UTC) + timedelta(hours=1)
    waits = failure(429, **{"Retry-After": format_datetime(moment, usegmt=True)}).retry_after
    assert 3000 < waits <= 3600


@pytest.mark.parametrize(
    ("code", "attempt", "retry_after", "waits"),
    [
        ("busy", 1, 5.0, True), ("busy", 1, 31.0, False), ("busy", 3, 5.0, False), ("connection", 2, None, True),
        ("not-found", 1, None, False), ("server-error", 1, 1.0, False), ("timeout", 1, None, False),
    ],
)  # fmt: skip
def test_only_what_may_pass_is_asked_again_and_only_a_few_times(code, attempt, retry_after, waits):
    wait = wait_before_retry(FetchFailed(code, "no", retry_after), attempt, POLICY)
    assert (wait is not None) is waits
    assert retry_after is None or wait in (None, retry_after)
