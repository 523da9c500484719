"""The three ways an import begins: a file or folder, an address, a registered source; only their pages differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from catalogue.config import Settings
from catalogue.domain.addresses import canonical_url
from catalogue.domain.slugs import slugify
from catalogue.ingestion.contract import Fault, Page
from catalogue.ingestion.crawl import Crawl, CrawlLimits
from catalogue.ingestion.fetching import Fetcher, FetchPolicy
from catalogue.ingestion.item import Stage
from catalogue.ingestion.local_files import pages_of
from catalogue.ingestion.registry import check_format
from catalogue.ingestion.report import RunReport
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.models import Source
from catalogue.search.port import SearchEngine
from catalogue.services.importing.locks import running
from catalogue.services.importing.run import ImportRunner, Progress, RunOptions
from catalogue.services.sources import upload_source
from catalogue.taxonomy.skill_areas import skill_areas

Routes = Mapping[str, tuple[str, int]]


def _silent(report: RunReport) -> None:
    """Nobody watches."""


@dataclass(frozen=True, kw_only=True)
class Importing:
    """What every import needs. ``routes`` leads names of sample partners to where they are served."""

    session: Session
    engine: SearchEngine
    settings: Settings
    dry_run: bool = False
    withdrawal_share: float | None = None
    routes: Routes = field(default_factory=dict)
    progress: Progress = _silent

    def path(self, path: Path, format: str = "auto", provider: str | None = None) -> RunReport:
        """Import a file, or every file of a folder. Raises ``Unreadable``, ``UnknownFormat`` and ``SourceBusy``."""
        check_format(format)
        pages = pages_of(path, self.settings.fetch_max_bytes)
        kind = "folder" if path.is_dir() else path.suffix.lstrip(".").lower() or "file"
        source = self._upload(f"upload:{provider or slugify(path.stem)}:{kind}", provider)
        return self._run(source, pages, format, fetcher=None)

    def address(self, address: str, format: str = "auto", provider: str | None = None) -> RunReport:
        """Import what is found at an address and behind it. Raises as ``path`` does."""
        check_format(format)
        host = slugify(urlsplit(address).hostname or "address")
        return self._fetched(
            self._upload(f"address:{provider or host}:{canonical_url(address)}"[:200], provider), address, format
        )

    def source(self, source: Source) -> RunReport:
        """Import a registered source. Raises ``SourceBusy``."""
        return self._fetched(source, source.address, source.format)

    def _upload(self, key: str, provider: str | None) -> Source:
        return upload_source(self.session, key, provider, dry_run=self.dry_run)

    def _fetched(self, source: Source, address: str, format: str) -> RunReport:
        with Fetcher(self._policy()) as fetcher:
            return self._run(source, _first_page(fetcher, address), format, fetcher)

    def _run(self, source: Source, pages: Iterable[Page | Fault], format: str, fetcher: Fetcher | None) -> RunReport:
        fetch: Callable[[str], Page] | None = (lambda url: fetcher.fetch(url).page) if fetcher else None
        limits = CrawlLimits(max_pages=self.settings.run_max_pages, seconds=self.settings.run_deadline)
        crawl = Crawl(pages=pages, fetch=fetch, format=format, limits=limits)
        if fetcher:
            crawl.traffic = lambda: (fetcher.requests, fetcher.received_bytes)
        lock = nullcontext() if self.dry_run else running(self.session, self._locks, source)
        with lock:
            runner = ImportRunner(self.session, self.engine, source, _stages(), self._options, self.progress)
            return runner.execute(crawl)

    @property
    def _options(self) -> RunOptions:
        share = self.settings.withdrawal_share if self.withdrawal_share is None else self.withdrawal_share
        return RunOptions(dry_run=self.dry_run, withdrawal_share=share)

    @property
    def _locks(self) -> Path:
        return self.settings.instance.absolute() / "locks"

    def _policy(self) -> FetchPolicy:
        settings = self.settings
        return FetchPolicy(
            user_agent=settings.user_agent,
            contact=settings.contact,
            read_timeout=settings.fetch_timeout,
            max_bytes=settings.fetch_max_bytes,
            seconds_between_requests=settings.fetch_pace,
            cache_directory=settings.instance.absolute() / "cache",
            routes=self.routes,
        )


def _first_page(fetcher: Fetcher, address: str) -> Iterator[Page]:
    """Fetched when the run begins, so that a failure is written down as the run's."""
    yield fetcher.fetch(address).page


def _stages() -> tuple[tuple[str, Stage], ...]:
    return (("normalise", normaliser(skill_areas())), ("validate", validate))
