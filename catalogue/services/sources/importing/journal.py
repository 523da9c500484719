"""The written record of a run: its counts, its heartbeat, and the outcome of each of its records."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from catalogue.domain.text.messages import Message, Text, clean, to_json
from catalogue.domain.text.redaction import without_secrets
from catalogue.ingestion.report import ItemReport, RunReport
from catalogue.models import ImportItem, ImportRun, Source
from catalogue.models.columns import now


class Journal:
    """Writes an ``ImportRun`` and its items; every write is also the run's heartbeat."""

    def __init__(self, session: Session, source: Source) -> None:
        self._session = session
        self._written = 0
        run = ImportRun(source_id=source.id, told=not source.address)  # whoever uploads a file sees the result anyway
        session.add(run)
        session.commit()
        self.run_id = run.id

    def keep(self, report: RunReport) -> None:
        """Write the items added since the last call, and the counts; the caller commits."""
        rows = [self._row(item) for item in report.items[self._written :]]
        if rows:
            self._session.execute(insert(ImportItem), rows)
        self._written = len(report.items)
        self._set(
            **report.counts(),
            found=report.found,
            instances=report.instances,
            pages=report.pages,
            pages_skipped=report.pages_skipped,
            requests=report.requests,
            received_bytes=report.received_bytes,
            format=report.format,
            notices=[notice.to_json() for notice in report.notices],
            alarms=[alarm.key for alarm in report.alarms],
            fills=dict(report.fills),
        )

    def close(self, status: str, notices: Sequence[Text]) -> None:
        """End the run as ``done`` or ``failed``, with its notices cleared of secrets. Commits."""
        redacted = [clean(notice, without_secrets) for notice in notices]
        message = "\n".join(map(str, redacted))
        self._set(status=status, message=message, notices=list(map(to_json, redacted)), finished_at=now())
        self._session.commit()

    def _set(self, **values: object) -> None:
        query = update(ImportRun).where(ImportRun.id == self.run_id)
        self._session.execute(query.values(heartbeat_at=now(), **values))

    def _row(self, item: ItemReport) -> dict[str, object]:
        return {
            "run_id": self.run_id,
            "course_id": item.course_id,
            "external_id": item.external_id,
            "title": item.title[:500],
            "url": item.url[:2000],
            "page_url": item.page_url[:2000],
            "location": item.location,
            "outcome": item.outcome.value,
            "stage": item.stage,
            "message": str(item.message),
            "said": item.message.to_json() if isinstance(item.message, Message) else None,
            "notes": [to_json(note) for note in item.notes],
            "changes": item.changes,
            "held": item.held,
        }


class DryRunJournal:
    """A dry run leaves no record."""

    run_id: int | None = None

    def keep(self, report: RunReport) -> None:
        """Write nothing."""

    def close(self, status: str, notices: Sequence[Text]) -> None:
        """Write nothing."""
