"""Figures as readers write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton
from flask_babel import format_decimal, format_percent

from catalogue.web.locale import cldr_locale


def number_label(value: int) -> str:
    """A number with the reader's separators; below a thousand there are none."""
    if 0 <= value < 1000:
        return str(value)
    return str(format_decimal(value))


def change_label(value: int) -> str:
    """A difference with its sign."""
    return f"+{number_label(value)}" if value > 0 else str(format_decimal(value))


def share_label(count: int, total: int) -> str:
    """How much of a whole, in per cent."""
    return str(format_percent(count / total)) if total else "–"


def ratio_label(value: float) -> str:
    """A number of things to one other: a decimal where it says something."""
    return number_label(round(value)) if value >= 10 else str(format_decimal(round(value, 1)))


def month_label(month: date, skeleton: str) -> str:
    """A month by a CLDR skeleton, such as yMMM."""
    return format_skeleton(skeleton, month, locale=cldr_locale())
