"""How teaching reaches the learner, from the words and codes sources use for it."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course.records import DeliveryMode
from catalogue.domain.text.phrases import Phrases, last_segment, negated

# schema.org eventAttendanceMode; XCRI-CAP 1.2 attendanceMode codes and their labels (xcri.org vocabulary).
_CODES = Phrases(
    {
        DeliveryMode.ONLINE: (
            "OnlineEventAttendanceMode",
            "ON",
            "DS",
            "distance without attendance",
            "online (no attendance)",
            "online without attendance",
        ),
        DeliveryMode.ONSITE: ("OfflineEventAttendanceMode", "CM", "NC", "WB", "face-to-face non-campus", "work-based"),
        DeliveryMode.BLENDED: ("MixedEventAttendanceMode", "DA", "MM", "distance with attendance", "mixed mode"),
    }
)
_WORDS = Phrases.of("delivery_modes", DeliveryMode)


@lru_cache(maxsize=2048)
def parse_delivery_mode(text: str, language: str | None = None) -> DeliveryMode | None:
    """Return the mode that a schema.org address, an XCRI code or words name; both ways together are blended.

    Return None where nothing is recognised or the text says "no" ("not online").
    """
    text = last_segment(text)
    if mode := _CODES.exactly(text) or _WORDS.exactly(text):
        return mode
    if negated(text):
        return None
    named = _WORDS.within(text)
    if DeliveryMode.BLENDED in named or len(named) == 2:
        return DeliveryMode.BLENDED
    return named.pop() if named else None
