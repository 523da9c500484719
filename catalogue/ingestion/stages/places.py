"""Where a run is held, from its draft: what is stated, and what follows from that with certainty."""

from __future__ import annotations

import re
from dataclasses import replace

from catalogue.domain.course.records import Place
from catalogue.domain.places.countries import parse_country
from catalogue.domain.places.localities import country_of_locality, region_of_locality
from catalogue.domain.places.localities.points import territory_at
from catalogue.domain.places.online_places import says_online
from catalogue.domain.places.postal_addresses import WrittenAddress, parse_written_address
from catalogue.domain.places.postcode_forms import country_by_form, country_of_prefix
from catalogue.domain.places.postcodes import region_of_postcode
from catalogue.domain.places.regions import country_of, enclosing_regions, parse_region
from catalogue.domain.text.sanitisation import plain_line
from catalogue.ingestion.contract import PlaceDraft
from catalogue.ingestion.stages.reading import DraftReading

LEVEL_3_CODE_CHARACTERS = 5
"""Characters of a NUTS code of level 3."""
_WORDS_OF_PLACES = ("name", "street", "locality")
_PHYSICAL = (*_WORDS_OF_PLACES, "postal_code", "region", "latitude")
_BREAK = re.compile(r"\n|<br\s{0,3}/?>", re.I)
_DEGREES = re.compile(r"[+-]?\d{1,3}(?:[.,]\d+)?", re.ASCII)
_CODE_WITH_COUNTRY = re.compile(r"\s*([A-Z]{1,3})[-\u2013\s]\s?(\d[\d\s-]{2,8})\s*")


def place_of(draft: PlaceDraft, reading: DraftReading) -> Place:
    """Return the place as understood: a one-line address is taken apart, and stated values win over inferred ones."""
    stated = reading.understood("country", draft.country, parse_country(draft.country, reading.language))
    name, written = _name_and_address(draft, stated, reading)
    latitude, longitude = _coordinates(draft, reading)
    territory = _territory(draft, written, stated, reading)
    country, region = _completed_by_point(territory, latitude, longitude)
    return Place(
        name=name,
        street=written.street,
        postal_code=written.postal_code,
        locality=written.locality,
        country=country,
        region=region,
        latitude=latitude,
        longitude=longitude,
    )


def physical_part(draft: PlaceDraft) -> tuple[PlaceDraft | None, bool]:
    """Return the place without what says "online" in its stead, None if nothing is left, and whether anything did."""
    said = [(name, text) for name in _WORDS_OF_PLACES if (text := getattr(draft, name))]
    online = [name for name, text in said if says_online(text)]
    if not online:
        return draft, False
    left = replace(draft, **dict.fromkeys(online, ""))
    return (left if any(getattr(left, name).strip() for name in _PHYSICAL) else None), True


def _territory(
    draft: PlaceDraft, written: WrittenAddress, stated: str | None, reading: DraftReading
) -> tuple[str | None, str | None]:
    """Return country and region as stated, else as the postcode or town tells.

    Without a stated country, the provider's is meant only if no other country has a town of that name.
    """
    postal_code, locality = written.postal_code, written.locality
    country = stated or written.country
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


def _name_and_address(draft: PlaceDraft, country: str | None, reading: DraftReading) -> tuple[str, WrittenAddress]:
    """Return name and address, whichever of them holds the line in which the whole address is written."""
    name, street, locality = _line(draft.name), _line(draft.street), _line(draft.locality)
    postal_code, of_code = _plain_code(_line(draft.postal_code), reading.language)
    home = country or of_code
    if not (street or locality or postal_code):
        written = _parsed(name, home, reading)
        if not written.locality and not (written.country and not written.street):
            return name, WrittenAddress(country=written.country)
        name, street = written.name_and_street()
        return name, replace(written, street=street)
    if locality and not postal_code and (whole := _parsed(locality, home, reading)).locality:
        before, number = whole.name_and_street()
        if not street or not whole.street:
            return name or before, replace(whole, street=street or (number if not name else whole.street))
    if locality:
        return name, WrittenAddress(street, postal_code, locality, of_code)
    written = _parsed(f"{street}, {postal_code}" if postal_code else street, home, reading)
    if postal_code and (written.postal_code != postal_code or of_code):
        return name, WrittenAddress(street, postal_code, "", of_code or written.country)
    return name, written


def _parsed(text: str, country: str | None, reading: DraftReading) -> WrittenAddress:
    """Return the parts of a line; the provider's country tells which of several towns of one name is meant."""
    written = parse_written_address(text, reading.language, country)
    if not written.locality and country is None and reading.home:
        at_home = parse_written_address(text, reading.language, reading.home)
        return at_home if at_home.locality else written
    return written


def _plain_code(text: str, language: str | None) -> tuple[str, str | None]:
    """Return a postcode without the prefix of its country, and that country: "F-69007" names France."""
    coded = _CODE_WITH_COUNTRY.fullmatch(text)
    country = country_of_prefix(coded[1], language) if coded else None
    return (coded[2].strip(), country) if coded and country else (text, None)


def _line(text: str) -> str:
    """Return a text of several lines as one, its lines parted by commas."""
    if "\n" not in text and "<br" not in text:
        return plain_line(text)
    return plain_line(", ".join(line for part in _BREAK.split(text) if (line := part.strip(" \t\r,;"))))


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
