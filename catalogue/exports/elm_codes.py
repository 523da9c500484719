"""Codes of the European Learning Model's lists, published under the namespaces below."""

from __future__ import annotations

from functools import cache
from typing import Literal

from babel.core import get_global

from catalogue.domain.places.regions import enclosing_regions

AUTHORITY = "http://publications.europa.eu/resource/authority"
SNB = "http://data.europa.eu/snb"
COURSE = f"{SNB}/learning-opportunity/05053c1cbe"
MODES = {
    "online": f"{SNB}/learning-assessment/920fbb3cbe",
    "onsite": f"{SNB}/learning-assessment/9191af2ed9",
    "blended": f"{SNB}/learning-assessment/e92d221e4d",
}
CREDITS = {"ECVET": f"{SNB}/education-credit/60b314e826", "ECTS": f"{SNB}/education-credit/6fcec5c5af"}
# CLDR has several codes of three letters for one of two: former countries (ISO 3166-3), bibliographic language codes
# (ISO 639-2/B) and members of macrolanguages (ISO 639-3). The published lists use none of these.
UNLISTED_CODES = {
    *("ANT", "BUR", "ZAR", "SCG", "YUG", "DDR", "FXX", "NTZ", "SUN", "TMP", "YMD"),
    *("alb", "arm", "baq", "bur", "chi", "cze", "dut", "fre", "geo", "ger", "gre", "ice", "mac", "mao", "may", "per"),
    *("rum", "slo", "tib", "wel", "scc", "scr", "mol", "als", "arb", "azj", "cmn", "ekk", "kmr", "lvs", "pes", "swh"),
}
# The regions of the published list are those of NUTS 2016; NUTS 1 is the same now, but for countries added later.
COUNTRIES_WITHOUT_REGIONS = ("BA", "UA", "XK")
# ISCED-F 2013 detailed fields for the skill areas, where a course does not state one.
FIELD_BY_SKILL_AREA = {
    "batteries": "0713",
    "hydrogen": "0713",
    "electric-drive": "0713",
    "electronics": "0714",
    "it-software": "0613",
    "automated-connected-driving": "0714",
    "repair-maintenance": "0716",
    "manufacturing": "0715",
    "circular-economy": "0712",
    "quality-safety": "1022",
    "supply-chain": "0413",
    "management-skills": "0413",
}
MOTOR_VEHICLES = "0716"


def language(code: str) -> str | None:
    """Return the language's address in the list; None if it has none."""
    three = _three_letters("language_aliases").get(code.split("-")[0])
    return f"{AUTHORITY}/language/{three.upper()}" if three else None


def country(code: str) -> str | None:
    """Return the country's address in the list; None if it has none."""
    three = _three_letters("territory_aliases").get(code)
    return f"{AUTHORITY}/country/{three}" if three else None


def spatial(region: str) -> str | None:
    """Return the address of the NUTS 1 region that a region lies in; None where the list has the country alone."""
    found = () if region.startswith(COUNTRIES_WITHOUT_REGIONS) else enclosing_regions(region)
    return f"http://data.europa.eu/nuts/code/{found[-1]}" if found else None


def field_of_education(stated: str | None, areas: list[str]) -> str:
    """Return the address of the stated ISCED-F code, else of the first skill area's, else of motor vehicles, ships and
    aircraft."""
    code = stated or next((FIELD_BY_SKILL_AREA[area] for area in areas if area in FIELD_BY_SKILL_AREA), MOTOR_VEHICLES)
    return f"{SNB}/isced-f/{code}"


@cache
def _three_letters(aliases: Literal["language_aliases", "territory_aliases"]) -> dict[str, str]:
    codes: dict[str, str] = {}
    for three, two_letters in get_global(aliases).items():
        if len(three) == 3 and three.isalpha() and three not in UNLISTED_CODES:
            for two in [two_letters] if isinstance(two_letters, str) else two_letters[:1]:
                codes.setdefault(two, three)
    return codes
