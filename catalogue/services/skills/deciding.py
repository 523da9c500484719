"""What people say of the skills of a course: it outlives every later import."""

from __future__ import annotations

from sqlalchemy.orm import Session

from catalogue.domain.permissions import Actor
from catalogue.models import Course, CourseSkill
from catalogue.services import auditing
from catalogue.services.indexing import note_change
from catalogue.services.skills.keeping import CONFIRMED, REJECTED
from catalogue.taxonomy.terms import terms

DECISIONS = {"confirm": CONFIRMED, "reject": REJECTED, "undecide": None}


class UnknownSkill(Exception):
    """The key is not one of a skill, or the decision none of ``DECISIONS``."""


def decide(session: Session, actor: Actor, course: Course, key: str, decision: str) -> None:
    """Confirm, reject or leave open that a course teaches a skill, in the caller's transaction.

    Confirming one that the text does not name adds it. Raises ``UnknownSkill``.
    """
    if decision not in DECISIONS or terms().name(key, "en") is None:
        raise UnknownSkill(f"“{decision}” “{key}” is no decision on a skill of the vocabulary")
    stored = next((skill for skill in course.skills if skill.skill_key == key), None)
    before = stored.decision if stored else None
    if stored is None:
        stored = CourseSkill(skill_key=key, place="person")
        course.skills.append(stored)
    stored.decision = DECISIONS[decision]
    auditing.record(
        session,
        actor,
        "skill",
        f"course:{course.id}",
        course.title,
        before={key: before},
        after={key: stored.decision},
    )
    note_change(session, [course.id])
