"""How often the kill test kills: few times with the other tests, as often as CATALOGUE_TEST_KILLS says by itself."""

import os

import pytest


@pytest.fixture
def kills():
    return int(os.environ.get("CATALOGUE_TEST_KILLS", "1"))
