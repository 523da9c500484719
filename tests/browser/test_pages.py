"""Every page in a real browser: accessible in light, dark and on the phone, within its width, without errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = [
    "/",
    "/courses",
    "/courses?q=nothing-of-the-kind-zzz&country=MT&near=Munich&start_from=2027-01",
    "/courses?q=battery+technician+free+course+in+Valletta+in+May",
    "/skills/hv-safety",
    "/job-roles/battery-technician?have=hv-safety",
    "/curricula/electric-mobility-core?place=DE&place=ES",
    "/regions/CZ080",
    "/indicators",
    "/indicators/supply-demand",
    "/indicators/job-roles",
    "/collections/baterias-y-movilidad-electrica-es41",
    "/collections/baterias-y-movilidad-electrica-es41/print",
    "/collections/baterias-y-movilidad-electrica-es41/embed",
    "/account/sign-up",
    "/help/developers",
    "/nowhere",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# What can differ between a wide light page and a narrow dark one; the rest of the rules reads the same document.
OF_THE_LOOK = {"runOnly": ["color-contrast", "target-size", "scrollable-region-focusable", "meta-viewport"]}


def course_address(page):
    return page.locator(".card-title a").first.get_attribute("href")


def violations(page, rules=RULES):
    found = Axe().run(page, options=rules | {"resultTypes": ["violations"]}).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]


def look(page):
    """What axe finds on the page, wide and light, then on a phone and dark."""
    found = violations(page)
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark")
    return found + violations(page, OF_THE_LOOK)


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_accessible_without_errors_cookies_or_other_hosts(visit, address):
    page = visit(address)
    hosts = page.evaluate("performance.getEntriesByType('resource').map(entry => new URL(entry.name).host)")
    assert page.errors == [] or address == "/nowhere"
    assert set(hosts) <= {page.evaluate("location.host")}
    assert page.context.cookies() == [] or address.startswith("/account")
    assert look(page) == []


def test_a_course_and_its_provider_are_accessible(visit):
    page = visit("/courses?q=batterie")
    provider = page.locator(".card-provider a").first.get_attribute("href")
    for address in (course_address(page), provider):
        assert look(visit(address)) == []


def test_a_page_weighs_at_most_150_kilobytes(visit):
    page = visit("/courses?q=batterie")
    size = page.evaluate(
        "performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
        ".reduce((sum, entry) => sum + entry.decodedBodySize, 0)"
    )
    assert 10_000 < size <= 150_000
