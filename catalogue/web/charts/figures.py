"""Figures as readers write them."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal
from flask_babel import format_percent, get_locale

from catalogue.web.site.locale import cldr_locale


def number_label(value: int) -> str:
    """Return a number with the reader's separators; numbers below a thousand have none."""
    if 0 <= value < 1000:
        return str(value)
    return _written(value)


def change_label(value: int) -> str:
    """Return a difference with its sign."""
    return f"+{number_label(value)}" if value > 0 else _written(value)


def share_label(count: int, total: int) -> str:
    """Return a count's share of ``total`` in per cent."""
    return str(format_percent(count / total)) if total else "–"


def ratio_label(value: float) -> str:
    """Return a ratio with one decimal where that tells more."""
    return number_label(round(value)) if value >= 10 else _written(round(value, 1))


def month_label(month: date, skeleton: str) -> str:
    """Return a month in the form of a CLDR skeleton, such as yMMM."""
    return _month_in(month, skeleton, cldr_locale())


def moment_label(moment: datetime) -> str:
    """Return day and time."""
    return f"{format_date(moment, 'long', locale=cldr_locale())}, {format_time(moment, 'HH:mm')}"


@lru_cache(4096)
def _month_in(month: date, skeleton: str, locale: str) -> str:
    return format_skeleton(skeleton, month, locale=locale)


def _written(value: float) -> str:
    return _written_in(value, str(get_locale()))


@lru_cache(8192)
def _written_in(value: float, locale: str) -> str:
    """Return a number as a locale writes it; cached, as a matrix has hundreds and CLDR takes 0.05 ms for each."""
    return str(format_decimal(value, locale=locale))
