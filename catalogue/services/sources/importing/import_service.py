"""The three ways an import begins: a file or folder, an address, a registered source; only their pages differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy.orm import Session

from catalogue.config import Settings
from catalogue.domain.course.fields import ALARMING_FIELDS
from catalogue.domain.sources.address_filters import AddressFilter
from catalogue.domain.sources.politeness import Politeness
from catalogue.domain.text.slugs import slugify
from catalogue.domain.text.web_addresses import canonical_url, host_of
from catalogue.ingestion.contract import Fault, Page
from catalogue.ingestion.crawl import Crawl, CrawlLimits
from catalogue.ingestion.fetching import Fetcher, FetchPolicy
from catalogue.ingestion.item import Stage, StageName
from catalogue.ingestion.local_files import pages_of
from catalogue.ingestion.registry import check_format
from catalogue.ingestion.report import RunReport
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.ingestion.stages.validate import validate
from catalogue.models import Source
from catalogue.search.port import SearchEngine
from catalogue.services.accounts.encryption import decrypt
from catalogue.services.sources.importing.import_runner import ImportRunner, Progress
from catalogue.services.sources.importing.locks import locked_source
from catalogue.services.sources.importing.run_options import RunOptions
from catalogue.services.sources.importing.scheduling import after_run
from catalogue.services.sources.registering import source_by_key, upload_source
from catalogue.taxonomy.skill_areas import skill_areas

DEFAULT_POLITENESS = Politeness()
Routes = Mapping[str, tuple[str, int]]


def _ignore_progress(report: RunReport) -> None:
    """Do nothing, since nobody watches."""


@dataclass(frozen=True, kw_only=True)
class ImportService:
    """What every import needs. ``routes`` maps names of sample partners to where they are served.

    ``accept_losses`` lets nearly all courses lose a field at once, which otherwise only raises an alarm (``alarms``).
    ``politeness_override`` replaces the source's own; ``preview_stage`` is given every item once it is sound.
    """

    session: Session
    engine: SearchEngine
    settings: Settings
    dry_run: bool = False
    withdrawal_share: float | None = None
    accept_losses: bool = False
    routes: Routes = field(default_factory=dict)
    progress: Progress = _ignore_progress
    politeness_override: Politeness | None = None
    preview_stage: Stage | None = None

    def path(self, path: Path, format: str = "auto", provider: str | None = None, name: str = "") -> RunReport:
        """Import a file, or every file of a folder, as the whole of a list of courses.

        The list is that of the ``provider`` with this ``name``, else the one in files of this kind. What was read from
        the file before a provider was named becomes the provider's. Raise ``Unreadable``, ``UnknownFormat`` and
        ``SourceBusy``.
        """
        check_format(format)
        pages = pages_of(path, self.settings.fetch_max_bytes)
        source = self._upload(list_key(path, provider, name), provider)
        unassigned = source_by_key(self.session, list_key(path, None)) if provider else None
        return self._run(source, pages, format, fetcher=None, unassigned=unassigned)

    def address(self, address: str, format: str = "auto", provider: str | None = None) -> RunReport:
        """Import what is found at an address and behind it. Raise as ``path`` does."""
        check_format(format)
        host = slugify(host_of(address) or "address")
        return self._fetched(
            self._upload(f"address:{provider or host}:{canonical_url(address)}"[:200], provider), address, format
        )

    def source(self, source: Source) -> RunReport:
        """Import a registered source and plan when it is due again. Raise ``SourceBusy`` and ``SealBroken``."""
        if self.dry_run:
            return self._fetched(source, source.address, source.format)
        with after_run(self.session, source):
            return self._fetched(source, source.address, source.format)

    def content(self, source: Source, page: Page) -> RunReport:
        """Import a document in hand as the source's. Raise ``SourceBusy``."""
        politeness = self.politeness_override or DEFAULT_POLITENESS
        return self._run(source, iter([page]), source.format, fetcher=None, politeness=politeness)

    def fetcher(self, politeness: Politeness = DEFAULT_POLITENESS) -> Fetcher:
        """Return the guarded client, for fetching single pages; redirects may lead to another site."""
        return Fetcher(replace(self._policy(None, politeness), stay_on_site=False, cache_directory=None))

    def _upload(self, key: str, provider: str | None) -> Source:
        return upload_source(self.session, key, provider, dry_run=self.dry_run)

    def _fetched(self, source: Source, address: str, format: str) -> RunReport:
        politeness = self.politeness_override or Politeness.of(source.politeness or {})
        with Fetcher(self._policy(source, politeness)) as fetcher:
            return self._run(source, _first_page(fetcher, address), format, fetcher, politeness)

    def _run(
        self,
        source: Source,
        pages: Iterable[Page | Fault],
        format: str,
        fetcher: Fetcher | None,
        politeness: Politeness = DEFAULT_POLITENESS,
        unassigned: Source | None = None,
    ) -> RunReport:
        fetch: Callable[[str], Page] | None = (lambda url: fetcher.fetch(url).page) if fetcher else None
        wants = AddressFilter(tuple(source.allow or ()), tuple(source.block or ())).wants
        crawl = Crawl(pages=pages, fetch=fetch, format=format, limits=self._limits(politeness), wants=wants)
        if fetcher:
            crawl.traffic = lambda: (fetcher.requests, fetcher.received_bytes)
            fetcher.ends_at = crawl.ends_at
        lock = nullcontext() if self.dry_run else locked_source(self.session, self._locks, source)
        with lock:
            options = replace(self._options(source, format), unassigned_id=unassigned.id if unassigned else None)
            stages = [(name, crawl.bound(stage)) for name, stage in self._stages]
            runner = ImportRunner(self.session, self.engine, source, stages, options, self.progress)
            crawl.skip, crawl.recall, crawl.finished = runner.memory.skip, runner.recall, runner.memory.read
            return runner.execute(crawl)

    def _limits(self, politeness: Politeness) -> CrawlLimits:
        settings = self.settings
        return CrawlLimits(
            max_pages=politeness.max_pages or settings.run_max_pages,
            seconds=politeness.deadline or settings.run_deadline,
        )

    @property
    def _stages(self) -> tuple[tuple[str, Stage], ...]:
        stages = ((StageName.NORMALISE, normaliser(skill_areas())), (StageName.VALIDATE, validate))
        return (*stages, ("look", self.preview_stage)) if self.preview_stage else stages

    def _options(self, source: Source, format: str) -> RunOptions:
        share = self.settings.withdrawal_share if self.withdrawal_share is None else self.withdrawal_share
        accepted = frozenset(ALARMING_FIELDS if self.accept_losses else source.accepted_losses or ())
        return RunOptions(dry_run=self.dry_run, format=format, withdrawal_share=share, accepted=accepted)

    @property
    def _locks(self) -> Path:
        return self.settings.instance.absolute() / "locks"

    def _policy(self, source: Source | None, politeness: Politeness) -> FetchPolicy:
        settings = self.settings
        default = FetchPolicy(user_agent="", contact="")
        return FetchPolicy(
            user_agent=settings.user_agent,
            contact=settings.contact,
            read_timeout=settings.fetch_timeout,
            total_timeout=politeness.total_timeout or default.total_timeout,
            max_bytes=settings.fetch_max_bytes,
            max_ratio=politeness.max_ratio or default.max_ratio,
            seconds_between_requests=settings.fetch_pace if politeness.pace is None else politeness.pace,
            stay_on_site=True,
            cache_directory=settings.instance.absolute() / "cache",
            routes=self.routes,
            authorisation=self._authorisation(source) if source else {},
        )

    def _authorisation(self, source: Source) -> dict[str, str]:
        value = decrypt(self.settings.secret_key, source.credentials or "")
        return {host_of(source.address): value} if value else {}


def list_key(path: Path, provider: str | None, name: str = "") -> str:
    """Return the key of the source that stands for the list of courses in a file or folder."""
    kind = "folder" if path.is_dir() else path.suffix.lstrip(".").lower() or "file"
    return f"upload:{provider or slugify(path.stem)}:{slugify(name) or kind}"


def _first_page(fetcher: Fetcher, address: str) -> Iterator[Page]:
    """Yield the page when the run begins, so that a failure to fetch it is reported as the run's."""
    yield fetcher.fetch(address).page
