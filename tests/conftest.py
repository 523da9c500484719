"""What tests share: an application on a real SQLite file and a real Whoosh index, and pages to import."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from catalogue.config import Settings
from catalogue.extensions import db
from catalogue.search.universal_encoder import universal_encoder
from tests.databases import POSTGRES, PostgresDatabases, SqliteDatabases
from tests.lasting import LastingApp, RememberingEncoder

# Every test makes an application of a hundred thousand small objects; looking through them for circles each time they
# have grown by a few hundred takes a quarter of the run.
gc.set_threshold(50_000, 10, 10)

# The same examples on every machine: they guard what held before, for which forty do; HYPOTHESIS_PROFILE=default looks
# for a hundred new ones each.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=40)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def _settings_of_this_test_run_only():
    """No variable of the machine's environment reaches the tests."""
    patch = pytest.MonkeyPatch()
    for name in ("CATALOGUE_INSTANCE", "CATALOGUE_DATABASE_URL", "CATALOGUE_SEARCH_URL", "CATALOGUE_QUEUE_URL", "PORT"):
        patch.delenv(name, raising=False)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """Databases with tables and vocabularies."""
    folder = tmp_path_factory.mktemp("databases")
    databases = PostgresDatabases(POSTGRES, folder) if POSTGRES else SqliteDatabases(folder)
    yield databases
    databases.close()


@pytest.fixture(scope="session", autouse=True)
def _texts_are_encoded_once():
    """By whatever application of this process comes first."""
    patch, encoder = pytest.MonkeyPatch(), universal_encoder()
    remembering = RememberingEncoder(encoder) if encoder else None
    patch.setattr("catalogue.app.universal_encoder", lambda: remembering)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def lasting():
    return LastingApp()


@pytest.fixture
def search_url():
    """The engine of the test's catalogue: Whoosh in the instance, unless a folder says otherwise."""
    return ""


@pytest.fixture
def app(tmp_path, databases, lasting, search_url):
    """A catalogue with tables and vocabularies, and no course."""
    instance = tmp_path / "instance"
    instance.mkdir()
    database = databases.renew(instance)
    settings = Settings(
        instance=instance, database_url=database if POSTGRES else "", search_url=search_url, fetch_pace=0.001
    )
    with lasting.as_if_new(settings, database) as app:
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def parts(app):
    return app.extensions["catalogue"]


@pytest.fixture
def session(app):
    return db.session()


@pytest.fixture
def importing(session, parts):
    """Imports into the test's catalogue."""
    from catalogue.services.sources.importing.import_service import ImportService

    return ImportService(session=session, engine=parts.engine, settings=parts.settings)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def shared_data():
    """The recorded data beside the repository; tests that need it are skipped where it is not."""
    if not SHARED.exists():
        pytest.skip(f"the recorded data is not at {SHARED}")
    return SHARED


def pytest_collection_finish() -> None:
    """Keep what was imported and collected, which stays to the end, out of every later search for circles."""
    gc.collect()
    gc.freeze()
