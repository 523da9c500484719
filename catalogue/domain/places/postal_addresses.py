"""One-line addresses, divided into their parts as far as that is certain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from catalogue.domain.places.countries import parse_country
from catalogue.domain.places.postcode_forms import (
    CODE_ALONE,
    CODE_AND_TOWN,
    STATE_AND_CODE,
    STREET_CODE_AND_TOWN,
    TOWN_AND_CODE,
    TOWN_AND_DIGITS,
    country_by_form,
    country_of_prefix,
)
from catalogue.domain.places.town_names import is_numbered_room, is_region, is_town, may_be_town
from catalogue.domain.text.folding import fold_phrase

MAX_ADDRESS_CHARACTERS = 200
_PARTS = re.compile(r"[,;\n|]")
_DASH = re.compile(r"\s[-–—]\s")
_BRACKET_AT_END = re.compile(r"(?P<before>.*\S)\s*\((?P<inside>[^()]{2,60})\)")
_QUARTER_AT_END = re.compile(r"\s\d{1,2}(?:er?)?$")
_DISTRICT_AT_END = re.compile(r"\s\([A-Z]{2}\)$")
_YEARS = range(1990, 2050)
_FOUR_DIGITS = ("AT", "BE", "BG", "CH", "CY", "DK", "HU", "LU", "LV", "NL", "NO", "SI")
"""Countries whose postcodes may look like a year."""
_STATE = re.compile(r"[A-Z]{2}")
_MIN_NAME_CHARACTERS = 4
"""Letters from which on the text of a country is its name and no code."""
# Codes of countries that are those of states or provinces too: "San Jose, CA".
_SHARED_CODES = frozenset(
    (
        *("AL", "AR", "AZ", "CA", "CO", "DE", "GA", "ID", "IL", "IN", "KY", "LA", "MA", "MD", "ME", "MN", "MO", "MS"),
        *("MT", "NC", "NE", "PA", "SC", "SD", "TN", "VA", "BC", "NL", "SK", "NU", "PE"),
    )
)
_SHARED_NAMES = frozenset({"GE", "JO"})
"""Countries whose English name is that of a state or a person too."""
_WITH_STATES = frozenset({"US", "CA", "IT"})


@dataclass(frozen=True, slots=True)
class WrittenAddress:
    """The parts of an address line; those it does not give are empty. ``country`` is ISO 3166-1."""

    street: str = ""
    postal_code: str = ""
    locality: str = ""
    country: str | None = None

    def name_and_street(self) -> tuple[str, str]:
        """Return what stands before the town as the name of a house and the street with its number."""
        parts = self.street.split(", ") if self.street else []
        at = len(parts)
        while at and re.search(r"\d", parts[at - 1]) and not is_numbered_room(parts[at - 1]):
            at -= 1
        if at and at < len(parts) and parts[at].isdigit():  # "Calle Mayor, 5"
            at -= 1
        return ", ".join(parts[:at]), ", ".join(parts[at:])


@lru_cache(maxsize=4096)
def parse_written_address(text: str, language: str | None = None, country: str | None = None) -> WrittenAddress:
    """Return street, postcode, town and country of "Francuska 5, 40-027 Katowice, Polska".

    A country counts where it stands last or first by itself, in brackets, or before the postcode ("F-69007"), a town
    where it stands beside a postcode or a country, or is known. Where two readings exist there is none: everything else
    stays in ``street``. ``country`` is what is known from elsewhere.
    """
    parts, said = _country_said(_parts_of(text, language), language)
    found = _by_postcode(parts, said, said or country, language) or _by_name(parts, said, country)
    if found is None and said is None and len(text) <= MAX_ADDRESS_CHARACTERS:
        return WrittenAddress(text.strip())
    return found or WrittenAddress(_line(parts), "", "", said)


def _parts_of(text: str, language: str | None) -> list[str]:
    parts = [part for part in (each.strip() for each in _PARTS.split(text[:MAX_ADDRESS_CHARACTERS])) if part]
    if len(parts) == 1 and len(dashed := _DASH.split(parts[0])) > 1:
        last = dashed[-1].strip()
        named = len(last) >= _MIN_NAME_CHARACTERS and parse_country(last, language)
        if named or CODE_AND_TOWN.fullmatch(last) or (is_town(last) and may_be_town(last)):
            return [part for each in dashed if (part := each.strip())]
    return parts


def _country_said(parts: list[str], language: str | None) -> tuple[list[str], str | None]:
    """Return the parts without the one that names a country, and that country; None if none does."""
    if not parts:
        return [], None
    last, before = parts[-1], parts[:-1]
    if len(parts) > 1:
        if country := _country_in(last, before[-1], language):
            return before, country
        if len(parts[0]) >= _MIN_NAME_CHARACTERS and (country := _country_in(parts[0], parts[1], language)):
            return parts[1:], country
    bracket = _BRACKET_AT_END.fullmatch(last)
    if bracket and (country := _country_in(bracket["inside"], bracket["before"], language)):
        return [*before, bracket["before"]], country
    alone = not before and len(last) >= _MIN_NAME_CHARACTERS and not is_town(last)
    country = parse_country(last, language) if alone else None
    return ([], country) if country and country not in _SHARED_NAMES else (parts, None)


def _country_in(text: str, beside: str, language: str | None) -> str | None:
    """Return the country a part names.

    A code that may be a state's or a district's ("Firenze, FI") counts only beside a town that is known in the country.
    """
    is_code = len(text) < _MIN_NAME_CHARACTERS
    if re.search(r"\d", text) or (is_code and not text.isupper()):
        return None
    country = parse_country(text, language)
    if country is None or _names_town(beside, country):
        return country
    doubtful = text in _SHARED_CODES or country in _SHARED_NAMES or (len(text) == 2 and _names_town(beside, None))
    return None if doubtful else country


def _names_town(part: str, country: str | None) -> bool:
    """Say whether a part names a known town of the country, or of any, with its postcode or without."""
    coded = CODE_AND_TOWN.fullmatch(part)
    return is_town(coded["town"] if coded else _QUARTER_AT_END.sub("", part), country)


def _by_postcode(
    parts: Sequence[str], said: str | None, country: str | None, language: str | None
) -> WrittenAddress | None:
    for at in range(len(parts) - 1, -1, -1):
        found = _digits(parts, at, said, country, language) or _letters(parts, at, country)
        if found:
            return found
    return None


def _digits(
    parts: Sequence[str], at: int, said: str | None, country: str | None, language: str | None
) -> WrittenAddress | None:
    """Return the address whose postcode of digits stands in this part; None if there is none that is certain."""
    part, after = parts[at], parts[at + 1 :]
    for pattern in (CODE_AND_TOWN, STREET_CODE_AND_TOWN):
        if not (found := pattern.fullmatch(part)):
            continue
        of_prefix = country_of_prefix(found["prefix"], language)
        if found["prefix"] and of_prefix is None:
            continue
        form = of_prefix or country_by_form(found["code"])
        street = found["street"] if pattern is STREET_CODE_AND_TOWN else ""
        if _is_certain(found["code"], found["town"], said or form, country, parted=not street):
            rest = [*parts[:at], street, *_without_regions(after, said or form)]
            return WrittenAddress(_line(rest), found["code"], found["town"], said or form)
    if said and (found := TOWN_AND_DIGITS.fullmatch(part)) and is_town(found["town"], said):
        return WrittenAddress(_line([*parts[:at], *after]), found["code"], found["town"], said)
    if (state := STATE_AND_CODE.fullmatch(part)) and at and country in (None, "US") and may_be_town(parts[at - 1]):
        return WrittenAddress(_line([*parts[: at - 1], *after]), state["code"], parts[at - 1], "US")
    return _beside(parts, at, said, country, language)


def _is_certain(code: str, town: str, said: str | None, country: str | None, *, parted: bool) -> bool:
    """Say whether digits and words beside each other are a postcode and its town, and no room, year or number."""
    name, where = _QUARTER_AT_END.sub("", town), said or country
    if where is None and code.isdigit() and int(code) in _YEARS:
        return any(is_town(name, one) for one in _FOUR_DIGITS)
    if is_town(name, where):
        return True
    return may_be_town(name) and (bool(said) or parted)


def _beside(
    parts: Sequence[str], at: int, said: str | None, country: str | None, language: str | None
) -> WrittenAddress | None:
    """Return the address whose postcode has a part of its own, with a known town of its country after or before it."""
    found = CODE_ALONE.fullmatch(parts[at])
    of_prefix = country_of_prefix(found["prefix"], language) if found else None
    if found is None or (found["prefix"] and of_prefix is None):
        return None
    known = said or of_prefix or country_by_form(found["code"])
    for beside in (at + 1, at - 1):
        if 0 <= beside < len(parts) and is_town(parts[beside], known or country):
            rest = [part for place, part in enumerate(parts) if place not in (at, beside)]
            return WrittenAddress(_line(rest), found["code"], parts[beside], known)
    return None


def _letters(parts: Sequence[str], at: int, country: str | None) -> WrittenAddress | None:
    """Return the address whose postcode of this part has letters, as those of Great Britain and Ireland have."""
    found = TOWN_AND_CODE.fullmatch(parts[at])
    form = country_by_form(found["code"]) if found else None
    if found is None or form is None or country not in (None, form):
        return None
    if found["town"]:
        if not may_be_town(_QUARTER_AT_END.sub("", found["town"])) and not is_town(found["town"], form):
            return None
        return WrittenAddress(_line([*parts[:at], *parts[at + 1 :]]), found["code"], found["town"], form)
    before = list(parts[:at])
    while len(before) > 1 and is_region(before[-1], form) and not is_town(before[-1], form):
        before.pop()
    sure = before and (is_town(_QUARTER_AT_END.sub("", before[-1]), form) or _follows_number(before))
    town = before.pop() if sure else ""
    return WrittenAddress(_line([*before, *parts[at + 1 :]]), found["code"], town, form)


def _follows_number(parts: Sequence[str]) -> bool:
    """Say whether the last part may be a town and stands after one with the number of a house."""
    return len(parts) > 1 and bool(re.search(r"\d", parts[-2])) and may_be_town(parts[-1])


def _by_name(parts: Sequence[str], said: str | None, country: str | None) -> WrittenAddress | None:
    """Return the address whose last part is the town: a known one, or beside a country one that may be."""
    kept, where = _before_regions(parts, said or country), said or country
    if not kept:
        return None
    towns = [at for at, part in enumerate(kept) if _is_known(part, where, certain=said is not None)]
    if len({fold_phrase(_plain_town(kept[at])) for at in towns}) > 1:
        return None
    last = len(kept) - 1
    if towns and towns[-1] == last:
        at = last
    elif towns == [0] and len(kept) == 2 and re.search(r"[^\W\d_].*\d|\d.*[^\W\d_]", kept[1]):
        at = 0  # "Katowice, ul. Francuska 5"
    elif said and may_be_town(kept[last]) and not is_region(kept[last], said):
        at = towns[-1] if towns and towns[-1] == last - 1 else last  # "Cork, Co. Cork, Ireland"
        kept = kept[: at + 1]
    else:
        return None
    town = _DISTRICT_AT_END.sub("", kept[at])
    rest = [part for place, part in enumerate(kept) if place != at and fold_phrase(part) != fold_phrase(town)]
    return WrittenAddress(_line(rest), "", town, said)


def _is_known(part: str, country: str | None, *, certain: bool) -> bool:
    """Say whether a part is a known town; where no country is said, a word that may be a room's is none."""
    name = _plain_town(part)
    if is_numbered_room(part):
        return False
    return is_town(name, country) and (certain or may_be_town(name))


def _plain_town(part: str) -> str:
    return _QUARTER_AT_END.sub("", _DISTRICT_AT_END.sub("", part))


def _before_regions(parts: Sequence[str], country: str | None) -> list[str]:
    """Return the parts without the regions at their end; a town that has its region's name stays."""
    kept = list(parts)
    while country and len(kept) > 1 and _is_only_region(kept, country):
        kept.pop()
    if country is None and len(kept) > 1 and _STATE.fullmatch(kept[-1]) and is_town(kept[-2], "IT"):
        kept.pop()  # "Torino, TO"
    return kept


def _is_only_region(parts: Sequence[str], country: str) -> bool:
    last, before = parts[-1], _QUARTER_AT_END.sub("", parts[-2])
    if _STATE.fullmatch(last) and country in _WITH_STATES:
        return True
    return is_region(last, country) and (is_town(before, country) or not is_town(last, country))


def _without_regions(parts: Sequence[str], country: str | None) -> list[str]:
    return [part for part in parts if country is None or not is_region(part, country)]


def _line(parts: Sequence[str]) -> str:
    return ", ".join(part for part in parts if part)
