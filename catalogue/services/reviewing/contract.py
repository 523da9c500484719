"""What a kind of review provides: how it is shown, what each verdict does, and how it is found if nobody submits it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from catalogue.domain.people.permissions import Actor
from catalogue.domain.people.review_states import VERDICTS_NEEDING_REASON, Verdict
from catalogue.domain.text.messages import UserError
from catalogue.models import Likeness, Review


class CannotApprove(UserError):
    """Approving would not work; the message says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, as text; ``field`` is a name that the page translates."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """An event in the history of an item: when, what (a code that the page translates), and in which words."""

    at: datetime
    what: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReviewDetails:
    """What a moderator needs to decide: the differences, a public page, a file or a source, and further facts.

    ``history`` is what happened, the oldest first; ``course_slug`` names the course of the public page, ``course_url``
    its provider's own; ``revisable`` and ``withdrawable`` say what can be done with it from here; ``answerable``: there
    is somebody to send it back to; ``classified``: its skill areas, skills and job roles are to be looked at.
    """

    differences: Sequence[Difference] = ()
    course_slug: str = ""
    course_url: str = ""
    upload_ref: str = ""
    source_key: str = ""
    source_url: str = ""
    likeness: Likeness | None = None
    facts: Sequence[tuple[str, str]] = ()
    history: Sequence[HistoryEntry] = ()
    revisable: bool = False
    withdrawable: bool = False
    answerable: bool = True
    classified: bool = False


VerdictAction = Callable[[Session, Review, Actor], None]


@dataclass(frozen=True, slots=True)
class ReviewKind:
    """A kind of review. ``approve`` raises ``CannotApprove``; ``reject`` and ``send_back`` find ``review.reason`` set.

    ``send_back`` is None where there is nobody to ask for changes. ``reasoned`` are the verdicts that need a reason.
    ``tell`` writes, with the catalogue's address, to those concerned besides whoever opened the review, once it is
    decided. Kinds that nobody submits have ``find``, which opens at most so many items and returns how many, and
    ``is_moot``, which says whether a waiting item has lost its reason.
    """

    key: str
    show: Callable[[Session, Review], ReviewDetails]
    approve: VerdictAction
    reject: VerdictAction
    send_back: VerdictAction | None = None
    tell: Callable[[Session, Review, str], None] | None = None
    reasoned: frozenset[Verdict] = VERDICTS_NEEDING_REASON
    find: Callable[[Session, int], int] | None = None
    is_moot: Callable[[Session, Review], bool] | None = None
