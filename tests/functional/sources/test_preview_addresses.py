"""One source an address: a look finds what is registered, wherever the address leads and however it is spelled."""

import pytest

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Actor
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.onboarding import preview_address
from catalogue.services.sources.registering import SourceExists, add_source
from catalogue.web.sources.onboarding_page import present_preview
from tests.functional.importing.published_site import HOST, JSON_LD, Site

OWNER = Actor(user_id=1, owned_providers=frozenset({"academy"}))
STRANGER = Actor(user_id=2, owned_providers=frozenset({"other"}))
HOME = f"http://{HOST}/"
LIST = f"http://{HOST}/courses.html"
COURSE = JSON_LD.format(title="Cell assembly", path="cell")
BLOCK = '<div class="one"><h3><a href="{0}{1}">{1} of cells</a></h3><p>Duration: 3 days</p><p>Price: 90 EUR</p></div>'
BLOCKS = "".join(BLOCK.format(HOME, name) for name in ("Assembly", "Winding", "Testing"))
TWICE = COURSE.replace("</html>", f"<h1>Courses</h1><main>{BLOCKS}</main></html>")
TABLE = "title;url\nCell assembly;http://academy.example/cell\n"


@pytest.fixture
def site():
    site = Site()
    site.pages |= {
        "/": f'<html lang="en"><title>x</title><a href="{HOME}courses.csv">Courses</a></html>',
        "/old": (301, {"Location": LIST}, ""),
        "/courses.html": COURSE,
        "/courses.csv": (200, {"Content-Type": "text/csv"}, TABLE),
    }
    yield site
    site.server.shutdown()
    site.server.server_close()


@pytest.fixture
def look(session, parts, site):
    routes = {HOST: ("127.0.0.1", site.server.server_port)}
    importing = ImportService(session=session, engine=parts.engine, settings=parts.settings, routes=routes)
    return lambda address, actor=OWNER: preview_address(importing, actor, address, "academy")


def register(session, address):
    return add_source(session, address=address, provider=ProviderRecord(name="Academy", key="academy"))


@pytest.mark.parametrize(
    ("typed", "registered"),
    [(f"{HOME}old", LIST), (HOME, f"{HOME}courses.csv"), ("http://ACADEMY.example:80/courses.html#top", LIST)],
)
def test_a_source_is_known_wherever_its_address_was_reached_from(typed, registered, look, session):
    source = register(session, registered)
    found = look(typed)
    assert (found.known, found.address, len(found.courses)) == (source, registered, 1)
    assert found.registered


def test_what_somebody_else_registered_is_not_offered_again(look, session):
    register(session, LIST)
    found = look(f"{HOME}old", STRANGER)
    assert (found.known, found.registered) == (None, True)
    assert not look(HOME, STRANGER).registered


def test_an_address_is_registered_once_however_it_is_spelled(session):
    register(session, LIST)
    with pytest.raises(SourceExists):
        add_source(session, address=f"{LIST}#all", provider=ProviderRecord(name="B", key="b"))


def test_where_an_address_leads_is_what_would_be_registered(look):
    found = look(f"{HOME}old")
    assert (found.address, found.redirected, len(found.courses)) == (LIST, True, 1)


def test_only_the_way_that_was_read_is_marked_where_two_importers_fit_one_page(look, site, client):
    site.pages["/courses.html"] = TWICE
    found = look(LIST)
    with client.application.test_request_context():
        view = present_preview(found)
    assert [way.address for way in view.ways if way.chosen] == [LIST]
    assert [way.importer.key for way in found.ways if way.address == LIST] == ["schemaorg"]
