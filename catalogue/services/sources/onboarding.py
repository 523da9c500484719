"""Previewing a source before it is registered: the same run as ever, without storing and ended soon."""

from __future__ import annotations

import mimetypes
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import count
from urllib.parse import quote

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.course.records import CourseRecord, ProviderRecord
from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.sources.advice import MissingField, MissingFieldCounter
from catalogue.domain.sources.politeness import Politeness
from catalogue.domain.sources.run_states import Approval
from catalogue.domain.text.messages import Text, clean
from catalogue.domain.text.redaction import without_secrets
from catalogue.domain.text.web_addresses import canonical_url
from catalogue.ingestion.contract import Page, Unreadable
from catalogue.ingestion.discovery import Way, ways_of, ways_to_read
from catalogue.ingestion.fetching import FetchFailed, FetchRefused
from catalogue.ingestion.item import Item
from catalogue.ingestion.report import RunReport
from catalogue.ingestion.tables import TableColumn
from catalogue.models import Course, CourseInstance, Provider, Source
from catalogue.services.accounts.encryption import DecryptionFailed
from catalogue.services.providers.known_providers import find_provider
from catalogue.services.reviewing.queue import open_review
from catalogue.services.sources.importing.course_rows import new_rows
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.registering import add_source, source_at
from catalogue.services.sources.run_reports import may_manage_source
from catalogue.services.sources.table_columns import columns_of

MAX_PREVIEWED_COURSES = 10
PREVIEW_POLITENESS = Politeness(pace=0.2, total_timeout=8.0, deadline=12.0, max_pages=25)
"""Somebody waits for the page; what is not read in this time is read by the first run."""
GIVEN_IS_ENOUGH = 0.7
"""Share of the best way's worth from which on the address that was given is read, as its giver meant."""
SECONDS_FOR_TABLE = 5.0
SECONDS_FOR_DISCOVERY = 8.0
"""For finding other ways to read the site; ``PREVIEW_POLITENESS`` limits reading the best of them."""


@dataclass(slots=True)
class Preview:
    """What importing a source would give: ``courses`` are the first ten, as they would be stored.

    ``registered`` says whether there is a source for the address already, and ``known`` is it if the actor may manage
    it. ``ways`` are those to read the site, the best first, one an address or part of one; ``address`` is where it was
    read, ``part`` what of it, ``chosen`` the way that this is, and ``redirected`` says that the one given leads there;
    ``given_holds`` that it holds courses too. ``columns`` are those of a table as they are read, ``said`` is what a
    person said of them. ``problem`` says why nothing could be read at all; then ``report`` is None.
    """

    report: RunReport | None = None
    courses: list[Course] = field(default_factory=list)
    lacks: Sequence[MissingField] = ()
    known: Source | None = None
    registered: bool = False
    problem: Text = ""
    address: str = ""
    part: str = ""
    chosen: Way | None = None
    redirected: bool = False
    given_holds: bool = False
    ways: Sequence[Way] = ()
    columns: Sequence[TableColumn] = ()
    said: Mapping[str, str] = field(default_factory=dict)

    @property
    def stopped_early(self) -> bool:
        """Whether there was more than a preview reads."""
        return self.report is not None and not self.report.complete


def preview_address(
    importing: ImportService,
    actor: Actor,
    address: str,
    provider: str,
    part: str = "",
    said: Mapping[str, str] | None = None,
) -> Preview:
    """Return what is found at an address and behind it, as the provider's courses; nothing is stored.

    ``said`` is what a person said of the headers of a table there, instead of what is kept with its source.

    An address without courses, or with one, is left for the best one that its page leads to, unless a ``part`` of it
    is asked for. A registered source is read as such, with its credentials, only for those who may manage it.
    """
    preview = Preview(address=address, part=part)
    looked_at: Page | None = None
    _note_registered(importing.session, actor, preview, address)
    if not preview.registered:
        with suppress(FetchRefused, FetchFailed):  # the run below reports why
            page, ways = _look_at(importing, address)
            looked_at = page
            preview.ways = _ways_of_a_run(ways)
            _choose_way(preview, address, page.url)
            _note_registered(importing.session, actor, preview, page.url, preview.address)
    source = preview.known or _unstored_source(importing.session, preview.address, provider, preview.part)
    preview.said = source.columns or {} if said is None else said
    with suppress(FetchRefused, FetchFailed, DecryptionFailed):
        same = looked_at is not None and looked_at.url == preview.address
        page = looked_at if looked_at and same else _table_page(importing, source, preview.address)
        preview.columns = columns_of(page, source.format, preview.said)
    _preview(importing, preview, source, lambda run: run.source(source))
    return preview


def _table_page(importing: ImportService, source: Source, address: str) -> Page:
    """Return the page that may be a table, fetched as the source's own. Raise as ``Fetcher.fetch`` does."""
    with importing.fetcher(PREVIEW_POLITENESS, source) as fetcher:
        fetcher.ends_at = time.monotonic() + SECONDS_FOR_TABLE
        return fetcher.fetch(address).page


def find_ways(importing: ImportService, address: str) -> Sequence[Way]:
    """Return the ways to read what is published at an address, the best first.

    Raise ``FetchRefused`` or ``FetchFailed`` if the address itself cannot be fetched.
    """
    return _look_at(importing, address)[1]


def _look_at(importing: ImportService, address: str) -> tuple[Page, Sequence[Way]]:
    """Return the page an address leads to, and the ways to read what is published there."""
    with importing.fetcher(PREVIEW_POLITENESS) as fetcher:
        fetcher.ends_at = time.monotonic() + SECONDS_FOR_DISCOVERY
        page = fetcher.fetch(address).page
        seconds_left = fetcher.ends_at - time.monotonic()
        return page, ways_to_read(page, lambda url: fetcher.fetch(url).page, fetcher.sitemaps(page.url), seconds_left)


