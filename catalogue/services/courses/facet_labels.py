"""What facet values are called in a reader's language.

Countries, languages and months come from CLDR, skill areas from the taxonomy, regions from NUTS and the names in use
for them, providers from the database; the rest are messages of ours, which the caller translates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from babel.dates import format_skeleton
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.places.countries import country_name
from catalogue.domain.places.region_names import region_name
from catalogue.domain.places.regions import region
from catalogue.domain.text.languages import language_name
from catalogue.domain.text.messages import N_
from catalogue.models import Provider
from catalogue.taxonomy.isced_f import field_label
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.taxonomy.terms import terms

Translate = Callable[[str], str]


FACET_TITLES = {
    "skill_area": N_("Skill area"),
    "country": N_("Country"),
    "language": N_("Language"),
    "delivery_mode": N_("How it is taught"),
    "schedule": N_("Times of the week"),
    "level": N_("Level"),
    "price": N_("Price"),
    "credential": N_("Credential"),
    "provider": N_("Provider"),
    "starts": N_("Starts"),
    "region": N_("Region"),
    "job_role": N_("Job role"),
    "skill": N_("Skill"),
}
VALUE_LABELS = {
    "delivery_mode": {"online": N_("Online"), "onsite": N_("On site"), "blended": N_("Blended")},
    "schedule": {
        "evening": N_("Evenings"),
        "weekend": N_("Weekends"),
        "part-time": N_("Part-time"),
        "full-time": N_("Full-time"),
    },
    "price": {"free": N_("Free"), "paid": N_("With a fee")},
    "credential": {
        "none": N_("No credential"),
        "badge": N_("Badge"),
        "certificate": N_("Certificate"),
        "micro-credential": N_("Micro-credential"),
        "qualification": N_("Qualification"),
    },
    "country": {"online": N_("Anywhere, online")},
    "starts": {"anytime": N_("Any time")},
    "pace": {"scheduled": N_("Scheduled"), "self-paced": N_("Self-paced")},
    "status": {"scheduled": N_("Scheduled"), "cancelled": N_("Cancelled"), "full": N_("Fully booked")},
}

EQF_LABEL = N_("EQF %(level)s")


def value_label(facet: str, value: str, locale: str, translate: Translate) -> str:
    """Return the label of one value; a value nobody knows is shown as it is.

    Providers are not labelled here but by ``provider_names``.
    """
    if message := VALUE_LABELS.get(facet, {}).get(value):
        return translate(message)
    if facet == "level":
        return translate(EQF_LABEL) % {"level": value}
    return _NAMES.get(facet, _unnamed)(value, locale) or value


def provider_names(session: Session, keys: Iterable[str]) -> Mapping[str, str]:
    """Return the names of providers by key, in one query."""
    wanted = list(keys)
    rows = session.execute(select(Provider.key, Provider.name).where(Provider.key.in_(wanted)))
    return {row.key: row.name for row in rows}


def _unnamed(value: str, locale: str) -> str:
    return value


def _month(value: str, locale: str) -> str:
    try:
        return format_skeleton("yMMMM", date.fromisoformat(f"{value}-01"), locale=locale)
    except ValueError:
        return value


def _region(value: str, locale: str) -> str:
    found = region(value)
    return region_name(found, locale) if found else value


def _job_role(value: str, locale: str) -> str | None:
    role = job_roles().get(value)
    return role.label(locale) if role else None


def _skill(value: str, locale: str) -> str | None:
    return terms().name(value, locale)


def _isced_f(value: str, locale: str) -> str | None:
    label = field_label(value, locale)
    return f"{label} ({value})" if label else None


_NAMES: dict[str, Callable[[str, str], str | None]] = {
    "skill_area": lambda value, locale: skill_areas().label(value, locale),
    "country": country_name,
    "language": language_name,
    "isced_f": _isced_f,
    "starts": _month,
    "region": _region,
    "job_role": _job_role,
    "skill": _skill,
}
