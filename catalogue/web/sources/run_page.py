"""Sources and runs as their owners see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime, format_timedelta
from flask_babel import gettext as _

from catalogue.domain.sources.positions import located
from catalogue.domain.sources.run_states import Approval, RunStatus
from catalogue.domain.text.messages import said
from catalogue.ingestion.registry import discover
from catalogue.models import ImportItem, ImportRun, Source
from catalogue.models.columns import now
from catalogue.services.sources.run_reports import OUTCOMES
from catalogue.web.charts.sparkline import Sparkline, sparkline
from catalogue.web.site.locale import cldr_locale
from catalogue.web.sources.changes import field, lines

__all__ = ["field", "lines"]  # for the templates, beside what stands here


def run_status(status: str) -> str:
    """A run's status in words."""
    words: dict[str, str] = {
        RunStatus.RUNNING: _("running"),
        RunStatus.DONE: _("done"),
        RunStatus.FAILED: _("failed"),
        RunStatus.DEAD: _("broken off"),
    }
    return str(words.get(status, status))


def source_name(source: Source) -> str:
    """What a source is called; one that stands for files or an address handed in was never given a name."""
    way, _colon, rest = source.key.partition(":")
    if source.name != source.key or way not in ("upload", "address"):
        return source.name
    whose, _colon, what = rest.partition(":")
    whose = source.provider.name if source.provider else whose
    return f"{whose}: {_('files handed in')} ({what.upper()})" if way == "upload" else f"{whose}: {what}"


def format_name(key: str) -> str:
    """What a source's format is called."""
    importer = discover().get(key)
    return str(_(importer.label)) if importer else str(_("whichever fits best"))


def outcome(name: str) -> str:
    """What became of a record, in words."""
    words = {
        "created": _("new"),
        "updated": _("changed"),
        "unchanged": _("unchanged"),
        "withdrawn": _("withdrawn"),
        "rejected": _("rejected"),
    }
    return str(words.get(name, name))


def moment(value: datetime | None) -> str:
    """Day and time, in UTC as stored and said so."""
    return format_datetime(value, "medium", locale=cldr_locale()) + " UTC" if value else ""


def place(location: str) -> str:
    """Where in its page a record stands."""
    return located(location).told(_)


def duration(run: ImportRun) -> str:
    """How long the run took, or has taken until now."""
    ended = run.finished_at or now()
    return format_timedelta(ended - run.started_at, threshold=2, locale=cldr_locale())


def size(count: int) -> str:
    """Bytes in the unit that suits them."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} B"


def source_state(source: Source) -> str:
    """Where a source stands, in a word or two."""
    if source.approval != Approval.APPROVED:
        return str(_("awaits a moderator")) if source.approval == Approval.WAITING else str(_("refused"))
    if not source.enabled:
        return str(_("paused"))
    return str(_("failing") if source.failures else _("active"))


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of one outcome."""

    key: str
    label: str
    count: int


def counts(run: ImportRun) -> list[Count]:
    """The run's records by outcome, in the order of a record's life."""
    return [Count(name, outcome(name), getattr(run, name)) for name in OUTCOMES]


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure over the runs."""

    label: str
    line: Sparkline


def trends(runs: Sequence[ImportRun]) -> list[Trend]:
    """Courses found, rejected records and requests over the runs that ended; fewer than two make no line."""
    ended = [run for run in runs if run.status != RunStatus.RUNNING]
    wanted = ((_("Courses found"), "found"), (_("Rejected records"), "rejected"), (_("Requests"), "requests"))
    lines = ((str(label), sparkline([getattr(run, name) for run in ended])) for label, name in wanted)
    return [Trend(label, line) for label, line in lines if line]


def run_json(run: ImportRun) -> dict[str, Any]:
    """A run for programs and for the page that watches it."""
    return {
        "id": run.id,
        "source": run.source.key,
        "status": run.status,
        "format": run.format,
        "started_at": run.started_at.isoformat(),
        "heartbeat_at": run.heartbeat_at.isoformat(),
        "finished_at": run.finished_at.isoformat() if run.finished_at else None,
        "message": run.message,
        "alarms": run.alarms,
        "fills": run.fills,
        "pages": run.pages,
        "pages_skipped": run.pages_skipped,
        "requests": run.requests,
        "received_bytes": run.received_bytes,
        "found": run.found,
        "instances": run.instances,
        **{name: getattr(run, name) for name in OUTCOMES},
    }


def item_json(item: ImportItem) -> dict[str, Any]:
    """One record of a run."""
    names = ("external_id", "title", "url", "page_url", "location", "outcome", "stage", "message", "changes", "held")
    told = {name: getattr(item, name) for name in names}
    return {"id": item.id, "course_id": item.course_id, **told, "notes": [str(said(note)) for note in item.notes]}
