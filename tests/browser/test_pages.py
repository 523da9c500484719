"""Every page in a real browser: accessible in light, dark and on the phone, within its width, without errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/courses",
    "/courses?q=batterie&country=DE",
    "/courses?q=nothing-of-the-kind-zzz&country=MT",
    "/skill-areas",
    "/skill-areas/batteries",
    "/collections",
    "/regions/CZ080",
    "/indicators",
    "/indicators/supply-demand",
    "/collections/baterias-y-movilidad-electrica-es41",
    "/collections/baterias-y-movilidad-electrica-es41/print",
    "/collections/baterias-y-movilidad-electrica-es41/embed",
    "/account/sign-up",
    "/help",
    "/help/regions",
    "/help/learners",
    "/help/providers",
    "/help/developers",
    "/nowhere",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def course_address(page):
    return page.locator(".card-title a").first.get_attribute("href")


def violations(page):
    found = Axe().run(page, options=RULES).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_axe_finds_nothing(visit, address, width, dark):
    assert violations(visit(address, width=width, dark=dark)) == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_axe_finds_nothing_on_a_course_and_its_provider(visit, width, dark):
    page = visit("/courses?q=batterie", width=width, dark=dark)
    provider = page.locator(".card-provider a").first.get_attribute("href")
    for address in (course_address(page), provider):
        assert violations(visit(address, width=width, dark=dark)) == []


@pytest.mark.parametrize("language", ["de", "pl", "pt"])
@pytest.mark.parametrize("address", ["/", "/courses?q=batterie&country=DE", "/skill-areas", "/help/developers"])
def test_nothing_is_wider_than_a_phone(visit, address, language):
    page = visit(address, width=360, language=language)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("address", [one for one in PAGES if one != "/nowhere"])
def test_no_page_reports_an_error_or_asks_another_host(visit, address):
    page = visit(address)
    hosts = page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).host)")
    assert page.errors == []
    assert set(hosts) <= {page.evaluate("location.host")}
    assert page.context.cookies() == [] or address.startswith("/account")


def test_a_page_weighs_at_most_150_kilobytes(visit):
    page = visit("/courses?q=batterie")
    size = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
    )
    assert 10_000 < size <= 150_000
