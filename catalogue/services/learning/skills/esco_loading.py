"""Loading a download of ESCO into the database: in place, so that nothing that points to a concept is lost.

A concept that a newer download no longer has stays and is marked as gone, unless so many are missing that the download
is rather a part of ESCO than a newer whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.models import EscoConcept, EscoLink, EscoRelation
from catalogue.services.learning.skills.esco_files import (
    BROADER_LINK,
    OCCUPATION_KIND,
    Concept,
    ConceptStatus,
    Download,
)
from catalogue.taxonomy.job_roles import job_roles
from catalogue.taxonomy.skills import skills

MAX_SHARE_GONE = 0.2
"""If a larger share of the known occupations (or skills) is missing, none of them is marked as gone."""


@dataclass(kw_only=True)
class LoadReport:
    """What came, changed, stayed and went.

    ``renamed`` are names before and after, ``obsolete`` and ``gone`` the names of what newly became so; ``missing``
    counts what a partial download does not have; ``loose`` are keys of our own job roles and skills whose concept is
    obsolete or gone.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)
    obsolete: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    missing: int = 0
    relations_added: int = 0
    relations_changed: int = 0
    relations_unchanged: int = 0
    relations_removed: int = 0
    links_added: int = 0
    links_removed: int = 0
    passed_over: int = 0
    loose: list[str] = field(default_factory=list)


def load_download(session: Session, download: Download, *, whole: bool = False) -> LoadReport:
    """Bring the tables to what the download says and return what changed; labels of other languages stay.

    ``whole``: whatever the download does not have is gone, however much that is. Commits.
    """
    report = LoadReport(passed_over=download.passed_over)
    known = {concept.uri: concept for concept in session.scalars(select(EscoConcept))}
    _load_concepts(session, known, download.concepts, report)
    _mark_gone(known, download.concepts, report, whole)
    _load_relations(session, download.relations, report)
    _load_links(session, download.links, report)
    report.loose = _keys_of_lost_concepts(session)
    session.commit()
    return report


def _load_concepts(
    session: Session, known: Mapping[str, EscoConcept], concepts: Mapping[str, Concept], report: LoadReport
) -> None:
    for uri, described in concepts.items():
        stored = known.get(uri)
        if stored is None:
            session.add(
                EscoConcept(
                    uri=uri, **{**vars(described), "alternative_labels": _without_empty(described.alternative_labels)}
                )
            )
            report.added += 1
        elif _update(stored, described, report):
            report.changed += 1
        else:
            report.unchanged += 1
    session.flush()


def _update(stored: EscoConcept, described: Concept, report: LoadReport) -> bool:
    """Return whether anything was new."""
    new = {
        "kind": described.kind,
        "isco": described.isco,
        "status": described.status,
        "labels": {**stored.labels, **described.labels},
        "alternative_labels": _without_empty({**stored.alternative_labels, **described.alternative_labels}),
    }
    before = _name(stored)
    changed = {name: value for name, value in new.items() if getattr(stored, name) != value}
    for name, value in changed.items():
        setattr(stored, name, value)
    if _name(stored) != before:
        report.renamed.append((before, _name(stored)))
    if changed.get("status") == ConceptStatus.OBSOLETE:
        report.obsolete.append(_name(stored))
    return bool(changed)


def _mark_gone(
    known: Mapping[str, EscoConcept], described: Mapping[str, Concept], report: LoadReport, whole: bool
) -> None:
    for occupations in (True, False):
        of_kind = [
            one
            for one in known.values()
            if (one.kind == OCCUPATION_KIND) == occupations and one.status != ConceptStatus.GONE
        ]
        missing = [one for one in of_kind if one.uri not in described]
        speaks_of_them = any((one.kind == OCCUPATION_KIND) == occupations for one in described.values())
        if not speaks_of_them or (not whole and len(missing) > MAX_SHARE_GONE * len(of_kind)):
            report.missing += len(missing) if speaks_of_them else 0
            continue
        for concept in missing:
            concept.status = ConceptStatus.GONE
            report.gone.append(_name(concept))


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
    spoken_of = {occupation for occupation, _ in relations}
    for pair in known.keys() - relations.keys():
        if pair[0] in spoken_of:
            session.delete(known[pair])
            report.relations_removed += 1
    session.flush()


def _load_links(session: Session, links: set[tuple[str, str, str]], report: LoadReport) -> None:
    """Load the links of those concepts that the download links at all."""
    spoken_of = {(uri, kind == BROADER_LINK) for uri, _, kind in links}
    columns = select(EscoLink.uri, EscoLink.other_uri, EscoLink.kind)
    known = {(row.uri, row.other_uri, row.kind) for row in session.execute(columns)}
    new = links - known
    old = {link for link in known - links if (link[0], link[2] == BROADER_LINK) in spoken_of}
    session.add_all(EscoLink(uri=uri, other_uri=other, kind=kind) for uri, other, kind in sorted(new))
    for uri, other, kind in old:
        session.execute(delete(EscoLink).where(EscoLink.uri == uri, EscoLink.other_uri == other, EscoLink.kind == kind))
    report.links_added = len(new)
    report.links_removed = len(old)
    session.flush()


def _keys_of_lost_concepts(session: Session) -> list[str]:
    ours = {one.esco: one.key for one in (*job_roles(), *skills()) if one.esco}
    lost = select(EscoConcept.uri).where(EscoConcept.uri.in_(ours), EscoConcept.status != ConceptStatus.RELEASED)
    return sorted(ours[uri] for uri in session.scalars(lost))


def _without_empty(by_language: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Return the labels without languages that have none: an empty cell removes what an older download said."""
    return {language: labels for language, labels in by_language.items() if labels}


def _name(concept: EscoConcept) -> str:
    return concept.labels.get("en") or next(iter(concept.labels.values()), concept.uri)
