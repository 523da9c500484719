from zoneinfo import ZoneInfo

import pytest

from catalogue.domain.places.local_time import zone_at, zones_of
from catalogue.domain.places.territories import countries


@pytest.mark.parametrize(
    ("country", "region", "zone"),
    [
        ("DE", None, "Europe/Berlin"),
        ("SE", None, "Europe/Stockholm"),
        ("PT", "PT11", "Europe/Lisbon"),
        ("PT", "PT30", "Atlantic/Madeira"),
        ("ES", "ES70", "Atlantic/Canary"),
        ("ES", "ES51", "Europe/Madrid"),
        ("ES", None, None),
        ("US", None, None),
        (None, None, None),
        ("XX", None, None),
    ],
)
def test_a_place_keeps_the_time_of_its_country_or_its_part_of_it(
    country: str | None, region: str | None, zone: str | None
) -> None:
    assert zone_at(country, region) == zone


def test_every_zone_is_one_of_the_database() -> None:
    assert all(ZoneInfo(zone).key == zone for country in countries() for zone in zones_of(country))
