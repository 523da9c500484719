"""Whether a text given where a place was asked for says that there is none: "Streamed", "Zoom", "Webinar"."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases
from catalogue.languages import all_words

ONLINE_ROOMS = (
    *("zoom.us", "teams.microsoft.com", "teams.live.com", "meet.google.com", "webex.com", "gotomeeting.com"),
    *("gotowebinar.com", "meet.jit.si", "bigbluebutton", "whereby.com", "youtube.com", "youtu.be"),
)
"""Parts of the addresses at which people meet."""
MAX_TEXT_LENGTH = 120
_ONLINE = Phrases({True: (*all_words("delivery_modes", "online"), *all_words("places", "online"))})
_BESIDE = frozenset(all_words("places", "beside_online"))
_WORDS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


@lru_cache(maxsize=4096)
def says_online(text: str) -> bool:
    """Say whether that is all the text says: not "Berlin or online", "Zoom Hotel" or "not online"."""
    text = text.strip()
    if not text or len(text) > 2 * MAX_TEXT_LENGTH:
        return False
    rooms = [address for address in _ADDRESS.findall(text) if any(room in address for room in ONLINE_ROOMS)]
    rest = fold_phrase(_ADDRESS.sub(" ", text) if rooms else text)
    if len(rest) > MAX_TEXT_LENGTH:
        return False
    rest, found = _ONLINE.anywhere.subn(" ", rest)
    return (found > 0 or bool(rooms)) and _BESIDE.issuperset(_WORDS.findall(rest))
