"""Distances on the globe."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0
"""The mean radius; the earth is so nearly a ball that distances are right to half a per cent."""


def unit_vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Return the point of a ball of radius 1 at these degrees."""
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)


def kilometres_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Return the length of the great circle between two points in degrees, by the haversine formula."""
    north, other_north = radians(latitude), radians(other_latitude)
    half_chord = (
        sin((other_north - north) / 2) ** 2
        + cos(north) * cos(other_north) * sin(radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_chord)))
