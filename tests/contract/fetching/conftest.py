"""A misbehaving server, and the guarded client with and without a cache."""

import pytest

from catalogue.ingestion.fetching import Fetcher
from catalogue.ingestion.fetching.pace import Pace
from tests.contract.fetching.misbehaving_server import policy, running


@pytest.fixture
def site():
    with running() as server:
        yield server


@pytest.fixture(params=["without a cache", "with a cache"])
def fetcher(site, request, tmp_path):
    cache = tmp_path if request.param == "with a cache" else None
    with Fetcher(policy(site, cache_directory=cache), pace=Pace(sleep=lambda seconds: None)) as found:
        yield found
