"""How the postal services of countries write postcodes, and where a town stands beside one."""

from __future__ import annotations

import re

from catalogue.domain.places.countries import parse_country

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
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_IRISH = r"(?:[AC-FHKNPRTV-Y]\d\d|D6W)\s?(?=[A-Z\d]{0,3}[A-Z])(?=[A-Z\d]{0,3}\d)[AC-FHKNPRTV-Y\d]{4}"
_CANADIAN = r"[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d"
# Forms of postcodes that only one country in Europe has, or its neighbours use with letters of their own.
_FORMS = {
    "PL": re.compile(r"\d{2}-\d{3}"),
    "PT": re.compile(r"\d{4}-\d{3}"),
    "NL": re.compile(r"[1-9]\d{3}\s?[A-Z]{2}"),
    "JE": re.compile(r"JE\d\d?\s?\d[A-Z]{2}"),
    "GG": re.compile(r"GY\d\d?\s?\d[A-Z]{2}"),
    "IM": re.compile(r"IM\d\d?\s?\d[A-Z]{2}"),
    "GB": re.compile(_BRITISH),
    "IE": re.compile(_IRISH),
    "MT": re.compile(r"[A-Z]{3}\s?\d{4}"),
    "CA": re.compile(_CANADIAN),
}
_DIGITS = r"\d{2}-\d{3}|\d{4}-\d{3}|\d{4}\s?[A-Z]{2}|\d{3}\s\d{2}|\d{4,6}"
_PREFIX = r"(?:(?P<prefix>[A-Z]{1,3})[-–\s]\s?)?"
_TOWN = r"(?P<town>['’]?[^\W\d_][^\d,;()]{1,60}?(?:\s\d{1,2})?)"
_AFTER_TOWN = r"(?:\s+(?i:cedex)(?:\s\d{1,2})?|\s+\([^()\d]{2,40}\)|(?<=[a-zà-ž])\s[A-Z]{2})?"

CODE_AND_TOWN = re.compile(rf"{_PREFIX}(?<!\d)(?P<code>{_DIGITS})(?![\d-])\s+{_TOWN}{_AFTER_TOWN}\s*")
"""A postcode of digits, with the prefix of its country or without, and the town after it."""

STREET_CODE_AND_TOWN = re.compile(rf"(?P<street>\S.{{2,90}}?\S)\s+{CODE_AND_TOWN.pattern}")
"""The same behind a street that nothing parts from it."""

TOWN_AND_CODE = re.compile(
    rf"(?:(?P<town>['’]?[^\W\d_][^\d,;]{{1,60}}?(?:\s\d{{1,2}})?)\s+)?(?P<code>{_BRITISH}|{_IRISH}|{_CANADIAN}|[A-Z]{{3}}\s?\d{{4}})"
)
"""A postcode with letters of its own, and the town before it if that stands in the same part of the line."""

TOWN_AND_DIGITS = re.compile(rf"(?P<town>['’]?[^\W\d_][^\d,;]{{1,60}}?)\s+(?P<code>{_DIGITS})")
"""A postcode of digits behind its town: "Wien 1010"."""

CODE_ALONE = re.compile(rf"{_PREFIX}(?P<code>{_DIGITS})")
"""A postcode of digits that stands in a part of the line by itself."""

STATE_AND_CODE = re.compile(r"[A-Z]{2}\s(?P<code>\d{5}(?:-\d{4})?)")
"""A state of the United States and a postcode, as they stand after the town."""


def country_by_form(postal_code: str) -> str | None:
    """Return the only country in Europe whose postcodes are written like this, ISO 3166-1; None if several are."""
    return next((country for country, form in _FORMS.items() if form.fullmatch(postal_code.strip())), None)


def country_of_prefix(prefix: str | None, language: str | None = None) -> str | None:
    """Return the country, ISO 3166-1, of "F" in "F-69007" or of "SE" in "SE-411 03"; None for no prefix or another."""
    return (_COUNTRY_BY_PREFIX.get(prefix) or parse_country(prefix, language)) if prefix else None
