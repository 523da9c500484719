"""Fields as dark as their numbers: a map of tiles, and a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalogue.web.charts.drawing import WIDTH, Box, Drawing, Text, shortened

if TYPE_CHECKING:
    from catalogue.web.presenters.tiles import Tile

TILE = 50.0
DARK = 4
"""From this shade on, text is white."""


Legend = Sequence[tuple[int, str]]
"""Each shade, and the numbers that have it as written."""


def _legend(legend: Legend, top: float) -> list[Box | Text]:
    marks: list[Box | Text] = []
    left = 0.0
    for shade, text in legend:
        marks += [Box(left, top, 14, 14, f"shade-{shade}"), Text(left + 19, top + 12, text, "quiet", 12)]
        left += 19 + len(text) * 12 * 0.56 + 16
    return marks


def tile_map(title: str, tiles: Sequence[Tile], legend: Legend) -> Drawing:
    """Europe in tiles; a darker tile has more, a framed one has a gap."""
    marks: list[Box | Text] = []
    for tile in tiles:
        left, top = tile.x * TILE, tile.y * TILE
        tone = "on-dark" if tile.shade >= DARK else "ink"
        if tile.gap:
            marks.append(Box(left, top, TILE, TILE, "third"))
        inset = 3 if tile.gap else 1
        marks.append(Box(left + inset, top + inset, TILE - 2 * inset, TILE - 2 * inset, f"shade-{tile.shade}"))
        marks.append(Text(left + TILE / 2, top + 23, tile.code, tone, 14, "middle"))
        if tile.count:
            marks.append(Text(left + TILE / 2, top + 39, str(tile.count), tone, 12, "middle"))
    return Drawing(title, 9 * TILE, 8 * TILE + 28, [*marks, *_legend(legend, 8 * TILE + 10)])


def matrix(
    title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[tuple[str, int, bool]]]], legend: Legend
) -> Drawing:
    """A row for each (label, fields), a field being its text, its shade (0 to 5) and whether it is a gap, which is
    framed; the heads are numbered, and named below, as words do not fit above a field."""
    label, field, tall = 150.0, 58.0, 26.0
    width = max(label + field * len(heads), WIDTH)
    marks: list[Box | Text] = [
        Text(label + field * (place + 0.5), 14, str(place + 1), "quiet", 12, "middle") for place in range(len(heads))
    ]
    for number, (name, fields) in enumerate(rows):
        top = 22 + tall * number
        marks.append(Text(0, top + 17, shortened(name, label - 8, 13), size=13))
        for place, (text, shade, gap) in enumerate(fields):
            left = label + field * place
            tone = "on-dark" if shade >= DARK else "ink"
            if gap:
                marks.append(Box(left + 1, top + 1, field - 2, tall - 2, "third"))
            inset = 3 if gap else 1
            marks.append(Box(left + inset, top + inset, field - 2 * inset, tall - 2 * inset, f"shade-{shade}"))
            marks.append(Text(left + field / 2, top + 17, text, tone, 11, "middle"))
    marks += _legend(legend, 22 + tall * len(rows) + 10)
    foot = 22 + tall * len(rows) + 52
    for place, head in enumerate(heads):
        column, line = place % 3, place // 3
        marks.append(Text(width / 3 * column, foot + 18 * line, f"{place + 1}  {head}", "quiet", 12))
    return Drawing(title, width, foot + 18 * -(-len(heads) // 3), marks)