def _note_registered(session: Session, actor: Actor, preview: Preview, *addresses: str) -> None:
    """Note in the preview the source of any of these addresses; who may manage it sees it read as it is registered."""
    if (source := source_at(session, *addresses)) is None:
        return
    preview.registered = True
    if may_manage_source(actor, source):
        preview.known, preview.address = source, source.address


def _ways_of_a_run(ways: Sequence[Way]) -> Sequence[Way]:
    """Return of the ways at one address that of the surest importer, as a run chooses it; the order stays."""
    surest: dict[tuple[str, str], Way] = {}
    for way in sorted(ways, key=lambda way: (-way.confidence, way.importer.key)):
        surest.setdefault((canonical_url(way.address), way.part), way)
    return [way for way in ways if surest[canonical_url(way.address), way.part] is way]


def _choose_way(preview: Preview, given: str, reached: str) -> None:
    """Note in the preview which way it shows: the given page if it is nearly the best, else the best to courses."""
    own = [way for way in preview.ways if canonical_url(way.address) == canonical_url(reached)]
    best = next((way for way in preview.ways if way.of_courses and way.expected), None)
    preview.given_holds = any(way.of_courses and way.expected for way in own)
    nearly = best and any(way.of_courses and way.weight >= GIVEN_IS_ENOUGH * best.weight for way in own)
    if preview.part or best is None or nearly:
        preview.address = given if canonical_url(given) == canonical_url(reached) else reached
        preview.part = preview.part or (best.part if best in own and best else "")
    else:
        preview.address, preview.part = best.address, best.part
    preview.redirected = preview.address == reached != given
    shown = (canonical_url(preview.address), preview.part)
    preview.chosen = next((way for way in preview.ways if (canonical_url(way.address), way.part) == shown), None)


def preview_content(importing: ImportService, name: str, content: bytes, provider: str) -> Preview:
    """Return what is found in a file or snippet handed in."""
    page = Page(url=f"file:///{quote(name)}", content=content, media_type=mimetypes.guess_type(name)[0])
    preview = Preview(ways=_ways_of_a_run(list(ways_of(page))))
    source = _unstored_source(importing.session, "", provider)
    preview.columns = columns_of(page, source.format, {})
    _preview(importing, preview, source, lambda run: run.content(source, page))
    return preview


def register_source(
    session: Session,
    actor: Actor,
    *,
    address: str,
    provider: str,
    part: str = "",
    language: str | None = None,
    terms: str = "",
    columns: Mapping[str, str] | None = None,
) -> Source:
    """Register an address that was previewed, and return its source. Raise ``SourceExists``. Commits.

    Of the pages it leads to only those below ``part`` are read, if one is named.

    A moderator's own source is harvested at once, any other when a moderator has approved it.
    """
    record = ProviderRecord(name=provider, key=provider)
    defaults: dict[str, object] = {"language": language} if language else {}
    key = _free_key(session, provider)
    source = add_source(session, address=address, provider=record, key=key, defaults=defaults, columns=columns)
    source.approval = Approval.APPROVED if may(actor, Act.MODERATE) else Approval.WAITING
    source.name = source.provider.name if source.provider else provider
    source.terms = terms
    source.allow = [part] if part else []
    if source.approval == Approval.WAITING:
        open_review(session, "source", source.id, source.name, provider=source.provider, by=actor)
    session.commit()
    return source


def providers_for(session: Session, actor: Actor) -> Sequence[Provider]:
    """Return the providers for whom the actor may register sources."""
    query = select(Provider).order_by(Provider.name)
    if not may(actor, Act.MODERATE):
        query = query.where(Provider.key.in_(actor.owned_providers))
    return session.scalars(query).all()


def _preview(
    importing: ImportService, preview: Preview, source: Source, run: Callable[[ImportService], RunReport]
) -> None:
    tally = MissingFieldCounter()
    owner = source.provider

    def add_to_preview(item: Item) -> Item:
        if item.record is not None:
            tally.add(item.record)
            if len(preview.courses) < MAX_PREVIEWED_COURSES:
                preview.courses.append(_as_stored(item.record, owner))
        return item

    try:
        dry = replace(importing, dry_run=True, politeness_override=PREVIEW_POLITENESS, preview_stage=add_to_preview)
        preview.report = run(replace(dry, columns_override=preview.said))
    except (FetchRefused, FetchFailed, DecryptionFailed, Unreadable) as error:
        preview.problem = clean(error.message, without_secrets)
    preview.lacks = tally.lacks()


def _as_stored(record: CourseRecord, owner: Provider | None) -> Course:
    """Return the record as a course that is in no database."""
    key, name = (owner.key, owner.name) if owner else ("", record.provider.name if record.provider else "")
    row = new_rows(record, owner.key if owner else "preview")
    provider = Provider(key=key, name=name, is_sample=False)
    instances = [CourseInstance(**each) for each in row.instances]
    return Course(**row.course, provider=provider, instances=instances)


def _unstored_source(session: Session, address: str, provider: str, part: str = "") -> Source:
    """Return a source that is not stored."""
    source = Source(
        key=provider,
        name=provider,
        address=address,
        format="auto",
        defaults={},
        politeness={},
        columns={},
        allow=[part] if part else [],
    )
    source.provider = find_provider(session, provider)
    return source


def _free_key(session: Session, provider: str) -> str:
    """Return the provider's key, with a number behind it from the second source on."""
    taken = set(session.scalars(select(Source.key).where(Source.key.startswith(provider))))
    names = (provider if number == 1 else f"{provider}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
