"""ESCO in the database: loaded from a download, updated in place, told of an occupation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import EscoConcept, EscoRelation
from catalogue.services.skills.esco_files import Concept, Download


@dataclass(kw_only=True)
class LoadReport:
    """How many concepts and relations came, changed, stayed; nothing that another download held is taken away."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    relations_added: int = 0
    relations_changed: int = 0
    relations_unchanged: int = 0
    passed_over: int = 0


def load_download(session: Session, download: Download) -> LoadReport:
    """Bring the tables to what the download says, in the caller's transaction; labels of other languages stay."""
    report = LoadReport(passed_over=download.passed_over)
    _load_concepts(session, download.concepts, report)
    _load_relations(session, download.relations, report)
    return report


def _load_concepts(session: Session, concepts: Mapping[str, Concept], report: LoadReport) -> None:
    known = {concept.uri: concept for concept in session.scalars(select(EscoConcept))}
    for uri, told in concepts.items():
        stored = known.get(uri)
        if stored is None:
            session.add(EscoConcept(uri=uri, **vars(told)))
            report.added += 1
        elif _update(stored, told):
            report.changed += 1
        else:
            report.unchanged += 1
    session.flush()


def _update(stored: EscoConcept, told: Concept) -> bool:
    """Whether anything was new."""
    new = {
        "kind": told.kind,
        "isco": told.isco,
        "labels": {**stored.labels, **told.labels},
        "alternative_labels": {**stored.alternative_labels, **told.alternative_labels},
    }
    changed = {name: value for name, value in new.items() if getattr(stored, name) != value}
    for name, value in changed.items():
        setattr(stored, name, value)
    return bool(changed)


def _load_relations(session: Session, relations: Mapping[tuple[str, str], str], report: LoadReport) -> None:
    known = {(one.occupation_uri, one.skill_uri): one for one in session.scalars(select(EscoRelation))}
    for (occupation, skill), kind in relations.items():
        stored = known.get((occupation, skill))
        if stored is None:
            session.add(EscoRelation(occupation_uri=occupation, skill_uri=skill, relation=kind))
            report.relations_added += 1
        elif stored.relation != kind:
            stored.relation = kind
            report.relations_changed += 1
        else:
            report.relations_unchanged += 1
    session.flush()


@dataclass(frozen=True, slots=True, kw_only=True)
class Occupation:
    """An occupation of ESCO in one language, or in English; ``skills`` are the essential ones."""

    label: str
    skills: list[str]


def occupation(session: Session, uri: str, language: str) -> Occupation | None:
    """What the last load said of an occupation; None if it was not among it."""
    found = session.get(EscoConcept, uri) if uri else None
    if found is None:
        return None
    query = select(EscoConcept.labels).join(EscoRelation, EscoRelation.skill_uri == EscoConcept.uri)
    essential = query.where(EscoRelation.occupation_uri == uri, EscoRelation.relation == "essential")
    labels = [_label(labels, language) for labels in session.scalars(essential)]
    return Occupation(label=_label(found.labels, language), skills=sorted(labels, key=str.casefold))


def _label(labels: Mapping[str, str], language: str) -> str:
    return labels.get(language.split("-")[0]) or labels.get("en") or next(iter(labels.values()), "")
