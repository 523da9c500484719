"""Finding and creating providers."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseRecord, ProviderRecord
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import host_of
from catalogue.models import Provider


def provider_named_by(record: CourseRecord) -> ProviderRecord:
    """Return who a record says offers it; if it does not say, the owner of the site that it points to."""
    stated = record.provider
    if stated and stated.name:
        return ProviderRecord(key=slugify(stated.name), name=stated.name, url=stated.url, country=stated.country)
    host = (host_of(record.url) or record.url).removeprefix("www.")
    return ProviderRecord(key=slugify(host), name=host, url=f"https://{host}/")


def find_provider(session: Session, key: str) -> Provider | None:
    """Return the provider with this key, None if there is none."""
    return session.scalar(select(Provider).where(Provider.key == key))


def providers_named(session: Session, text: str, most: int = 10) -> Sequence[Provider]:
    """Return up to ``most`` providers whose name contains the text, whatever its case and accents; none for an empty
    text."""
    key = slugify(text) if text else ""
    if not key:
        return ()
    named = or_(Provider.key.contains(key, autoescape=True), Provider.name.icontains(text, autoescape=True))
    return session.scalars(
        select(Provider).where(named, Provider.proposed.is_(False)).order_by(Provider.name).limit(most)
    ).all()


def provider_record(provider: Provider) -> ProviderRecord:
    """Return a stored provider in the form in which records name it."""
    return ProviderRecord(key=provider.key, name=provider.name, url=provider.url, country=provider.country)


def ensure_provider(session: Session, record: ProviderRecord) -> Provider:
    """Return the provider with the record's key, created if it is new.

    What the record says fills in what is not yet known; nothing known is overwritten. The caller commits.
    """
    key = record.key or slugify(record.name)
    provider = find_provider(session, key)
    if provider is None:
        provider = Provider(key=key, name=key, url="", country=None)
        session.add(provider)
    if provider.name == key and record.name:
        provider.name = record.name[:500]
    provider.url = provider.url or record.url
    provider.country = provider.country or record.country
    session.flush()
    return provider


def holds_samples(session: Session) -> bool:
    """Say whether any provider is a sample."""
    return session.scalar(select(Provider.id).where(Provider.is_sample).limit(1)) is not None
