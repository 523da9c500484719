"""Europe in tiles, one square a country, each as dark as it has courses."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from catalogue.web.site import values

# column and row of each country, laid out by us so that neighbours stay neighbours as far as tiles allow
TILES = {
    "IS": (0, 0), "NO": (4, 0), "SE": (5, 0), "FI": (6, 0), "EE": (7, 0),
    "DK": (4, 1), "LV": (7, 1),
    "IE": (0, 2), "GB": (1, 2), "NL": (3, 2), "DE": (4, 2), "PL": (5, 2), "LT": (7, 2),
    "BE": (2, 3), "LU": (3, 3), "AT": (4, 3), "CZ": (5, 3), "SK": (6, 3), "UA": (7, 3),
    "FR": (1, 4), "CH": (2, 4), "LI": (3, 4), "SI": (4, 4), "HR": (5, 4), "HU": (6, 4), "RO": (7, 4),
    "PT": (0, 5), "ES": (1, 5), "IT": (3, 5), "BA": (5, 5), "RS": (6, 5), "BG": (7, 5),
    "MT": (3, 6), "ME": (5, 6), "XK": (6, 6), "MK": (7, 6), "TR": (8, 6),
    "AL": (6, 7), "GR": (7, 7), "CY": (8, 7),
}  # fmt: skip
SHADES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A country at column ``x`` and row ``y``; ``shade`` 0 (no course) to 5 (most); no ``url``, no link.

    ``gap`` says that people are needed there and something they need is not taught.
    """

    code: str
    name: str
    x: int
    y: int
    count: int
    shade: int
    url: str
    gap: bool = False


def present_tiles(
    counts: Mapping[str, int], address: Callable[[str], str], gaps: Collection[str] = ()
) -> Sequence[Tile]:
    """Return the tiles of the map: ``counts`` by country, ``address`` returns where a tile leads (empty for nowhere),
    and the countries in ``gaps`` are framed."""
    most = max((counts.get(code, 0) for code in TILES), default=0)
    return [_tile(code, counts.get(code, 0), most, address(code), code in gaps) for code in TILES]


def shade_of(count: int, most: int) -> int:
    """Return how dark a place is drawn; the square root keeps small counts visible beside large ones."""
    return max(1, round(SHADES * (count / most) ** 0.5)) if count else 0


def legend_of(most: int) -> Sequence[tuple[int, int, int]]:
    """Return (shade, from, to) for every shade that some number up to ``most`` has."""
    starts = [(shade, bisect_left(range(most + 1), shade, key=lambda n: shade_of(n, most))) for shade in range(7)]
    bounds = [(shade, low, high - 1) for (shade, low), (_next, high) in pairwise(starts)]
    return [(shade, low, high) for shade, low, high in bounds if low <= high]


def _tile(code: str, count: int, most: int, url: str, gap: bool) -> Tile:
    x, y = TILES[code]
    name = values.country(code)
    shade = shade_of(count, most)
    return Tile(code=code, name=name, x=x, y=y, count=count, shade=shade, url=url, gap=gap)
