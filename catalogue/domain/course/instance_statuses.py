"""Whether an instance takes place and has room, from schema.org ``eventStatus`` and ``availability`` or plain words."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course.records import InstanceStatus
from catalogue.domain.text.phrases import Phrases, last_segment, negated

_CODES = {
    InstanceStatus.SCHEDULED: (
        *("EventScheduled", "EventRescheduled", "EventMovedOnline", "InStock", "LimitedAvailability", "TENTATIVE"),
    ),
    InstanceStatus.CANCELLED: ("EventCancelled", "Discontinued"),
    InstanceStatus.FULL: ("SoldOut", "OutOfStock"),
    InstanceStatus.POSTPONED: ("EventPostponed",),
}
_WORDS = Phrases.of("instance_statuses", InstanceStatus, further=_CODES)


@lru_cache(maxsize=1024)
def parse_instance_status(text: str, language: str | None = None) -> InstanceStatus | None:
    """Return the status exactly one phrase of any language names; None for "not cancelled", for two, or for none."""
    text = last_segment(text)
    if exact := _WORDS.exactly(text):
        return exact
    named = _WORDS.within(text)
    return named.pop() if len(named) == 1 and not negated(text) else None
