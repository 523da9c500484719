"""Services on a real database. What they index is kept in memory and not encoded, which costs a tenth of the time: the
engines' contract holds that memory finds what Whoosh does, and functional tests import with both."""

from dataclasses import replace

import pytest

from catalogue.domain.course.records import ProviderRecord
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.registering import add_source
from tests.functional.importing.published_site import HOST, Site


@pytest.fixture
def search_url():
    return "memory://"


@pytest.fixture(autouse=True)
def _nothing_is_encoded(monkeypatch):
    """The encoder is an extra; services do without."""
    monkeypatch.setattr("catalogue.app.universal_encoder", lambda: None)


@pytest.fixture
def site():
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def source(session):
    provider = ProviderRecord(name="Academy", key="academy")
    return add_source(session, address=f"http://{HOST}/sitemap.xml", provider=provider)


@pytest.fixture
def harvest(session, parts, site, source):
    importing = ImportService(
        session=session,
        engine=parts.engine,
        settings=replace(parts.settings, fetch_pace=0.0),
        routes={HOST: ("127.0.0.1", site.server.server_port)},
    )

    def run(act=None):
        """``act`` happens once the first batch is stored."""
        happened = []

        def progress(report):
            if act and not happened:
                happened.append(act())

        return replace(importing, progress=progress).source(source)

    return run
