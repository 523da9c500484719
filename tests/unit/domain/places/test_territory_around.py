"""A point tells its country and region where the towns around it leave no doubt, and nothing elsewhere."""

import pytest

from catalogue.domain.places.localities.points import territory_at
from catalogue.domain.places.localities.towns import all_towns
from catalogue.domain.places.regions import country_of, region


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "code"),
    [
        (49.83, 18.28, "CZ", "CZ080"),  # Ostrava
        (41.65, -0.88, "ES", "ES243"),  # Zaragoza
        (40.4168, -3.7038, "ES", "ES300"),  # Madrid
        (48.8566, 2.3522, "FR", "FR101"),  # Paris
        (44.494, 11.343, "IT", "ITH55"),  # Bologna
        (51.162826, 4.402365, "BE", "BE21"),  # Antwerpen: the districts meet, the region is certain
        (48.4, 9.99, "DE", None),  # Ulm: Bavaria is across the river
        (52.08, 0.186, "GB", None),  # Hinxton: three regions meet
        (48.58, 7.80, None, None),  # Strasbourg's harbour: Germany is across the river
        (43.0, 5.5, None, None),  # at sea
        (38.58, -8.87, None, None),  # Palmela: no town to the south
        (0.0, 0.0, None, None),
        (90.0, 0.0, None, None),
        (53.9, 27.56, "BY", None),  # Minsk: NUTS has no regions there
        (-33.9, 18.4, None, None),  # Cape Town
    ],
)
def test_a_point_lies_where_all_the_towns_around_it_lie(latitude, longitude, country, code):
    assert territory_at(latitude, longitude) == (country, code)


def test_every_region_of_the_towns_is_one_of_nuts_in_its_country():
    for country, code, *point in all_towns():
        assert not code or (region(code) is not None and country_of(code) == country), point
