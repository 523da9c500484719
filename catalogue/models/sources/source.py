"""Sources: what we harvest, and the pages that were read of it."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.domain.sources.run_states import Approval
from catalogue.extensions import Model
from catalogue.models.administering.claim import Claimable
from catalogue.models.columns import Address, Code, Instant, Key, Name, now
from catalogue.models.providers.provider import Provider


class Source(Claimable, Model):
    """An address or upload whose courses one provider answers for.

    ``address`` is empty for sources that only receive files; ``format`` is an importer's key or ``auto``;
    ``defaults`` holds ``SourceDefaults``; without a provider each record names its own. ``approval`` is waiting,
    approved or refused, and only approved sources are harvested by the clock, every ``every_hours`` while ``enabled``.
    ``failures`` counts runs that failed one after the other. ``allow`` and ``block`` are patterns of addresses.
    ``columns`` is what a person said of the headers of its table (``Page.columns``).
    ``accepted_losses`` are fields that the next run may empty in nearly all courses, for a person said they are gone.
    ``credentials`` is encrypted (``services.accounts.sealing``); ``politeness`` is a
    ``domain.sources.politeness.Politeness``.
    """

    __tablename__ = "source"
    __table_args__ = (Index(None, "next_run_at"),)

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(200), unique=True)
    name: Mapped[Name]
    address: Mapped[Address] = mapped_column(default="")
    format: Mapped[Code] = mapped_column(default="auto")
    provider_id: Mapped[int | None] = mapped_column(ForeignKey("provider.id", ondelete="CASCADE"), index=True)
    defaults: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    columns: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, server_default="{}")
    enabled: Mapped[bool] = mapped_column(default=True)
    approval: Mapped[Code] = mapped_column(default=Approval.APPROVED, server_default="approved")
    every_hours: Mapped[int] = mapped_column(default=24, server_default="24")
    next_run_at: Mapped[Instant | None]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    allow: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    block: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    credentials: Mapped[str] = mapped_column(Text, default="", server_default="")
    politeness: Mapped[dict[str, float]] = mapped_column(JSON, default=dict, server_default="{}")
    terms: Mapped[str] = mapped_column(Text, default="", server_default="")
    licence: Mapped[str] = mapped_column(Text, default="", server_default="")
    accepted_losses: Mapped[list[str]] = mapped_column(JSON, default=list, server_default="[]")
    created_at: Mapped[Instant] = mapped_column(default=now)

    provider: Mapped[Provider | None] = relationship(lazy="joined")


class SourcePage(Model):
    """A page of a source that was read to its end, so that it need not be read again unchanged.

    ``lastmod`` is what the site's list of pages said of it then, ``rules`` the mark of the reading rules it was read
    by, ``mark`` that of its bytes (empty if it is to be read every time), ``contents`` what was in it
    (``ingestion.contents``).
    """

    __tablename__ = "source_page"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)
    url: Mapped[str] = mapped_column(String(2000), primary_key=True)
    lastmod: Mapped[Code] = mapped_column(default="")
    rules: Mapped[Code] = mapped_column(default="")
    mark: Mapped[str] = mapped_column(String(32), default="", server_default="")
    contents: Mapped[dict[str, object]] = mapped_column(JSON, default=dict, server_default="{}")
    read_at: Mapped[Instant] = mapped_column(default=now)
