"""Harvesting the sample partners through the ordinary client and pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from catalogue.demo.sites import SampleSite, sample_sites
from catalogue.domain.course.records import ProviderRecord
from catalogue.ingestion.report import RunReport
from catalogue.models import Source
from catalogue.services.providers.known_providers import find_provider
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.registering import add_source, source_by_key


def load_samples(
    importing: ImportService, routes: Mapping[str, tuple[str, int]]
) -> Iterator[tuple[SampleSite, RunReport]]:
    """Register each sample partner once and harvest it; a second time finds everything unchanged."""
    # the partners are on this machine: there is nobody to be slow for
    unpaced = replace(importing, routes=routes, settings=replace(importing.settings, fetch_pace=0.0))
    for site in sample_sites():
        yield site, unpaced.source(_register(importing.session, site))


def _register(session: Session, site: SampleSite) -> Source:
    source = source_by_key(session, site.key)
    if source is None:
        provider = ProviderRecord(name=site.name, key=site.key, url=f"http://{site.host}/", country=site.country)
        address = f"http://{site.host}{site.entry}"
        source = add_source(session, address=address, provider=provider, defaults={"language": site.language})
    provider_row = find_provider(session, site.key)
    if provider_row is not None:
        provider_row.is_sample, provider_row.region, provider_row.description = True, site.region, site.description
    session.commit()
    return source
