"""Where a run is held, from its draft: what is stated, and what follows from that with certainty."""

from __future__ import annotations

import re

from catalogue.domain.course.records import Place
from catalogue.domain.places.countries import parse_country
from catalogue.domain.places.localities import country_of_locality, region_of_locality
from catalogue.domain.places.localities.points import territory_at
from catalogue.domain.places.postal_addresses import WrittenAddress, country_by_form, parse_written_address
from catalogue.domain.places.postcodes import region_of_postcode
from catalogue.domain.places.regions import country_of, enclosing_regions, parse_region
from catalogue.domain.text.sanitisation import plain_line
from catalogue.ingestion.contract import PlaceDraft
from catalogue.ingestion.stages.reading import DraftReading

LEVEL_3_CODE_CHARACTERS = 5
"""Characters of a NUTS code of level 3."""
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?", re.ASCII)
_CODE_WITH_COUNTRY = re.compile(r"\s*([A-Z]{1,3})[-\u2013\s]\s?(\d[\d\s-]{2,8})\s*")


def place_of(draft: PlaceDraft, reading: DraftReading) -> Place:
    """Return the place as understood: a one-line address is taken apart, and stated values win over inferred ones."""
    written = _written_address(draft, reading.language)
    postal_code = written.postal_code or plain_line(draft.postal_code)
    locality = plain_line(draft.locality) or written.locality
    latitude, longitude = _coordinates(draft, reading)
    territory = _territory(draft, written, postal_code, locality, reading)
    country, region = _completed_by_point(territory, latitude, longitude)
    return Place(
        name=plain_line(draft.name),
        street=written.street,
        postal_code=postal_code,
        locality=locality,
        country=country,
        region=region,
        latitude=latitude,
        longitude=longitude,
    )


def _territory(
    draft: PlaceDraft, written: WrittenAddress, postal_code: str, locality: str, reading: DraftReading
) -> tuple[str | None, str | None]:
    """Return country and region as stated, else as the postcode or town tells.

    Without a stated country, the provider's is meant only if no other country has a town of that name.
    """
    country = reading.understood("country", draft.country, parse_country(draft.country, reading.language))
    country = country or written.country
    region = reading.understood("region", draft.region, parse_region(draft.region, country)) if draft.region else None
    country = country or (country_of(region) if region else country_by_form(postal_code))
    if country is None and not draft.country and reading.home and country_of_locality(locality) == reading.home:
        country = reading.home
    return country, region or (_region_of_address(postal_code, locality, country) if country else None)


def _completed_by_point(
    territory: tuple[str | None, str | None], latitude: float | None, longitude: float | None
) -> tuple[str | None, str | None]:
    """Return country and region, where address and postcode left them open, by where the point lies.

    A point in another country or region than the address is ignored: many sites give that of their office.
    """
    country, region = territory
    if latitude is None or longitude is None or (region and len(region) == LEVEL_3_CODE_CHARACTERS):
        return territory
    at_point = territory_at(latitude, longitude)
    if at_point.country is None or country not in (None, at_point.country):
        return territory
    within = at_point.region and (region is None or at_point.region.startswith(region))
    return at_point.country, at_point.region if within else region


def _region_of_address(postal_code: str, locality: str, country: str) -> str | None:
    """Return the narrower of what postcode and town tell; None where they contradict each other."""
    candidates = {region_of_postcode(postal_code, country), region_of_locality(locality, country) if locality else None}
    narrowest_first = sorted(filter(None, candidates), key=len, reverse=True)
    if not narrowest_first or not set(narrowest_first).issubset(enclosing_regions(narrowest_first[0])):
        return None
    return narrowest_first[0]


def _written_address(draft: PlaceDraft, language: str | None) -> WrittenAddress:
    """Return the street, or the parts of a one-line address; a postcode such as "F-69007" names a country too."""
    street = plain_line(draft.street)
    if draft.postal_code and (coded := _CODE_WITH_COUNTRY.fullmatch(draft.postal_code)):
        known = parse_written_address(f"{coded[1]}-{coded[2].strip()} Xx", language)
        return WrittenAddress(street, coded[2].strip(), "", known.country)
    if draft.postal_code or draft.locality:
        return WrittenAddress(street)
    return parse_written_address(street, language)


def _coordinates(draft: PlaceDraft, reading: DraftReading) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude in degrees, both or neither; 0, 0 is what software writes for "unknown"."""
    if not (draft.latitude or draft.longitude):
        return None, None
    latitude, longitude = _degrees(draft.latitude, 90), _degrees(draft.longitude, 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        reading.understood("coordinates", f"{draft.latitude}, {draft.longitude}", None)
        return None, None
    return latitude, longitude


def _degrees(text: str, most: int) -> float | None:
    text = text.strip()
    value = float(text.replace(",", ".")) if _DEGREES.fullmatch(text) else None
    return value if value is not None and abs(value) <= most else None
