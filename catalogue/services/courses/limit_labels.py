"""What the limits of a search are called in a reader's language: "Munich, 50 km", "Up to €300", "Mar 1 – 31, 2027"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_interval
from babel.numbers import format_currency
from babel.units import format_unit

from catalogue.domain.text.messages import N_
from catalogue.search.limits import Limits
from catalogue.services.courses.facet_labels import Translate

FRACTION = re.compile(r"[.]0+")
CODE = re.compile(r"([A-Z]{3})(\d)")
UP_TO, UP_TO_A_WEEK = N_("Up to %(amount)s"), N_("Up to %(amount)s a week")
FROM, UNTIL = N_("From %(date)s"), N_("Until %(date)s")


def limit_label(name: str, limits: Limits, locale: str, translate: Translate) -> str:
    """Return the label of the limit with one of the names that ``limits.named`` gives."""
    return _LABELS[name](limits, locale, translate)


def money(amount: Decimal, currency: str, locale: str) -> str:
    """Return an amount as the locale writes it; whole ones without a fraction, as in price lists."""
    pattern = Locale.parse(locale).currency_formats["standard"].pattern
    if amount == amount.to_integral_value():
        pattern = FRACTION.sub("", pattern)
    shown = format_currency(amount, currency, format=pattern, locale=locale, currency_digits=False)
    return CODE.sub("\\1\N{NO-BREAK SPACE}\\2", shown)  # CLDR keeps letters and figures apart


def distance(kilometres: float, locale: str) -> str:
    """Return a distance in whole kilometres: "12 km"."""
    return format_unit(round(kilometres), "length-kilometer", "short", locale=locale)


def _start(limits: Limits, locale: str, translate: Translate) -> str:
    first, last = limits.starts_from, limits.starts_to
    if first and last:
        return str(format_interval(first, last, "yMMMd", locale=locale))
    return translate(FROM if first else UNTIL) % {"date": _day(first or last, locale)}


def _day(day: date | None, locale: str) -> str:
    return format_date(day, "medium", locale=locale) if day else ""


def _near(limits: Limits, locale: str, translate: Translate) -> str:
    return f"{limits.near.name}, {distance(limits.near.kilometres, locale)}" if limits.near else ""


def _max_price(limits: Limits, locale: str, translate: Translate) -> str:
    return translate(UP_TO) % {"amount": money(limits.max_price or Decimal(0), limits.currency, locale)}


def _hours(hours: float | None, locale: str) -> str:
    return format_unit(hours or 0, "duration-hour", locale=locale)


_LABELS: Mapping[str, Callable[[Limits, str, Translate], str]] = {
    "start": _start,
    "near": _near,
    "max_price": _max_price,
    "max_hours": lambda limits, locale, translate: translate(UP_TO) % {"amount": _hours(limits.max_hours, locale)},
    "max_hours_per_week": lambda limits, locale, translate: (
        translate(UP_TO_A_WEEK) % {"amount": _hours(limits.max_hours_per_week, locale)}
    ),
}
