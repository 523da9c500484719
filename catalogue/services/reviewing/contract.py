"""What a kind of review knows: how to show it, and what each verdict does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from catalogue.domain.permissions import Actor
from catalogue.models import Review


class CannotApprove(Exception):
    """Approving would not work; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field before and after, as text; ``field`` is a name that the page translates."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a moderator needs to decide: the differences, a public page or a file of listings, and further facts.

    ``withdrawable``: the course of the public page may be withdrawn from here.
    """

    differences: Sequence[Difference]
    course_slug: str = ""
    upload_ref: str = ""
    facts: Sequence[tuple[str, str]] = ()
    withdrawable: bool = False


Act = Callable[[Session, Review, Actor], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of review. ``approve`` raises ``CannotApprove``; ``reject`` and ``send_back`` get ``review.reason`` set.

    ``send_back`` is None where there is nobody to ask for changes. ``tell`` writes, with the catalogue's address, to
    those concerned besides whoever opened the review, once it is decided.
    """

    key: str
    show: Callable[[Session, Review], Shown]
    approve: Act
    reject: Act
    send_back: Act | None = None
    tell: Callable[[Session, Review, str], None] | None = None
