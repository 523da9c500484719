"""A drawing as PNG, for slides and text documents: the same shapes on white, three pixels to a unit.

Source Sans has the letters of every language of the interface, which no font that every machine has can promise.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from font_source_sans_pro import SourceSansPro
from PIL import Image, ImageDraw, ImageFont

from catalogue.web.charts.drawing import TONES, Box, Drawing, Text

SCALE = 3
ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def picture(drawing: Drawing, source: str, around: float = 24) -> bytes:
    """Return a chart as a PNG file, with its title above and its ``source`` below."""
    size = round((drawing.width + 2 * around) * SCALE), round((drawing.height + 2 * around + 56) * SCALE)
    image = Image.new("RGB", size, "#ffffff")
    pencil = ImageDraw.Draw(image)
    _draw(pencil, Text(0, 0, drawing.title, size=17), around, around + 14)
    for mark in (*drawing.marks, Text(0, drawing.height + 24, source, "quiet", 11)):
        _draw(pencil, mark, around, around + 36)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw(pencil: ImageDraw.ImageDraw, mark: Box | Text, left: float, top: float) -> None:
    x, y = (mark.x + left) * SCALE, (mark.y + top) * SCALE
    if isinstance(mark, Text):
        pencil.text((x, y), mark.text, fill=TONES[mark.tone], font=_font(mark.size), anchor=ANCHORS[mark.anchor])
    elif mark.height > 0:
        right = x + mark.width * SCALE - 1
        bottom = y + mark.height * SCALE - 1
        pencil.rectangle((x, y, max(right, x), max(bottom, y)), fill=TONES[mark.tone])


@cache
def _font(size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SourceSansPro, round(size * SCALE))
