"""The small rules of a source's life: when it is due, what of it is wanted, and what its messages may say."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.sources.address_filters import AddressFilter
from catalogue.domain.sources.politeness import Politeness
from catalogue.domain.sources.schedule import INTERVAL_SPREAD_SHARE, MAX_INTERVAL_HOURS, next_run
from catalogue.domain.text.redaction import without_secrets
from catalogue.domain.text.web_addresses import page_key, same_site

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://academy.example"


@given(st.text(max_size=30), st.integers(1, 24 * 365), st.integers(0, 100))
def test_the_next_run_keeps_to_its_interval_and_failing_never_silences_a_source(key, hours, failures):
    wait = next_run(NOON, hours, key, failures) - NOON
    assert timedelta(hours=hours * (1 - INTERVAL_SPREAD_SHARE) * 0.999) <= wait
    assert wait <= timedelta(hours=max(hours, MAX_INTERVAL_HOURS) * (1 + INTERVAL_SPREAD_SHARE) * 1.001)


def test_every_failure_doubles_the_wait():
    waits = [(next_run(NOON, 24, "academy", failures) - NOON) / timedelta(hours=1) for failures in range(4)]
    assert [round(later / earlier, 3) for earlier, later in pairwise(waits)] == [2, 2, 2]


def test_sources_of_one_interval_are_spread_apart():
    assert len({next_run(NOON, 24, f"source-{number}") for number in range(50)}) == 50


@pytest.mark.parametrize(
    ("allow", "block", "url", "wanted"),
    [
        ((), (), f"{SITE}/a", True),
        ((f"{SITE}/courses/",), (), f"{SITE}/courses/1", True),
        ((f"{SITE}/courses/",), (), f"{SITE}/news/1", False),
        ((f"{SITE}/*/kurz-?",), (), f"{SITE}/cs/kurz-1", True),
        ((), (f"{SITE}/courses/internal*",), f"{SITE}/courses/internal-7", False),
        ((f"{SITE}/courses/",), ("*print=1*",), f"{SITE}/courses/1?print=1", False),
    ],
)
def test_only_wanted_addresses_are_read(allow, block, url, wanted):
    assert AddressFilter(allow, block).wants(url) is wanted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{SITE}/feed?token=abc123&page=2 answered 500.", f"{SITE}/feed?token=…&page=2 answered 500."),
        (f"{SITE}/feed?page=2&api_key=x", f"{SITE}/feed?page=2&api_key=…"),
        (f"{SITE}/feed;jsessionid=A1B2?x=1", f"{SITE}/feed;jsessionid=…?x=1"),
        ("https://user:pass@academy.example/a=b", "https://…@academy.example/a=b"),
        (f"{SITE}/feed?X-Amz-Signature=ff00", f"{SITE}/feed?X-Amz-Signature=…"),
        (f"{SITE}/courses?keyword=cells&author=me", f"{SITE}/courses?keyword=cells&author=me"),
        ("The price '3 = 4' was not understood", "The price '3 = 4' was not understood"),
    ],
)
def test_no_message_gives_away_what_opens_doors(text, shown):
    assert without_secrets(text) == shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (f"{SITE}/a", "http://www.academy.example/b", True),
        (f"{SITE}/a", "https://kurse.academy.example/", True),
        (f"{SITE}/a", "https://otheracademy.example/", False),
        (f"{SITE}/a", "https://elsewhere.example/", False),
    ],
)
def test_a_site_is_its_host_and_what_is_below_it(one, other, same):
    assert same_site(one, other) is same


@pytest.mark.parametrize(
    "url", [f"{SITE}/a;jsessionid=1F?x=1", f"{SITE}/a?PHPSESSID=77&x=1", f"{SITE}/a?x=1&sid=9", f"{SITE}/a?x=1#top"]
)
def test_a_page_is_known_whatever_visit_its_address_names(url):
    assert page_key(url) == f"{SITE}/a?x=1"


def test_politeness_is_a_number_above_nothing():
    assert Politeness.of({"pace": 3, "forgotten": 1}) == Politeness(pace=3)
    with pytest.raises(ValueError, match="above 0"):
        Politeness.of({"deadline": -1})
