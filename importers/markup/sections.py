"""Texts of one record that stand in several elements, as one description."""

from __future__ import annotations

from catalogue.domain.text.sanitisation import clean_html, plain_text

BULLETS = "-–—*•·▪◦‣➢✓ \t"


def sections(*texts: str) -> str:
    """Return the texts one after another as HTML; each may be plain or HTML, and keeps its own paragraphs."""
    parts = list(dict.fromkeys(part for text in texts if (part := clean_html(text))))
    return parts[0] if len(parts) == 1 else "".join(f"<div>{part}</div>" for part in parts)


def lines_of(text: str) -> list[str]:
    """Return the lines or list items of a text that may be plain or HTML, without bullets and what announces them."""
    lines = [line for each in plain_text(clean_html(text)).split("\n") if (line := each.strip(BULLETS))]
    return [line for line in lines if not line.endswith(":")] or lines
