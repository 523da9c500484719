"""One-line addresses, divided into their parts as far as that is certain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalogue.domain.places.countries import parse_country

MAX_ADDRESS_CHARACTERS = 200
# The country prefixes that postal services put before a postcode and a dash.
_COUNTRY_BY_PREFIX = {
    "D": "DE",
    "A": "AT",
    "F": "FR",
    "I": "IT",
    "E": "ES",
    "B": "BE",
    "L": "LU",
    "P": "PT",
    "S": "SE",
    "H": "HU",
}
_POSTCODE = r"\d{2}-\d{3}|\d{4}-\d{3}|\d{4}\s?[A-Z]{2}|\d{3}\s\d{2}|\d{4,5}"
# Forms of postcodes that only one country in Europe has.
_FORMS = {"PL": re.compile(r"\d{2}-\d{3}"), "PT": re.compile(r"\d{4}-\d{3}"), "NL": re.compile(r"\d{4}\s?[A-Z]{2}")}
_POSTCODE_AND_TOWN = re.compile(
    rf"(?:(?P<prefix>[A-Z]{{1,3}})[-–\s]\s?)?(?<!\d)(?P<code>{_POSTCODE})(?![\d-])\s+(?P<town>[^\W\d_][^\d,;()]{{1,60}}?)\s*"
)
_BRITISH = re.compile(r"(?:(?P<town>[^\W\d_][^\d,;]{1,60}?)[\s,]+)?(?P<code>[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})")


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """The parts of an address line; those it does not give are empty. ``country`` is ISO 3166-1."""

    street: str = ""
    postal_code: str = ""
    locality: str = ""
    country: str | None = None


def parse_written_address(text: str, language: str | None = None) -> WrittenAddress:
    """Return street, postcode, town and country of "Francuska 5, 40-027 Katowice, Polska".

    A country counts where it stands last by itself or before the postcode ("F-69007"), a town where it stands beside a
    postcode. Everything else stays in ``street``.
    """
    parts = [part for part in (each.strip() for each in re.split(r"[,;\n]", text[:MAX_ADDRESS_CHARACTERS])) if part]
    country = parse_country(parts[-1], language) if len(parts) > 1 and not re.search(r"\d", parts[-1]) else None
    if country:
        parts.pop()
    for place in range(len(parts) - 1, -1, -1):
        if found := _POSTCODE_AND_TOWN.fullmatch(parts[place]):
            prefix_country = _country_of(found["prefix"], language)
            if found["prefix"] and prefix_country is None:
                continue
            rest = ", ".join([*parts[:place], *parts[place + 1 :]])
            return WrittenAddress(
                rest, found["code"], found["town"], country or prefix_country or country_by_form(found["code"])
            )
        if country in (None, "GB") and (found := _BRITISH.fullmatch(parts[place])):
            town = found["town"] or (parts[place - 1] if place else "")
            rest = ", ".join(parts[: place if found["town"] else max(0, place - 1)])
            return WrittenAddress(rest, found["code"], town, "GB")
    return WrittenAddress(", ".join(parts), "", "", country)


def country_by_form(postal_code: str) -> str | None:
    """Return the only country in Europe whose postcodes are written like this, ISO 3166-1; None if several are."""
    return next((country for country, form in _FORMS.items() if form.fullmatch(postal_code.strip())), None)


def _country_of(prefix: str | None, language: str | None) -> str | None:
    return (_COUNTRY_BY_PREFIX.get(prefix) or parse_country(prefix, language)) if prefix else None
