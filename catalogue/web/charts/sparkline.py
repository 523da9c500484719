"""A row of figures as a small line, for a table that holds the figures themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 240
HEIGHT = 48
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Sparkline:
    """``points`` is the ``points`` attribute of an SVG polyline in a box of ``WIDTH`` by ``HEIGHT``."""

    points: str
    last_x: float
    last_y: float
    least: int
    most: int
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(values: Sequence[int]) -> Sparkline | None:
    """Return the line, beginning at zero so that heights can be compared; None for fewer than two values."""
    if len(values) < 2:
        return None
    most = max(values) or 1
    step = (WIDTH - 2 * MARGIN) / (len(values) - 1)
    places = [
        (round(MARGIN + step * number, 1), round(HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * value / most, 1))
        for number, value in enumerate(values)
    ]
    points = " ".join(f"{x:g},{y:g}" for x, y in places)
    return Sparkline(points, *places[-1], min(values), max(values))
