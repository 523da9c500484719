"""What a provider that is known by its key alone is called: as all records of its list say, or by its key."""

from __future__ import annotations

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.text.folding import fold_phrase
from catalogue.models import Course, IndexChange, Source
from catalogue.services.providers.known_providers import ensure_provider


class StatedProviders:
    """What the records of a run say of who offers them, as long as they agree."""

    def __init__(self) -> None:
        self._first: ProviderRecord | None = None
        self._agree = True

    def add(self, stated: ProviderRecord | None) -> None:
        """Take what one record says; None for one that names nobody."""
        first = self._first = self._first or stated
        if first is None or stated is None or fold_phrase(first.name) != fold_phrase(stated.name):
            self._agree = False
        elif (first.url, first.country) != (stated.url, stated.country):
            same_url, same_country = first.url == stated.url, first.country == stated.country
            self._first = ProviderRecord(
                name=first.name, url=first.url if same_url else "", country=first.country if same_country else None
            )

    @property
    def agreed(self) -> ProviderRecord | None:
        """What all of them say; None where two differ or one says nothing."""
        return self._first if self._agree else None


def name_owner(session: Session, source: Source, stated: StatedProviders) -> None:
    """Give the source's provider the name that all its records state, if it has none but its key; the caller commits.

    One of several names, as lists of partners have them in a column, is not the provider's own.
    """
    owner, agreed = source.provider, stated.agreed
    if owner is None or agreed is None:
        return
    before = owner.name
    ensure_provider(session, ProviderRecord(key=owner.key, name=agreed.name, url=agreed.url, country=agreed.country))
    if owner.name != before:
        courses = select(Course.id).where(Course.provider_id == owner.id)
        session.execute(insert(IndexChange).from_select(["course_id"], courses))
