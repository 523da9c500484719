"""Sources and runs as their owners see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from babel.dates import format_datetime, format_timedelta
from flask_babel import gettext as _

from catalogue.domain.sources.positions import position_message
from catalogue.domain.sources.run_states import Approval, RunStatus
from catalogue.domain.text.messages import message_from_json
from catalogue.ingestion.registry import discover
from catalogue.models import ImportItem, ImportRun, Source
from catalogue.models.columns import now
from catalogue.services.sources.run_reports import OUTCOMES
from catalogue.web.charts.sparkline import Sparkline, sparkline
from catalogue.web.site.locale import cldr_locale
from catalogue.web.sources.changes import changed_field_label, field_lines


def run_status(status: str) -> str:
    """Return a run's status in words."""
    words: dict[str, str] = {
        RunStatus.RUNNING: _("running"),
        RunStatus.DONE: _("done"),
        RunStatus.FAILED: _("failed"),
        RunStatus.DEAD: _("interrupted"),
    }
    return str(words.get(status, status))


def source_name(source: Source) -> str:
    """Return the name of a source, also of one that stands for files or an address and was never given a name."""
    way, _colon, rest = source.key.partition(":")
    if source.name != source.key or way not in ("upload", "address"):
        return source.name
    whose, _colon, what = rest.partition(":")
    whose = source.provider.name if source.provider else whose
    return f"{whose}: {_('uploaded files')} ({what.upper()})" if way == "upload" else f"{whose}: {what}"


def format_name(key: str) -> str:
    """Return the name of a source's format."""
    importer = discover().get(key)
    return str(_(importer.label)) if importer else str(_("whichever fits best"))


def outcome_label(name: str) -> str:
    """Return what became of a record, in words."""
    words = {
        "created": _("new"),
        "updated": _("changed"),
        "unchanged": _("unchanged"),
        "withdrawn": _("withdrawn"),
        "rejected": _("rejected"),
    }
    return str(words.get(name, name))


def utc_moment(value: datetime | None) -> str:
    """Return day and time in UTC, and say so."""
    return format_datetime(value, "medium", locale=cldr_locale()) + " UTC" if value else ""


def record_place(location: str) -> str:
    """Return where in its page a record stands."""
    return position_message(location).translated(_)


def run_duration(run: ImportRun) -> str:
    """Return how long the run took, or has taken until now."""
    ended = run.finished_at or now()
    return format_timedelta(ended - run.started_at, threshold=2, locale=cldr_locale())


def byte_size(count: int) -> str:
    """Return a number of bytes in the unit that suits it."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1000)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} B"


def source_state(source: Source) -> str:
    """Return the state of a source in a word or two."""
    if source.approval != Approval.APPROVED:
        return str(_("waiting for a moderator")) if source.approval == Approval.WAITING else str(_("refused"))
    if not source.enabled:
        return str(_("paused"))
    return str(_("failing") if source.failures else _("active"))


@dataclass(frozen=True, slots=True)
class Count:
    """How many records of one outcome."""

    key: str
    label: str
    count: int


def run_counts(run: ImportRun) -> list[Count]:
    """Return the run's records by outcome, in the order of a record's life."""
    return [Count(name, outcome_label(name), getattr(run, name)) for name in OUTCOMES]


@dataclass(frozen=True, slots=True)
class Trend:
    """One figure over the runs."""

    label: str
    line: Sparkline


def run_trends(runs: Sequence[ImportRun]) -> list[Trend]:
    """Return courses found, rejected records and requests over the runs that ended; fewer than two make no line."""
    ended = [run for run in runs if run.status != RunStatus.RUNNING]
    wanted = ((_("Courses found"), "found"), (_("Rejected records"), "rejected"), (_("Requests"), "requests"))
    lines = ((str(label), sparkline([getattr(run, name) for run in ended])) for label, name in wanted)
    return [Trend(label, line) for label, line in lines if line]


def run_json(run: ImportRun) -> dict[str, Any]:
    """Return a run as JSON, for programs and for the page that watches it."""
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
    """Return one record of a run as JSON."""
    names = ("external_id", "title", "url", "page_url", "location", "outcome", "stage", "message", "changes", "held")
    fields = {name: getattr(item, name) for name in names}
    return {
        "id": item.id,
        "course_id": item.course_id,
        **fields,
        "notes": [str(message_from_json(note)) for note in item.notes],
    }


TEMPLATE_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "byte_size": byte_size,
    "field_label": changed_field_label,
    "field_lines": field_lines,
    "format_name": format_name,
    "outcome_label": outcome_label,
    "record_place": record_place,
    "run_counts": run_counts,
    "run_duration": run_duration,
    "run_status": run_status,
    "run_trends": run_trends,
    "source_name": source_name,
    "source_state": source_state,
    "utc_moment": utc_moment,
}
"""What the templates of sources and runs call."""
