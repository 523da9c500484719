"""What ESCO, as it was last loaded, says of an occupation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import EscoConcept, EscoRelation


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation of ESCO in one language, or in English; ``skills`` are the essential ones, ``status`` its own."""

    label: str
    status: str
    skills: list[str]


def occupation(session: Session, uri: str, language: str) -> Occupation | None:
    """What the last load said of an occupation; None if it was not among it."""
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
