"""ESCO as it was last loaded: occupations, skills, and which occupation needs which skill."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Code


class EscoConcept(Model):
    """``kind`` is occupation, knowledge or skill/competence; ``isco`` the group of an occupation.

    ``labels`` and ``alternative_labels`` go by language. ``status`` is released; obsolete as the download says; or gone
    from it: such concepts stay, for something may point to them.
    """

    __tablename__ = "esco_concept"

    uri: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[Code]
    isco: Mapped[Code | None]
    labels: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    alternative_labels: Mapped[dict[str, list[str]]] = mapped_column(JSON, default=dict)
    status: Mapped[Code] = mapped_column(default="released", server_default="released")


class EscoRelation(Model):
    """``relation`` is essential or optional."""

    __tablename__ = "esco_relation"

    occupation_uri: Mapped[str] = mapped_column(ForeignKey("esco_concept.uri", ondelete="CASCADE"), primary_key=True)
    skill_uri: Mapped[str] = mapped_column(
        ForeignKey("esco_concept.uri", ondelete="CASCADE"), primary_key=True, index=True
    )
    relation: Mapped[Code]


class EscoLink(Model):
    """``kind`` is broader (the other may be a group of ESCO, ISCO or ISCED-F), essential or optional (two skills)."""

    __tablename__ = "esco_link"

    uri: Mapped[str] = mapped_column(ForeignKey("esco_concept.uri", ondelete="CASCADE"), primary_key=True)
    other_uri: Mapped[str] = mapped_column(String(200), primary_key=True)
    kind: Mapped[Code] = mapped_column(primary_key=True)
