"""The guarded client against a local server that misbehaves."""

import pytest

from catalogue.ingestion.fetching import Fetcher, FetchFailed, FetchRefused
from catalogue.ingestion.fetching.pace import Pace
from tests.contract.fetching.misbehaving_server import ODD_ANSWERS, ODD_TARGETS, get, policy


def test_a_page_arrives_with_what_the_server_says_of_it(fetcher, site):
    page = get(fetcher, "page").page
    assert (page.content, page.media_type, page.charset, page.language) == (
        b"<h1>Kurse</h1>", "text/html", "iso-8859-2", "de-AT",
    )  # fmt: skip
    assert site.asked[-1][2] == "TestBot (+mailto:us@example.org)"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("nothing", "not-found"),
        ("withdrawn", "gone"),
        ("broken", "server-error"),
        ("closed", "busy"),
        ("bomb", "too-large"),
        ("bomb.gz", "too-large"),
        ("large", "too-large"),
        ("drip", "timeout"),
        ("silent", "timeout"),
        ("short", "connection"),
        ("loop", "redirects"),
        ("nowhere", "redirects"),
        ("endless", "too-large"),
        ("slow-headers", "timeout"),
        ("huge-headers", "connection"),
        ("not-http", "connection"),
        ("empty", "unexpected"),
        ("nested", "encoding"),
        ("unasked", "encoding"),
        ("cut-off", "encoding"),
        ("cut-off.gz", "encoding"),
    ],
)
def test_what_cannot_be_had_says_why(fetcher, path, code):
    with pytest.raises(FetchFailed, match=r"partner\.example") as failed:
        get(fetcher, path)
    assert failed.value.code == code


@pytest.mark.parametrize(
    ("path", "code"),
    [("inside", "address"), ("metadata", "address"), ("file", "scheme"), ("with-password", "credentials")],
)
def test_a_redirect_to_where_we_would_not_go_is_refused(fetcher, path, code):
    with pytest.raises(FetchRefused) as refused:
        get(fetcher, path)
    assert refused.value.code == code
    assert "secret" not in str(refused.value)


def test_a_small_document_that_unpacks_to_a_huge_one_is_given_up_by_its_ratio(site):
    with (
        Fetcher(policy(site, max_bytes=50_000_000)) as fetcher,
        pytest.raises(FetchFailed, match="200 times") as failed,
    ):
        get(fetcher, "bomb")
    assert failed.value.code == "bomb"


@pytest.mark.parametrize("number", range(len(ODD_ANSWERS)))
def test_whatever_is_answered_is_that_pages_failure_and_no_error_of_ours(fetcher, number, caplog):
    with pytest.raises((FetchFailed, FetchRefused)) as failed:
        get(fetcher, f"odd?{number}")
    assert str(failed.value)
    assert get(fetcher, "page").status == 200
    assert caplog.records == []


@pytest.mark.parametrize("address", [*ODD_TARGETS, "http://a.example@evil/", "\udcff", "http://a\x00.example/"])
def test_whatever_is_asked_for_is_refused_with_a_word(fetcher, address):
    with pytest.raises((FetchFailed, FetchRefused)):
        fetcher.fetch(address)


def test_an_error_below_the_client_is_that_pages_failure_too(site):
    unsendable = policy(site, authorisation={"partner.example": "Bearer \u2603"})
    with Fetcher(unsendable) as fetcher, pytest.raises(FetchFailed):
        get(fetcher, "page")


@pytest.mark.parametrize("path", ["overlong", "foreign-headers"])
def test_what_is_merely_odd_is_read(fetcher, path):
    assert get(fetcher, path).page.content == b"fine"


def test_no_cookie_is_kept_least_of_all_one_that_cannot_be_sent_back(fetcher, site):
    assert [get(fetcher, "cookie").status for _ in range(2)] == [200, 200]
    assert set(site.cookies) == {None}


def test_a_charset_nobody_knows_is_left_to_the_reader_of_the_page(fetcher):
    page = get(fetcher, "odd-charset").page
    assert (page.content, page.charset) == (b"caf\xe9", "klingon-8")


def test_a_redirect_within_the_site_is_followed(fetcher):
    assert get(fetcher, "moved").page.url == "http://partner.example/page"


def test_a_busy_site_is_asked_again_after_the_time_it_names(site):
    waits = []
    with Fetcher(policy(site, total_timeout=10.0), pace=Pace(sleep=waits.append)) as fetcher:
        assert get(fetcher, "busy").status == 200
    assert waits == [1.0]


def test_a_proxy_named_in_the_environment_is_not_used(site, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with Fetcher(policy(site)) as fetcher:
        assert get(fetcher, "page").status == 200
