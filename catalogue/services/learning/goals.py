"""Job roles that a learner works towards: stored with an account for every device, else as a text for the browser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from catalogue.models import LearningGoal
from catalogue.taxonomy.job_roles import job_roles

MAX_GOALS = 5
"""For one learner: a cookie holds about 4,000 characters, and nobody works towards more goals."""
CODE_PATTERN = re.compile(r"[A-Za-z]{2,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A role with the skills declared for it and wishes for courses; the courses are those of the shortlist."""

    role: str
    skills: Sequence[str] = ()
    country: str = ""
    language: str = ""
    online: bool = False


def goals_as_text(goals: Iterable[Goal]) -> str:
    """Return the goals as a short text of letters, digits and ``-.~!``."""
    return "!".join(
        "~".join((one.role, ".".join(one.skills), one.country, one.language, "1" if one.online else ""))
        for one in goals
    )


def goals_from_text(text: str) -> list[Goal]:
    """Return the goals in a text that ``goals_as_text`` made, the latest; parts that are no goal, or no longer, are
    skipped."""
    goals = [_goal(part.split("~")) for part in text[:4000].split("!")]
    return list({goal.role: goal for goal in goals if goal}.values())[-MAX_GOALS:]


def _goal(parts: Sequence[str]) -> Goal | None:
    role = job_roles().get(parts[0])
    if role is None or len(parts) != 5:
        return None
    country, language = (code if CODE_PATTERN.fullmatch(code) else "" for code in parts[2:4])
    declared = set(parts[1].split("."))
    skills = [skill.key for skill in role.skills if skill.key in declared]
    return Goal(role=role.key, skills=skills, country=country, language=language, online=parts[4] == "1")


def goals_of(session: Session, user_id: int) -> list[Goal]:
    """Return a person's goals, the latest last; roles that no longer exist are left out."""
    own = select(LearningGoal).where(LearningGoal.user_id == user_id).order_by(LearningGoal.kept_at)
    return [
        Goal(role=row.job_role, skills=row.skills, country=row.country, language=row.language, online=row.online)
        for row in session.scalars(own)
        if job_roles().get(row.job_role)
    ]


def with_goal(goals: Sequence[Goal], goal: Goal) -> list[Goal]:
    """Return the goals with this one last, replacing the one for the same role; the oldest are dropped beyond the
    limit."""
    return [*(one for one in goals if one.role != goal.role), goal][-MAX_GOALS:]


def store_goals(session: Session, user_id: int, goals: Sequence[Goal]) -> None:
    """Store these as a person's only goals. Commits."""
    session.execute(delete(LearningGoal).where(LearningGoal.user_id == user_id))
    for goal in goals:
        row = LearningGoal(user_id=user_id, job_role=goal.role, skills=list(goal.skills), online=goal.online)
        row.country = goal.country
        row.language = goal.language
        session.add(row)
        session.flush()  # one after another, so that their times of saving are in this order
    session.commit()
