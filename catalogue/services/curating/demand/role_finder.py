"""Recognising the job role that a file of demand names, in any language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.domain.text.folding import fold_phrase
from catalogue.models import EscoConcept
from catalogue.services.learning.skills.esco_files import OCCUPATION_KIND
from catalogue.taxonomy.job_roles import ESCO, JobRole, job_roles


class RoleFinder:
    """Finds roles by what people write; ESCO is asked only for what our own vocabulary does not know."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, text: str) -> str:
        """Return a reference role's key; else the ESCO address of an occupation; else the text itself, of no known
        role."""
        known = self._reference.get(fold_phrase(text))
        if known or not text:
            return known or ""
        uri = self._occupation(text)
        return self._reference.get(fold_phrase(uri), uri) if uri else text

    @cached_property
    def _reference(self) -> Mapping[str, str]:
        names = ((name, role.key) for role in job_roles() for name in _names(role))
        return {fold_phrase(name): key for name, key in names}

    def _occupation(self, text: str) -> str:
        uri = self._occupations.get(fold_phrase(text)) or self._occupations.get(fold_phrase(f"{ESCO}{text}"))
        return uri or ""

    @cached_property
    def _occupations(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for one in self._session.scalars(select(EscoConcept).where(EscoConcept.kind == OCCUPATION_KIND)):
            others = [name for names in one.alternative_labels.values() for name in names]
            for name in (one.uri, *one.labels.values(), *others):
                found.setdefault(fold_phrase(name), one.uri)
        return found


def _names(role: JobRole) -> Iterable[str]:
    """Return key, labels in every language, and ESCO's address with and without its beginning."""
    short = role.esco.removeprefix(ESCO)
    return (role.key, *role.labels.values(), *((role.esco, short) if role.esco else ()))


def occupation_names(session: Session, keys: Iterable[str], language: str) -> Mapping[str, str]:
    """Return ESCO address → the occupation's name in ``language``, for those addresses that are loaded."""
    uris = {key for key in keys if key.startswith(ESCO)}
    if not uris:
        return {}
    found = session.scalars(select(EscoConcept).where(EscoConcept.uri.in_(uris)))
    return {one.uri: one.labels.get(language) or one.labels.get("en") or one.uri for one in found}
