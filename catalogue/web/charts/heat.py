"""Fields as dark as their numbers: a map of tiles, and a matrix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from catalogue.web.charts.drawing import WIDTH, Box, Drawing, Text, shortened_text

if TYPE_CHECKING:
    from catalogue.web.charts.tile_map import Tile

TILE_SIZE = 50.0
FIRST_DARK_SHADE = 4
"""From this shade on, text is white."""
LEAST = 150.0
MOST = 330.0
"""How wide the labels of a matrix may be."""


Legend = Sequence[tuple[int, str]]
"""Each shade, and the numbers that have it as written."""


def _legend(legend: Legend, top: float, framed: str) -> list[Box | Text]:
    """Return the shades with their meaning and, if something is framed, what a frame means."""
    marks: list[Box | Text] = []
    left = 0.0
    for shade, text in legend:
        marks += [Box(left, top, 14, 14, f"shade-{shade}"), Text(left + 19, top + 12, text, "quiet", 12)]
        left += 19 + len(text) * 12 * 0.56 + 16
    if framed:
        below = top + FRAME_LEGEND_HEIGHT
        marks += [Box(0, below, 14, 14, "third"), Box(2, below + 2, 10, 10, "shade-0")]
        marks.append(Text(19, below + 12, framed, "quiet", 12))
    return marks


FRAME_LEGEND_HEIGHT = 22.0
"""What a line about frames takes."""


def tile_map(title: str, tiles: Sequence[Tile], legend: Legend, framed: str = "") -> Drawing:
    """Return Europe in tiles: a darker tile has more, a framed one has a gap, which ``framed`` explains."""
    marks: list[Box | Text] = []
    for tile in tiles:
        left = tile.x * TILE_SIZE
        top = tile.y * TILE_SIZE
        tone = "on-dark" if tile.shade >= FIRST_DARK_SHADE else "ink"
        if tile.gap:
            marks.append(Box(left, top, TILE_SIZE, TILE_SIZE, "third"))
        inset = 3 if tile.gap else 1
        marks.append(
            Box(left + inset, top + inset, TILE_SIZE - 2 * inset, TILE_SIZE - 2 * inset, f"shade-{tile.shade}")
        )
        marks.append(Text(left + TILE_SIZE / 2, top + 23, tile.code, tone, 14, "middle"))
        if tile.count:
            marks.append(Text(left + TILE_SIZE / 2, top + 39, str(tile.count), tone, 12, "middle"))
    if not any(tile.gap for tile in tiles):
        framed = ""
    height = 8 * TILE_SIZE + 28 + (FRAME_LEGEND_HEIGHT if framed else 0)
    return Drawing(title, 9 * TILE_SIZE, height, [*marks, *_legend(legend, 8 * TILE_SIZE + 10, framed)])


Row = tuple[str, Sequence[tuple[str, int, bool]]]
"""A label and its fields: text, shade (0 to 5), and whether it is a gap, which is framed."""


def matrix(title: str, heads: Sequence[str], rows: Sequence[Row], legend: Legend, framed: str = "") -> Drawing:
    """Return a table of shaded fields. Its columns are numbered and named below, as words do not fit above a field;
    ``framed`` says what a frame means."""
    label = _width([name for name, _fields in rows])
    field = 58.0
    tall = 26.0
    width = max(label + field * len(heads), WIDTH)
    marks: list[Box | Text] = [
        Text(label + field * (place + 0.5), 14, str(place + 1), "quiet", 12, "middle") for place in range(len(heads))
    ]
    for number, (name, fields) in enumerate(rows):
        top = 22 + tall * number
        marks.append(Text(0, top + 17, shortened_text(name, label - 8, 13), size=13))
        for place, one in enumerate(fields):
            marks += _field(label + field * place, top, (field, tall), one)
    if not any(gap for _name, fields in rows for _text, _shade, gap in fields):
        framed = ""
    foot = 22 + tall * len(rows) + 10
    marks += _legend(legend, foot, framed)
    foot += 42 + (FRAME_LEGEND_HEIGHT if framed else 0)
    for place, head in enumerate(heads):
        column = place % 3
        line = place // 3
        marks.append(Text(width / 3 * column, foot + 18 * line, f"{place + 1}  {head}", "quiet", 12))
    return Drawing(title, width, foot + 18 * -(-len(heads) // 3), marks)


def _width(labels: Sequence[str]) -> float:
    """Return the room for the longest label, within reason, taking letters to be half as wide as they are high."""
    longest = max((len(label) for label in labels), default=0)
    return min(max(LEAST, longest * 13 * 0.52 + 12), MOST)


def _field(left: float, top: float, size: tuple[float, float], one: tuple[str, int, bool]) -> list[Box | Text]:
    (text, shade, gap), (wide, tall) = one, size
    inset = 3 if gap else 1
    marks: list[Box | Text] = [Box(left + 1, top + 1, wide - 2, tall - 2, "third")] if gap else []
    marks.append(Box(left + inset, top + inset, wide - 2 * inset, tall - 2 * inset, f"shade-{shade}"))
    marks.append(Text(left + wide / 2, top + 17, text, "on-dark" if shade >= FIRST_DARK_SHADE else "ink", 11, "middle"))
    return marks
