"""Occupations of ESCO, as it was last loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import EscoConcept, EscoRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation of ESCO, its texts in one language or English; ``skills`` are the essential ones."""

    label: str
    status: str
    skills: list[str]


def occupation(session: Session, uri: str, language: str) -> Occupation | None:
    """Return the occupation at an ESCO address with its texts in ``language``; None if it is not loaded."""
    found = session.get(EscoConcept, uri) if uri else None
    if found is None:
        return None
    query = select(EscoConcept.labels).join(EscoRelation, EscoRelation.skill_uri == EscoConcept.uri)
    essential = query.where(EscoRelation.occupation_uri == uri, EscoRelation.relation == "essential")
    labels = [_label(labels, language) for labels in session.scalars(essential)]
    label = _label(found.labels, language)
    return Occupation(label=label, status=found.status, skills=sorted(labels, key=str.casefold))


def _label(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language.split("-")[0]) or labels.get("en") or next(iter(labels.values()), "")
