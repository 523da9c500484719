"""How often the kill tests kill, and a catalogue that goes by words alone."""

import os

import pytest


@pytest.fixture(autouse=True)
def _without_encoder(monkeypatch):
    """Encoding would be most of what these tests wait for, here and in the processes they start."""
    monkeypatch.setattr("catalogue.app.universal_encoder", lambda: None)


@pytest.fixture
def kills():
    """Few times with the other tests, as often as CATALOGUE_TEST_KILLS says by itself."""
    return int(os.environ.get("CATALOGUE_TEST_KILLS", "1"))
