"""How many people with which skills regions say they need."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, Key, Name, now


class DemandUpload(Model):
    """A file as a region uploaded it: a version, which a later one overrides and which can be withdrawn."""

    __tablename__ = "demand_upload"

    id: Mapped[Key]
    file_name: Mapped[Name]
    uploaded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    uploaded_by_name: Mapped[Name] = mapped_column(default="")
    uploaded_at: Mapped[Instant] = mapped_column(default=now)
    taken_back_at: Mapped[Instant | None]

    figures: Mapped[list[DemandFigure]] = relationship(
        back_populates="upload", cascade="all, delete-orphan", order_by="DemandFigure.line"
    )


class DemandFigure(Model):
    """``number`` people are needed in a region (NUTS, or ISO 3166-1 for a country) in a skill area by a year.

    Of a job role (a reference role's key, an occupation's ESCO address, or words) or of all (empty). ``source`` says
    who counted, ``line`` where it stands in the file.
    """

    __tablename__ = "demand_figure"
    __table_args__ = (Index(None, "region", "area"),)

    id: Mapped[Key]
    upload_id: Mapped[int] = mapped_column(ForeignKey("demand_upload.id", ondelete="CASCADE"), index=True)
    line: Mapped[int]
    region: Mapped[Code]
    area: Mapped[Code]
    job_role: Mapped[Name] = mapped_column(default="")
    year: Mapped[int]
    number: Mapped[int]
    source: Mapped[str] = mapped_column(Text)

    upload: Mapped[DemandUpload] = relationship(back_populates="figures")


class PlaceDemand(Model):
    """The demand in force of a place (NUTS region, or ISO 3166-1 country) in a first-level skill area, summed up
    whenever a file comes or goes; ``figure_id`` is one of the figures it is made of."""

    __tablename__ = "place_demand"

    place: Mapped[Code] = mapped_column(primary_key=True)
    area: Mapped[Code] = mapped_column(primary_key=True)
    people: Mapped[int]
    year: Mapped[int]
    figure_id: Mapped[int] = mapped_column(ForeignKey("demand_figure.id", ondelete="CASCADE"), index=True)
