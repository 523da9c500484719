"""What a chart consists of, whatever it is written as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 440.0

# Tone → its colour on white paper; in a page the style sheet has its own, light and dark (static/indicators.css).
TONES = {
    "ink": "#16211f",
    "quiet": "#4b5b5c",
    "track": "#e3eaea",
    "first": "#0b5563",
    "second": "#5fa3ae",
    "third": "#b35900",
    "shade-0": "#eef2f2",
    "shade-1": "#cfe4e7",
    "shade-2": "#9fcbd2",
    "shade-3": "#5fa3ae",
    "shade-4": "#22788a",
    "shade-5": "#0b5563",
    "on-dark": "#ffffff",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, its corner at ``x``, ``y``."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text on the base line ``y``; ``anchor`` is start, middle or end."""

    x: float
    y: float
    text: str
    tone: str = "ink"
    size: float = 14
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart in a box of ``width`` by ``height`` (SVG user units, y downwards); ``title`` says what it shows."""

    title: str
    width: float
    height: float
    marks: Sequence[Box | Text]


def shortened_text(text: str, room: float, size: float = 14) -> str:
    """Return the text cut to ``room`` pixels, taking letters to be half as wide as they are high on average."""
    letters = int(room / (size * 0.52))
    return text if len(text) <= letters else text[: max(letters - 1, 1)].rstrip() + "…"
