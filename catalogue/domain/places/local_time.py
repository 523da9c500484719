"""Which time zone a place keeps, where its country or region says so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from babel.core import get_global

# Zones of the database that have kept the time of their country's main one since 1986.
_SAME_CLOCK = frozenset({"Europe/Busingen", "Africa/Ceuta"})
_BY_REGION: Mapping[str, Mapping[str, str]] = {
    "ES": {"ES70": "Atlantic/Canary", "ES": "Europe/Madrid"},
    "PT": {"PT20": "Atlantic/Azores", "PT30": "Atlantic/Madeira", "PT": "Europe/Lisbon"},
}
"""Of countries with islands that keep their own time: the zone by the beginning of a NUTS code, islands first."""


@lru_cache(maxsize=2048)
def zone_at(country: str | None, region: str | None = None) -> str | None:
    """Return the IANA zone of an ISO 3166-1 country, or of a NUTS region where the country has several; else None."""
    zones = [name for name in zones_of(country or "") if name not in _SAME_CLOCK]
    if len(zones) == 1:
        return zones[0]
    by_region = _BY_REGION.get(country or "", {}) if region else {}
    return next((zone for start, zone in by_region.items() if (region or "").startswith(start)), None)


def zones_of(country: str) -> tuple[str, ...]:
    """Return the IANA zones of an ISO 3166-1 country, as CLDR lists them; none for an unknown one."""
    return tuple(map(str, get_global("territory_zones").get(country, ())))
