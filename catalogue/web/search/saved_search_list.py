"""A saved search in the list of one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from catalogue.domain.search.saved_searches import Frequency
from catalogue.extensions import Session
from catalogue.models import SavedSearch
from catalogue.search.facets import FACET_KEYS
from catalogue.search.limit_arguments import limits_from
from catalogue.services.courses.facet_labels import provider_names
from catalogue.web.search.limits import label_of_limit
from catalogue.web.search.links import courses_url
from catalogue.web.site import values


@dataclass(frozen=True, slots=True)
class SavedSearchView:
    """``asked`` says in words what is searched for; ``known`` is how many courses there were at the last look."""

    id: int
    name: str
    asked: str
    frequency: str
    known: int
    url: str
    atom_url: str
    calendar_url: str


def present_search(session: Session, search: SavedSearch) -> SavedSearchView:
    """Return everything the list shows of a search."""
    frequencies: dict[str, str] = {
        Frequency.DAILY: _("daily"),
        Frequency.WEEKLY: _("weekly"),
        Frequency.NEVER: _("never"),
    }
    return SavedSearchView(
        id=search.id,
        name=search.name,
        asked=name_of(session, search.arguments),
        frequency=str(frequencies[search.frequency]),
        known=len(search.known),
        url=courses_url(search.arguments),
        atom_url=_feed(search, "atom"),
        calendar_url=_feed(search, "ics"),
    )


def name_of(session: Session, arguments: Mapping[str, Sequence[str]]) -> str:
    """Return a search in words: its text and the labels of its filters and limits."""
    chosen = [_label(session, key, value) for key in FACET_KEYS for value in arguments.get(key, ())]
    limits, _unreadable = limits_from(arguments)
    words = [*arguments.get("q", ()), *chosen, *(label_of_limit(name, limits) for name in limits.named)]
    return " · ".join(words)[:200] or str(_("All courses"))


def _label(session: Session, facet: str, value: str) -> str:
    if facet == "provider":
        return provider_names(session, [value]).get(value, value)
    return values.label(facet, value) or value


def _feed(search: SavedSearch, kind: str) -> str:
    return url_for("saved_searches.feed", token=search.token, kind=kind, _external=True, _language="")
