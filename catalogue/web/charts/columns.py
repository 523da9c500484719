"""Columns side by side, a group for each month."""

from __future__ import annotations

from collections.abc import Sequence

from catalogue.web.charts.drawing import WIDTH, Box, Drawing, Text

HEIGHT = 200.0
TOP = 34.0
FOOT = 24.0
SERIES_TONES = ("first", "second", "third")
MAX_COLUMN_WIDTH = 46.0
"""A group's columns are not drawn wider, so that a first month does not fill the chart."""


def columns(
    title: str, groups: Sequence[str], series: Sequence[tuple[str, Sequence[float]]], most_shown: str
) -> Drawing:
    """Return a column chart: ``groups`` label the axis (months, oldest first), each of up to three series has a value
    for each group; ``most_shown`` is the largest value as written."""
    most = max((value for _name, values in series for value in values), default=0) or 1
    base = HEIGHT - FOOT
    marks: list[Box | Text] = [Box(0, base, WIDTH, 1, "quiet"), Box(0, TOP, WIDTH, 0.5, "track")]
    marks.append(Text(WIDTH, TOP - 5, most_shown, "quiet", 12, "end"))
    marks += _legend([name for name, _values in series])
    step = WIDTH / max(len(groups), 1)
    thick = min(step * 0.76, MAX_COLUMN_WIDTH) / max(len(series), 1)
    for place, label in enumerate(groups):
        middle = step * (place + 0.5)
        if _is_labelled(place, len(groups)):
            marks.append(_label(middle, label))
        for number, (_name, values) in enumerate(series):
            tall = (base - TOP) * values[place] / most
            left = middle + thick * (number - len(series) / 2)
            marks.append(Box(left, base - tall, max(thick - 1, 1), tall, SERIES_TONES[number]))
    return Drawing(title, WIDTH, HEIGHT, marks)


def _label(middle: float, text: str) -> Text:
    """Return a label below its group, moved inwards at an edge where it would be cut off."""
    half = len(text) * 12 * 0.52 / 2
    if middle < half:
        return Text(0, HEIGHT - 7, text, "quiet", 12, "start")
    if middle > WIDTH - half:
        return Text(WIDTH, HEIGHT - 7, text, "quiet", 12, "end")
    return Text(middle, HEIGHT - 7, text, "quiet", 12, "middle")


def _is_labelled(place: int, groups: int) -> bool:
    """Say whether a group has a label: at most six fit, and the last is always among them."""
    every = -(-groups // 6)
    return (groups - 1 - place) % every == 0


def _legend(names: Sequence[str]) -> list[Box | Text]:
    marks: list[Box | Text] = []
    left = 0.0
    for tone, name in zip(SERIES_TONES, names, strict=False):
        marks += [Box(left, 5, 10, 10, tone), Text(left + 15, 15, name, "quiet", 13)]
        left += 15 + len(name) * 13 * 0.52 + 16
    return marks
