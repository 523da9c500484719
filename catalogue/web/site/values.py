"""Single values as a reader sees them."""

from __future__ import annotations

from decimal import Decimal

from babel.dates import format_date, format_interval, format_time
from babel.units import format_unit
from flask_babel import gettext as _

from catalogue.domain.places.countries import country_name
from catalogue.domain.places.regions import region as nuts_region
from catalogue.domain.search.collections import text_for
from catalogue.domain.text.languages import language_name
from catalogue.domain.time.durations import workload_parts
from catalogue.models import Course, CourseInstance
from catalogue.services.courses import limit_labels
from catalogue.services.courses.facet_labels import value_label
from catalogue.web.site.locale import cldr_locale, reader_language


def label(facet: str, value: str | None) -> str:
    """Return a facet value's label in the reader's language; empty for none."""
    return value_label(facet, value, reader_language(), _) if value else ""


def language(code: str | None) -> str:
    """Return a language's name."""
    return language_name(code, reader_language()) or code if code else ""


def country(code: str | None) -> str:
    """Return a country's name."""
    return country_name(code, reader_language()) or code if code else ""


def dates(run: CourseInstance) -> str:
    """Return when a run is held: a day or a span, with times only where the source gave them."""
    if run.start is None:
        return ""
    locale = cldr_locale()
    if run.end and run.end != run.start:
        return format_interval(run.start, run.end, "yMMMd", locale=locale)
    return format_date(run.start, "medium", locale=locale)


def times(run: CourseInstance) -> str:
    """Return start and end time with their zone, where the source gave them."""
    locale = cldr_locale()
    given = [format_time(moment, "short", locale=locale) for moment in (run.start_time, run.end_time) if moment]
    return " – ".join(given) + (f" ({run.zone})" if given and run.zone else "")


def price(run: CourseInstance) -> str:
    """Return an amount with its currency, "Free", or nothing if unknown."""
    if run.price_amount is None:
        return ""
    if not run.price_amount:
        return str(_("Free"))
    if not run.price_currency:
        return ""
    return money(run.price_amount, run.price_currency)


def money(amount: Decimal, currency: str) -> str:
    """Return an amount as the locale writes it; whole ones without a fraction, as in price lists."""
    return limit_labels.money(amount, currency, cldr_locale())


def prices(course: Course) -> str:
    """Return the one price of all runs, the lowest of several in one currency, or nothing."""
    priced = [run for run in course.instances if run.price_amount is not None]
    if not priced:
        return ""
    least = min(priced, key=lambda run: run.price_amount or 0)
    if len({(run.price_amount, run.price_currency) for run in priced}) == 1 or not least.price_amount:
        return price(least)
    if len({run.price_currency for run in priced}) > 1:
        return ""
    return str(_("from %(price)s", price=price(least)))


def workload(iso: str | None) -> str:
    """Return an ISO 8601 duration in words: "6 weeks"."""
    locale = cldr_locale()
    return ", ".join(format_unit(value, f"duration-{unit}", locale=locale) for value, unit in workload_parts(iso or ""))


def distance(kilometres: float) -> str:
    """Return a distance in whole kilometres: "12 km"."""
    return limit_labels.distance(kilometres, cldr_locale())


def place(run: CourseInstance) -> str:
    """Return town and country, or that it is online."""
    where = ", ".join(part for part in (run.locality or run.place_name, country(run.country)) if part)
    return where or (label("delivery_mode", run.mode) if run.mode == "online" else "")


def text_in_reader_language(texts: dict[str, dict[str, str]], name: str) -> tuple[str, str]:
    """Return a text in the reader's language, else in English, else in any, with its language."""
    return text_for(texts, name, (reader_language(), "en"))


def region_name(code: str) -> str:
    """Return the name of a region or country in the reader's language."""
    return label("region", code) if nuts_region(code) else country(code)
