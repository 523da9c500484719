"""Passwords that somebody who guesses tries first."""

from __future__ import annotations

import re
from collections.abc import Iterable

MIN_PASSWORD_CHARACTERS = 10
MIN_ZXCVBN_SCORE = 3
"""Of 0 to 4: 3 is "safely unguessable", more than 10^8 tries (Wheeler, zxcvbn, USENIX Security 2016)."""
MAX_CHARACTERS_JUDGED = 24
"""Enough for five words. ``zxcvbn`` tries every reading of look-alikes (``4`` for ``a``) at every place: of a text made
for it, 72 characters take 9 s, 24 a second."""
NAMES_OF_THIS_SITE = ("automotive", "skills", "catalogue", "alliance", "course", "training", "battery")
WORD_PATTERN = re.compile(r"\w{3,}")


def is_easily_guessed(password: str, about: Iterable[str] = ()) -> bool:
    """Say whether a password is leaked, close to a leaked one, a pattern, or made of words somebody would try first.

    Those are the words of ``about``, the name and address of its owner, and those of this site. Nothing leaves the
    machine.
    """
    if not password:
        return True
    from zxcvbn import zxcvbn  # its lists take a tenth of a second to load, and few processes ever judge a password

    known = {word.lower() for text in about for word in (text, *WORD_PATTERN.findall(text))}
    judged = zxcvbn(password[:MAX_CHARACTERS_JUDGED], user_inputs=[*known, *NAMES_OF_THIS_SITE])
    return int(judged["score"]) < MIN_ZXCVBN_SCORE
