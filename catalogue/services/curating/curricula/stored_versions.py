"""The curricula in force, and every version of theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Act, Actor, may
from catalogue.domain.text.messages import N_, UserError
from catalogue.domain.text.slugs import slugify
from catalogue.models import CurriculumVersion
from catalogue.models.columns import now
from catalogue.services.accounts import audit_trail
from catalogue.taxonomy.curricula import Curriculum, Module, curricula


class NotYourCurriculum(PermissionError):
    """The curriculum belongs to another region, or to the alliance."""


class TitleTaken(UserError):
    """There is a curriculum with this title already."""


def curricula_in_force(session: Session) -> Mapping[str, Curriculum]:
    """Return every curriculum by key in its newest version, those that came with the catalogue first."""
    newest = (
        select(func.max(CurriculumVersion.id))
        .where(CurriculumVersion.taken_back_at.is_(None))
        .group_by(CurriculumVersion.key)
    )
    asked = select(CurriculumVersion).where(CurriculumVersion.id.in_(newest)).order_by(CurriculumVersion.key)
    return {**curricula(), **{one.key: _curriculum(one) for one in session.scalars(asked)}}


def speaks_for(actor: Actor, region: str) -> bool:
    """Say whether the actor speaks for a region; for the alliance (empty), moderators and administrators do."""
    return may(actor, Act.CURATE, region=region) if region else may(actor, Act.MODERATE)


def add_version(
    session: Session, given: Curriculum, replaced: Curriculum | None, region: str, file_name: str, actor: Actor
) -> CurriculumVersion:
    """Store a curriculum as the next version of ``replaced``, or as a new one of a region, and return it. Commits.

    Raise ``NotYourCurriculum``, and ``TitleTaken`` for a new one whose title another has.
    """
    region = replaced.region if replaced else region
    if not speaks_for(actor, region):
        raise NotYourCurriculum
    key = replaced.key if replaced else _new_key(session, given, region)
    last = session.scalar(select(func.max(CurriculumVersion.number)).where(CurriculumVersion.key == key)) or 0
    version = CurriculumVersion(
        key=key,
        number=last + 1,
        region=region,
        title=dict(given.title),
        modules=[_stored_form(module) for module in given.modules],
        file_name=file_name[:200],
        handed_in_by=actor.user_id,
        handed_in_by_name=actor.name,
    )
    session.add(version)
    session.flush()
    after = {"version": version.number, "modules": len(given.modules)}
    audit_trail.record(session, actor, "curriculum", f"curriculum:{key}", _first(given.title), after=after)
    session.commit()
    return version


def withdraw_version(session: Session, version: CurriculumVersion, actor: Actor) -> None:
    """Withdraw a version, so that the one before it is in force again. Commits. Raise ``NotYourCurriculum``."""
    if not speaks_for(actor, version.region):
        raise NotYourCurriculum
    version.taken_back_at = now()
    title = _first(version.title)
    after = {"version": version.number}
    audit_trail.record(session, actor, "curriculum-back", f"curriculum:{version.key}", title, after=after)
    session.commit()


def latest_versions(session: Session, limit: int = 100) -> Sequence[CurriculumVersion]:
    """Return what was added, the newest first, up to ``limit``."""
    return session.scalars(select(CurriculumVersion).order_by(CurriculumVersion.id.desc()).limit(limit)).all()


def version_by_id(session: Session, number: int) -> CurriculumVersion | None:
    """Return the version with this id, None if there is none."""
    return session.get(CurriculumVersion, number)


def _new_key(session: Session, given: Curriculum, region: str) -> str:
    key = "-".join(filter(None, (slugify(_first(given.title)), region.lower())))
    if key in curricula_in_force(session):
        raise TitleTaken(N_("There is a curriculum of this name already; choose it above to hand in its next version."))
    return key


def _first(title: Mapping[str, str]) -> str:
    return title.get("en") or next(iter(title.values()))


def _stored_form(module: Module) -> dict[str, object]:
    return {
        "level": module.level,
        "skills": list(module.skills),
        "title": dict(module.title),
        "outcomes": {language: list(some) for language, some in module.outcomes.items()},
    }


def _curriculum(version: CurriculumVersion) -> Curriculum:
    found = Curriculum(key=version.key, title=version.title, modules=[Module(**one) for one in version.modules])
    return replace(found, region=version.region, version=version.number, since=version.handed_in_at.date())
