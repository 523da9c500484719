"""Signs of life of the workers."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Instant, Key, now


class WorkerBeat(Model):
    """A worker's process, from its start on. ``owner`` is ``host:pid``; ``beat_at`` is its latest sign of life.

    ``ended_at`` is when it ended or was found dead, ``died`` that it did not end by itself, and ``told`` that the
    administrators were notified.
    """

    __tablename__ = "worker_beat"

    id: Mapped[Key]
    owner: Mapped[str] = mapped_column(String(300), index=True)
    started_at: Mapped[Instant] = mapped_column(default=now)
    beat_at: Mapped[Instant] = mapped_column(default=now, index=True)
    ended_at: Mapped[Instant | None]
    died: Mapped[bool] = mapped_column(default=False)
    told: Mapped[bool] = mapped_column(default=False)
