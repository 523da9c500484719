"""What a site asks of us: its robots.txt and the pace."""

import pytest

from catalogue.ingestion.fetching import Fetcher, FetchRefused
from catalogue.ingestion.fetching.pace import Pace
from tests.contract.fetching.misbehaving_server import get, policy, running


def test_what_robots_txt_disallows_is_not_fetched():
    with running(b"User-agent: *\nDisallow: /page") as site, Fetcher(policy(site)) as fetcher:
        with pytest.raises(FetchRefused, match=r"robots\.txt") as refused:
            get(fetcher, "page")
        assert refused.value.code == "robots"
        assert [path for path, _, _ in site.asked] == ["/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False)])
def test_a_missing_robots_txt_allows_and_a_broken_one_does_not(status, allowed):
    with running(b"", status) as site, Fetcher(policy(site)) as fetcher:
        if allowed:
            assert get(fetcher, "page").status == 200
        else:
            for _ in range(2):
                with pytest.raises(FetchRefused, match="later"):
                    get(fetcher, "page")
            assert [path for path, _, _ in site.asked] == ["/robots.txt"]


def test_a_redirect_is_not_followed_to_what_its_site_disallows():
    with running(b"User-agent: TestBot\nDisallow: /page") as site, Fetcher(policy(site)) as fetcher:
        with pytest.raises(FetchRefused, match=r"http://other\.example/page"):
            get(fetcher, "other-site")
        assert "/page" not in [path for path, _, _ in site.asked]


def test_a_crawl_delay_is_kept_as_far_as_patience_goes():
    waits = []
    with running(b"User-agent: *\nCrawl-delay: 3600") as site:
        pace = Pace(clock=lambda: 0.0, sleep=waits.append)
        with Fetcher(policy(site, longest_crawl_delay=7.0), pace=pace) as fetcher:
            get(fetcher, "page")
            get(fetcher, "page")
    assert waits == [7.0]


def test_requests_to_one_host_keep_their_distance(site):
    waits, now = [], [0.0]
    pace = Pace(clock=lambda: now[0], sleep=waits.append)
    with Fetcher(policy(site, seconds_between_requests=2.0), pace=pace) as fetcher:
        get(fetcher, "page")
        get(fetcher, "moved")
    assert waits == [2.0, 4.0]
