"""What tests share: an application on a real SQLite file and a real Whoosh index, and pages to import."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from catalogue.app import create_app
from catalogue.config import Settings
from catalogue.extensions import db

SHARED = Path(__file__).parents[1].parent / "shared" / "data"


@pytest.fixture(scope="session", autouse=True)
def _settings_of_this_test_run_only():
    """No variable of the machine's environment reaches the tests."""
    patch = pytest.MonkeyPatch()
    for name in ("CATALOGUE_INSTANCE", "CATALOGUE_DATABASE_URL", "CATALOGUE_SEARCH_URL", "CATALOGUE_QUEUE_URL", "PORT"):
        patch.delenv(name, raising=False)
    yield
    patch.undo()


@pytest.fixture
def app(tmp_path):
    """A catalogue with tables and vocabularies, and no course."""
    from flask_migrate import upgrade

    from catalogue.services.vocabularies import synchronise

    app = create_app(Settings(instance=tmp_path / "instance"))
    app.test_client_class = FreshClient
    with app.app_context():
        upgrade()
        synchronise(db.session())
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
    from catalogue.services.importing.start import Importing

    return Importing(session=session, engine=parts.engine, settings=parts.settings)


class FreshClient(FlaskClient):
    """A client each of whose requests has an application context of its own, as on a server."""

    def open(self, *arguments, **named):
        db.session.expire_all()
        with self.application.app_context():
            return super().open(*arguments, **named)


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="session")
def shared_data():
    """The recorded data beside the repository; tests that need it are skipped where it is not."""
    if not SHARED.exists():
        pytest.skip(f"the recorded data is not at {SHARED}")
    return SHARED
