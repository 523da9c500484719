"""Bars below their labels: long words fit, on a phone too."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.web.charts.drawing import WIDTH, Box, Drawing, Text, shortened_text

ROW_HEIGHT = 36.0
BAR_THICKNESS = 7.0


def bars(title: str, rows: Sequence[tuple[str, int, str]], whole: int | None = None) -> Drawing:
    """Return a bar for each (label, value, value as written), as long as its share of ``whole`` or of the largest."""
    most = whole or max((value for _label, value, _shown in rows), default=0) or 1
    marks: list[Box | Text] = []
    for number, (label, value, shown) in enumerate(rows):
        top = ROW_HEIGHT * number
        marks.append(Text(0, top + 16, shortened_text(label, WIDTH - 80)))
        marks.append(Text(WIDTH, top + 16, shown, "quiet", anchor="end"))
        marks.append(Box(0, top + 22, WIDTH, BAR_THICKNESS, "track"))
        if value:
            marks.append(Box(0, top + 22, max(WIDTH * min(value / most, 1), 2), BAR_THICKNESS, "first"))
    return Drawing(title, WIDTH, ROW_HEIGHT * len(rows), marks)
