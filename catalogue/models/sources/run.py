"""What an import did, record by record; kept for every run, not only the last."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.sources.run_states import RunStatus
from catalogue.extensions import Model
from catalogue.models.administering.claim import Claimable
from catalogue.models.columns import Address, Code, Instant, Key, Name, now
from catalogue.models.sources.source import Source


class ImportRun(Claimable, Model):
    """One run of a source. ``status`` is running, done, failed or dead; ``heartbeat_at`` tells dead from slow.

    ``told`` says that its owners were notified of what they have to repair, or need not be.

    ``notices`` are what ``message`` says in English, as messages that can be translated; ``alarms`` are keys and
    ``fills`` counts of ``services.sources.importing``.
    """

    __tablename__ = "import_run"

    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), index=True)
    status: Mapped[Code] = mapped_column(default=RunStatus.RUNNING)
    format: Mapped[str] = mapped_column(Text, default="")
    started_at: Mapped[Instant] = mapped_column(default=now)
    heartbeat_at: Mapped[Instant] = mapped_column(default=now)
    finished_at: Mapped[Instant | None]
    message: Mapped[str] = mapped_column(Text, default="")
    pages: Mapped[int] = mapped_column(default=0)
    pages_skipped: Mapped[int] = mapped_column(default=0, server_default="0")
    requests: Mapped[int] = mapped_column(default=0)
    received_bytes: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    instances: Mapped[int] = mapped_column(default=0)
    created: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    withdrawn: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    notices: Mapped[list[dict[str, object] | str]] = mapped_column(JSON, default=list, server_default="[]")
    alarms: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    told: Mapped[bool] = mapped_column(default=False, server_default=false(), index=True)
    fills: Mapped[dict[str, int]] = mapped_column(JSON, default=dict, server_default="{}")

    source: Mapped[Source] = relationship()


class ImportItem(Model):
    """One record of a run.

    ``changes`` maps a field to its values before and after, ``held`` does so for changes that were not stored because
    the value goes back and forth; ``location`` is where in its page the record stands. ``said`` is what ``message``
    says in English, as a message that can be translated, where it is one.
    """

    __tablename__ = "import_item"
    __table_args__ = (Index(None, "run_id", "outcome"),)

    id: Mapped[Key]
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"))
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id", ondelete="SET NULL"), index=True)
    external_id: Mapped[str | None] = mapped_column(Text)
    title: Mapped[Name] = mapped_column(default="")
    url: Mapped[Address] = mapped_column(default="")
    page_url: Mapped[Address] = mapped_column(default="")
    location: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[Code]
    stage: Mapped[Code] = mapped_column(default="")
    message: Mapped[str] = mapped_column(Text, default="")
    notes: Mapped[list[dict[str, object] | str]] = mapped_column(JSON, default=list)
    said: Mapped[dict[str, object] | None] = mapped_column(JSON(none_as_null=True))
    changes: Mapped[dict[str, list[object]]] = mapped_column(JSON, default=dict)
    held: Mapped[dict[str, list[object]]] = mapped_column(JSON, default=dict, server_default="{}")
