"""The limits of a search beside its results: fields to set them, and chips to take them away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flask_babel import gettext as _

from catalogue.domain.text.messages import N_
from catalogue.search.address import arguments_of
from catalogue.search.limit_arguments import arguments_of_limits
from catalogue.search.limits import DEFAULT_KILOMETRES, Limits
from catalogue.search.port import SearchRequest
from catalogue.services.courses.limit_labels import limit_label
from catalogue.web.search.facets import ValueView
from catalogue.web.search.links import courses_url
from catalogue.web.site import values
from catalogue.web.site.locale import cldr_locale

DAYS_OF_A_MONTH = 30
RADII_KM = (10, 25, 50, 100, 200, 500)
FIELD_LABELS = {
    "start_from": N_("Starts on or after"),
    "start_to": N_("Starts on or before"),
    "max_price": N_("Price up to"),
    "currency": N_("Currency"),
    "max_hours": N_("Hours in all, up to"),
    "max_hours_per_week": N_("Hours a week, up to"),
    "near": N_("Near a town"),
    "radius": N_("Within"),
}


class Radius(NamedTuple):
    """A distance to choose."""

    kilometres: int
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsView:
    """``values`` are what the fields hold, by key, ``labels`` what they are called. ``soon_url`` is the search for what
    starts within a month. ``unreadable`` names the fields whose values say nothing."""

    values: dict[str, str]
    labels: dict[str, str]
    radii: Sequence[Radius]
    is_set: bool
    soon_url: str
    unreadable: Sequence[str]


def present_limits(asked: SearchRequest) -> LimitsView:
    """Return the fields of the limits with what they hold."""
    near = asked.limits.near
    kilometres = near.kilometres if near else DEFAULT_KILOMETRES
    held = {key: value or "" for key, value in arguments_of_limits(asked.limits).items()}
    return LimitsView(
        values=held | {"currency": asked.limits.currency},
        labels={key: _(label) for key, label in FIELD_LABELS.items()},
        radii=[Radius(km, values.distance(km), km == kilometres) for km in sorted({*RADII_KM, kilometres})],
        is_set=bool(asked.limits),
        soon_url=_soon_url(asked),
        unreadable=[_(FIELD_LABELS[key]) for key in asked.unreadable],
    )


def chips_of_limits(asked: SearchRequest) -> list[ValueView]:
    """Return a chip for each limit that is set, under its name, with the search without it."""
    return [
        ValueView(
            facet=name,
            value=name,
            label=label_of_limit(name, asked.limits),
            count=0,
            selected=True,
            url=_url_without(asked, name),
        )
        for name in asked.limits.named
    ]


def label_of_limit(name: str, limits: Limits) -> str:
    """Return a limit in words: "Munich, 50 km"."""
    return limit_label(name, limits, cldr_locale(), _)


def _url_without(asked: SearchRequest, name: str) -> str:
    return courses_url(arguments_of(replace(asked, limits=asked.limits.without(name), page=1)))


def _soon_url(asked: SearchRequest) -> str:
    today = datetime.now(UTC).date()
    soon = replace(asked.limits, starts_from=today, starts_to=today + timedelta(DAYS_OF_A_MONTH))
    return courses_url(arguments_of(replace(asked, limits=soon, page=1)))
