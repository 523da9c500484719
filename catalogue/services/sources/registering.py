"""Registering sources and finding them again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseStatus, ProviderRecord
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import canonical_url
from catalogue.models import Course, ImportRun, Provider, Source
from catalogue.services.providers.known_providers import ensure_provider, find_provider


class SourceExists(Exception):
    """A source with this key or address is registered already."""


def add_source(
    session: Session,
    *,
    address: str,
    provider: ProviderRecord,
    key: str = "",
    name: str = "",
    format: str = "auto",
    defaults: dict[str, object] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Source:
    """Register an address to harvest, and return its source. Raise ``SourceExists``. Commits.

    ``columns`` is what a person said of the headers of its table (``Page.columns``).
    """
    key = key or provider.key or slugify(provider.name)
    taken = source_by_key(session, key) or source_at(session, address)
    if taken is not None:
        raise SourceExists(f"Source {taken.key} is registered already, for {taken.address}; choose another --key.")
    source = Source(key=key, name=name or provider.name, address=address, format=format, defaults=defaults or {})
    source.provider = ensure_provider(session, provider)
    source.columns = dict(columns or {})
    session.add(source)
    session.commit()
    return source


def upload_source(session: Session, key: str, provider_key: str | None, *, dry_run: bool) -> Source:
    """Return the source that stands for files handed in under this key; a dry run gets one that is not stored."""
    source = session.scalar(select(Source).where(Source.key == key))
    if source is not None:
        return source
    source = Source(key=key, name=key, address="", format="auto", defaults={})
    if provider_key:
        source.provider = _provider(session, provider_key, dry_run)
    if not dry_run:
        session.add(source)
        session.commit()
    return source


def _provider(session: Session, key: str, dry_run: bool) -> Provider:
    if dry_run:
        return find_provider(session, key) or Provider(key=key, name=key)
    return ensure_provider(session, ProviderRecord(name=key, key=key))


def source_by_key(session: Session, key: str) -> Source | None:
    """Return the source with this key."""
    return session.scalar(select(Source).where(Source.key == key))


def published_courses_of(session: Session, key: str) -> int:
    """Return how many published courses the source with this key has, none if there is no such source."""
    own = select(func.count(Course.id)).join(Source, Source.id == Course.source_id).where(Source.key == key)
    return session.scalar(own.where(Course.status == CourseStatus.PUBLISHED)) or 0


def source_at(session: Session, *addresses: str) -> Source | None:
    """Return the source registered for the first of these addresses that has one, however the address is spelled."""
    registered = session.execute(select(Source.address, Source.id).where(Source.address != "").order_by(Source.id))
    by_address = {canonical_url(address): number for address, number in registered}
    found = (by_address.get(canonical_url(address)) for address in addresses)
    return next((session.get(Source, number) for number in found if number is not None), None)


def list_sources(session: Session, provider: Provider | None = None) -> Sequence[tuple[Source, int, ImportRun | None]]:
    """Return every source, or those harvested for a provider, with its published courses and its latest run."""
    count_query = (
        select(Course.source_id, func.count()).where(Course.status == CourseStatus.PUBLISHED).group_by(Course.source_id)
    )
    counts = dict(iter(session.execute(count_query)))
    latest_ids = select(func.max(ImportRun.id)).group_by(ImportRun.source_id)
    runs = {run.source_id: run for run in session.scalars(select(ImportRun).where(ImportRun.id.in_(latest_ids)))}
    query = select(Source).order_by(Source.key)
    if provider is not None:
        query = query.where(Source.provider_id == provider.id, Source.address != "")
    sources = session.scalars(query)
    return [(source, counts.get(source.id, 0), runs.get(source.id)) for source in sources]


def latest_runs(session: Session, source: Source, limit: int = 10) -> Sequence[ImportRun]:
    """Return the latest runs of a source, newest first."""
    query = select(ImportRun).where(ImportRun.source_id == source.id).order_by(ImportRun.id.desc())
    return session.scalars(query.limit(limit)).all()
