"""The picture of a collection that other sites show where somebody shares its address (Open Graph, 1200 × 630)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from io import BytesIO

from font_source_sans_pro import SourceSansPro
from PIL import Image, ImageDraw, ImageFont

WIDTH = 1200
HEIGHT = 630
AROUND = 72
TEXT_WIDTH = 760
TITLE_FONT_SIZES = (84, 70, 58, 48)
MAX_TITLE_LINES = 4
GROUND = "#0f3d42"
INK = "#ffffff"
QUIET = "#b9d3d1"
TILES = ("#1f5a5e", "#2f777a", "#58a39c", "#f2b84b")
COLUMNS = 4
ROWS = 8
TILE = 56
GAP = 10


def card(title: str, place: str, below: str, key: str) -> bytes:
    """Return a PNG; ``key`` decides its pattern, so that a collection is recognised by its picture."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    pencil = ImageDraw.Draw(image)
    _draw_pattern(pencil, key)
    pencil.text((AROUND, AROUND), place, fill=QUIET, font=_font(34), anchor="lt")
    size, lines = _fitted(pencil, title)
    for number, line in enumerate(lines):
        pencil.text((AROUND, AROUND + 84 + number * size * 1.16), line, fill=INK, font=_font(size), anchor="lt")
    pencil.text((AROUND, HEIGHT - AROUND), below, fill=QUIET, font=_font(34), anchor="lb")
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_pattern(pencil: ImageDraw.ImageDraw, key: str) -> None:
    """Draw the cells of a battery pack, charged as the key says."""
    shades = blake2b(key.encode(), digest_size=COLUMNS * ROWS).digest()
    left = WIDTH - AROUND - COLUMNS * (TILE + GAP) + GAP
    top = (HEIGHT - ROWS * (TILE + GAP) + GAP) / 2
    for number, shade in enumerate(shades):
        x, y = left + number % COLUMNS * (TILE + GAP), top + number // COLUMNS * (TILE + GAP)
        tone = TILES[3] if shade < 20 else TILES[shade % 3]
        pencil.rounded_rectangle((x, y, x + TILE, y + TILE), radius=10, fill=tone)


def _fitted(pencil: ImageDraw.ImageDraw, title: str) -> tuple[int, Sequence[str]]:
    """Return the largest size in which the title fits without breaking a word, and its lines; a longer one is cut."""
    for size in TITLE_FONT_SIZES:
        lines = _lines(pencil, title, size)
        whole = all(pencil.textlength(word, font=_font(size)) <= TEXT_WIDTH for word in title.split())
        if len(lines) <= MAX_TITLE_LINES and (whole or size == TITLE_FONT_SIZES[-1]):
            return size, lines
    return TITLE_FONT_SIZES[-1], [*lines[: MAX_TITLE_LINES - 1], lines[MAX_TITLE_LINES - 1].rstrip() + " …"]


def _lines(pencil: ImageDraw.ImageDraw, title: str, size: int) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and pencil.textlength(longer, font=_font(size)) <= TEXT_WIDTH:
            lines[-1] = longer
        else:
            lines += _pieces(pencil, word, size)
    return lines


def _pieces(pencil: ImageDraw.ImageDraw, word: str, size: int) -> list[str]:
    """Return a word in pieces where it is wider than the text."""
    pieces = [""]
    for letter in word:
        if pencil.textlength(pieces[-1] + letter, font=_font(size)) > TEXT_WIDTH:
            pieces.append("")
        pieces[-1] += letter
    return pieces


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SourceSansPro, size)
