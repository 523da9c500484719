"""Together the sample partners are what issue 2 asks for: enough courses, ways, languages, countries and areas."""

from __future__ import annotations

import pytest

from catalogue.demo.sites import sample_sites
from catalogue.domain.places.regions import country_of

SITES = sample_sites()
COURSES = [(site, course) for site in SITES for course in site.courses]
RUNS = [(site, course, run) for site, course in COURSES for run in course.instances]
AREAS = {
    "batteries",
    "hydrogen",
    "electric-drive",
    "electronics",
    "it-software",
    "automated-connected-driving",
    "repair-maintenance",
    "manufacturing",
    "circular-economy",
    "quality-safety",
    "supply-chain",
    "management-skills",
}


def test_every_skill_area_of_the_first_level_is_taught_somewhere() -> None:
    assert {word for _, course in COURSES for word in course.skill_areas} >= AREAS


def test_some_records_are_flawed_on_purpose() -> None:
    assert len({course.flaw for _, course in COURSES if course.flaw}) >= 8


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.host)
def test_hosts_are_reserved_and_courses_have_addresses_of_their_own(site) -> None:
    assert site.host.endswith(".example")
    assert len({course.slug for course in site.courses}) == len(site.courses)


def test_regions_are_nuts_2024_codes_of_their_country() -> None:
    named = {(site.country, site.region) for site in SITES} | {(run.country, run.region) for _, _, run in RUNS}
    assert {(country, code) for country, code in named if code and country_of(code) != country} == set()


def test_descriptions_are_written_for_one_course_only() -> None:
    described = [course.description for _, course in COURSES if course.description]
    assert len(set(described)) == len(described)


WAYS = {"json-ld", "microdata", "layout", "paginated", "csv", "xlsx", "xcri", "sitemap"}


def test_eight_ways_of_publishing_are_shown_by_at_least_eight_sites() -> None:
    assert {site.publishes for site in SITES} == WAYS
    assert len(SITES) >= 8


def test_there_are_at_least_180_courses_in_ten_languages() -> None:
    assert len(COURSES) >= 180
    assert len({site.language_of(course) for site, course in COURSES}) >= 10


def test_courses_take_place_in_at_least_fifteen_countries() -> None:
    assert len({run.country for _, _, run in RUNS if run.country}) >= 15
