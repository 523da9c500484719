"""Job roles that people with an account work towards."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.extensions import Model
from catalogue.models.columns import Code, Instant, now


class LearningGoal(Model):
    """A job role with the skills its learner has declared and the wishes for courses; empty texts are none.

    The courses of the path are those of the learner's shortlist.
    """

    __tablename__ = "learning_goal"

    user_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    job_role: Mapped[str] = mapped_column(String(60), primary_key=True)
    skills: Mapped[list[str]] = mapped_column(JSON, default=list)
    country: Mapped[Code] = mapped_column(default="")
    language: Mapped[Code] = mapped_column(default="")
    online: Mapped[bool] = mapped_column(default=False)
    kept_at: Mapped[Instant] = mapped_column(default=now)
