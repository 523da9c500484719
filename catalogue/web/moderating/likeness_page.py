"""A suggestion about two courses, in words, with what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from catalogue.models import Course, Likeness
from catalogue.web.site import values


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two courses."""

    key: str
    course: Course
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LikenessView:
    """``kind`` and ``reasons`` are in the reader's language."""

    id: int
    state: str
    kind: str
    reasons: str
    sides: Sequence[Side]


def present_likeness(likeness: Likeness) -> LikenessView:
    """Return a suggestion in words, with both its courses."""
    kinds = {
        "duplicate": _("May be the same course"),
        "translation": _("May be a translation"),
        "adaptation": _("May be made from the other"),
    }
    reasons = {
        "address": _("the same address"),
        "title": _("the same title"),
        "translated-title": _("a title that is the other's in translation"),
        "meaning": _("the same meaning in other words"),
        "dates": _("the same dates"),
        "place": _("the same place"),
    }
    return LikenessView(
        id=likeness.id,
        state=likeness.state,
        kind=str(kinds.get(likeness.kind, likeness.kind)),
        reasons=", ".join(str(reasons[one]) for one in likeness.reasons if one in reasons),
        sides=[Side("one", likeness.one, _facts(likeness.one)), Side("other", likeness.other, _facts(likeness.other))],
    )


def _facts(course: Course) -> list[tuple[str, str]]:
    run = next(iter(course.instances), None)
    facts = [
        (_("Provider"), course.provider.name),
        (_("Language"), values.language(course.language)),
        (_("Dates"), values.dates(run) if run else ""),
        (_("Place"), values.place(run) if run else ""),
        (_("Workload"), values.workload(course.workload)),
        (_("Price"), values.prices(course)),
        (_("Address"), course.url),
    ]
    return [(str(name), value) for name, value in facts if value]
