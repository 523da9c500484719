"""Services on a real database. What they index is kept in memory and not encoded, which costs a tenth of the time: the
engines' contract holds that memory finds what Whoosh does, and functional tests import with both."""

import pytest


@pytest.fixture
def search_url():
    return "memory://"


@pytest.fixture(autouse=True)
def _nothing_is_encoded(monkeypatch):
    """The encoder is an extra; services do without."""
    monkeypatch.setattr("catalogue.app.universal_encoder", lambda: None)
