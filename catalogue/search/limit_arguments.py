"""Limits of a search in addresses, both ways: ``start_from=2027-03-01&max_price=500&near=Munich&radius=50``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from catalogue.domain.course.reference_rates import rates
from catalogue.domain.places.countries import parse_country
from catalogue.domain.places.localities.towns import towns_named
from catalogue.search.limits import DEFAULT_CURRENCY, DEFAULT_KILOMETRES, Limits, Near

LIMIT_KEYS = (
    "start_from",
    "start_to",
    "max_price",
    "currency",
    "max_hours",
    "max_hours_per_week",
    "near",
    "radius",
)
MAX_KILOMETRES = 500
MAX_LIMIT_CHARACTERS = 80
T = TypeVar("T")

_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)
_AMOUNT = re.compile(r"\d{1,9}(?:[.,]\d{1,2})?", re.ASCII)
_DEGREES = re.compile(r"(-?\d{1,2}(?:\.\d{1,6})?),\s*(-?\d{1,3}(?:\.\d{1,6})?)", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)


def limits_from(arguments: Mapping[str, Sequence[str]]) -> tuple[Limits, tuple[str, ...]]:
    """Return the limits that query arguments set, and the keys whose values say nothing that can be read."""
    unreadable: list[str] = []

    def read(key: str, parse: Callable[[str], T | None]) -> T | None:
        text = (arguments.get(key) or [""])[-1].strip()
        value = parse(text) if 0 < len(text) <= MAX_LIMIT_CHARACTERS else None
        if text and value is None:
            unreadable.append(key)
        return value

    first, last = read("start_from", _first_day), read("start_to", _last_day)
    if first and last and last < first:
        first, last = last, first
    max_price, currency = read("max_price", _amount), read("currency", _currency)
    hours, weekly = read("max_hours", _amount), read("max_hours_per_week", _amount)
    kilometres = read("radius", _kilometres) or DEFAULT_KILOMETRES
    limits = Limits(
        starts_from=first,
        starts_to=last,
        max_price=max_price,
        currency=(currency if max_price is not None else None) or DEFAULT_CURRENCY,
        max_hours=None if hours is None else float(hours),
        max_hours_per_week=None if weekly is None else float(weekly),
        near=read("near", lambda text: place_near(text, kilometres)),
    )
    return limits, tuple(unreadable)


def arguments_of_limits(limits: Limits) -> dict[str, str | None]:
    """Return the query arguments that set these limits; None for those that are not set or at their default."""
    near = limits.near
    priced = limits.max_price is not None and limits.currency != DEFAULT_CURRENCY
    return {
        "start_from": limits.starts_from.isoformat() if limits.starts_from else None,
        "start_to": limits.starts_to.isoformat() if limits.starts_to else None,
        "max_price": None if limits.max_price is None else f"{limits.max_price.normalize():f}",
        "currency": limits.currency if priced else None,
        "max_hours": None if limits.max_hours is None else f"{limits.max_hours:g}",
        "max_hours_per_week": None if limits.max_hours_per_week is None else f"{limits.max_hours_per_week:g}",
        "near": near.name if near else None,
        "radius": str(near.kilometres) if near and near.kilometres != DEFAULT_KILOMETRES else None,
    }


def place_near(text: str, kilometres: int = DEFAULT_KILOMETRES) -> Near | None:
    """Return the surroundings of a town, named in any language, or of a point "48.14,11.58"; None of anything else.

    Of several towns of the name the one most likely meant counts, unless a country is named after a comma.
    """
    if point := _DEGREES.fullmatch(text):
        latitude, longitude = float(point[1]), float(point[2])
        inside = abs(latitude) <= 90 and abs(longitude) <= 180
        return Near(f"{point[1]},{point[2]}", latitude, longitude, kilometres) if inside else None
    if town := next(iter(towns_named(text)), None):
        return Near(town.name, town.latitude, town.longitude, kilometres)
    name, _, named = text.rpartition(",")
    country = parse_country(named) if name else None
    abroad = next((town for town in towns_named(name.strip()) if town.country == country), None)
    return Near(f"{abroad.name}, {country}", abroad.latitude, abroad.longitude, kilometres) if abroad else None


def _first_day(text: str) -> date | None:
    return _day(text, lambda year, month: 1)


def _last_day(text: str) -> date | None:
    return _day(text, lambda year, month: monthrange(year, month)[1])


def _day(text: str, of_month: Callable[[int, int], int]) -> date | None:
    """Return the day of "2027-03-15"; of a month, "2027-03", the day that ``of_month`` gives."""
    if not (found := _DAY.fullmatch(text)):
        return None
    year, month = int(found[1]), int(found[2])
    try:
        return date(year, month, int(found[3]) if found[3] else of_month(year, month))
    except ValueError:
        return None


def _amount(text: str) -> Decimal | None:
    return Decimal(text.replace(",", ".")) if _AMOUNT.fullmatch(text) else None


def _currency(text: str) -> str | None:
    return text.upper() if text.upper() in rates() else None


def _kilometres(text: str) -> int | None:
    return min(max(int(text), 1), MAX_KILOMETRES) if _WHOLE.fullmatch(text) else None
