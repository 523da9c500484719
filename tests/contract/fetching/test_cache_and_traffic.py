"""What the guarded client keeps, asks for again and counts."""

import gzip
import sqlite3

import pytest

from catalogue.ingestion.fetching import Fetcher, FetchFailed
from catalogue.ingestion.fetching.pace import Pace
from tests.contract.fetching.misbehaving_server import get, policy


def test_an_unchanged_page_costs_a_conditional_request(site, tmp_path):
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        first = get(fetcher, "tagged")
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        second = get(fetcher, "tagged")
    assert (first.not_modified, second.not_modified) == (False, True)
    assert second.page.content == b"the same"
    assert (first.from_cache, second.from_cache, second.received_bytes) == (False, True, 0)
    assert [tag for path, tag, _ in site.asked if path == "/tagged"] == [None, '"v1"']


def test_an_edit_is_seen_on_the_next_run_however_long_the_page_had_rested(site, tmp_path):
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        assert [get(fetcher, "old").page.content for _ in range(2)] == [b"edition 1", b"edition 2"]


def test_half_a_page_is_never_kept(site, tmp_path):
    patient = policy(site, cache_directory=tmp_path, total_timeout=10.0)
    with Fetcher(patient, pace=Pace(sleep=lambda seconds: None)) as fetcher:
        assert get(fetcher, "recovering").page.content == b"everything"


def test_a_file_that_is_no_cache_does_not_keep_pages_from_being_read(site, tmp_path):
    (tmp_path / "http.sqlite").write_bytes(b"not a database" * 100)
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher:
        assert get(fetcher, "page").status == 200


def test_a_database_that_is_not_the_caches_is_named(site, tmp_path):
    with sqlite3.connect(tmp_path / "http.sqlite") as other:
        other.execute("create table entries (course text)")
    other.close()
    with Fetcher(policy(site, cache_directory=tmp_path)) as fetcher, pytest.raises(FetchFailed) as failed:
        fetcher.fetch("http://partner.example/page")
    assert failed.value.code == "cache"
    assert str(tmp_path) in str(failed.value)


def test_traffic_is_counted_as_it_came_over_the_network(site):
    with Fetcher(policy(site)) as fetcher:
        fetched = get(fetcher, "sitemap.gz")
        assert fetched.received_bytes == len(gzip.compress(b"<urlset/>"))
        assert (fetcher.requests, fetcher.received_bytes) == (2, fetched.received_bytes)


def test_a_compressed_sitemap_is_unpacked(fetcher):
    assert get(fetcher, "sitemap.gz").page.content == b"<urlset/>"
