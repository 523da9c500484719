"""Countries and regions as readers find them."""

import pytest

from catalogue.models import Provider


@pytest.fixture(autouse=True)
def _courses(courses):
    """All of these look at places with courses."""


def test_every_country_is_on_the_list_with_its_courses(client):
    page = client.get("/regions?lang=cs").get_data(as_text=True)
    assert 'Česko</a> <span class="count">1</span>' in page
    assert page.index(">Dánsko</a>") < page.index(">Chorvatsko</a>") < page.index(">Island</a>")


def test_a_region_shows_what_is_here_and_online_in_its_languages(client):
    page = client.get("/regions/CZ080?lang=en").get_data(as_text=True)
    assert "Moravian-Silesian Region" in page
    assert 'lang="cs">Moravskoslezský kraj' in page
    assert "Výroba baterií" in page
    assert "Battery cell manufacturing online" not in page


def test_a_course_stands_where_it_takes_place_and_not_where_its_provider_is(client, session):
    provider = session.query(Provider).one()
    provider.country, provider.region = "CZ", "CZ080"
    session.commit()
    client.application.test_cli_runner().invoke(args=["index", "rebuild", "--force"])
    assert "Batteriezellfertigung" in client.get("/regions/DE144?lang=de").get_data(as_text=True), "held in Ulm"
    page = client.get("/regions/CZ080?lang=en").get_data(as_text=True)
    assert "Batteriezellfertigung" not in page
    assert "Hydrogen safety" not in page


def test_online_courses_stand_where_their_language_is_spoken(client):
    page = client.get("/regions/IE?lang=en").get_data(as_text=True)
    assert "Battery cell manufacturing online" in page
    assert "Hydrogen safety" in page


def test_figures_lead_to_the_search_that_gives_them(client):
    page = client.get("/regions/CZ080?lang=en").get_data(as_text=True)
    link = '/courses?region=CZ080&amp;skill_area=batteries&amp;lang=en">1</a>'
    assert link in page
    found = client.get(link.split('"')[0].replace("&amp;", "&")).get_data(as_text=True)
    assert "Výroba baterií" in found


@pytest.mark.parametrize(("asked", "place"), [("cz080", "CZ080"), ("el", "GR")])
def test_a_code_in_other_letters_leads_to_the_page(client, asked, place):
    answer = client.get(f"/regions/{asked}")
    assert (answer.status_code, answer.location) == (301, f"/regions/{place}")


def test_an_unknown_region_is_not_found(client):
    assert client.get("/regions/XX99").status_code == 404
