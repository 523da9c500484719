"""Levels of the European Qualifications Framework, 1 to 8."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.folding import fold_phrase

# The framework's abbreviation in the languages of the Union (EQR is German, CEC French, ...). The German,
# Polish and Portuguese frameworks (DQR, PRK, QNQ) were referenced to it level by level, so their numbers are its own;
# others, the British above all, count differently and are left out.
_FRAMEWORKS = r"(?:eqf|eqr|cec|mec|qeq|erk|erk|ekr|ekkr|ramka eqf|evk|dqr|prk|qnq)"
_LEVEL = r"(?:[-\s:]*(?:level|niveau|stufe|nivel|livello|uroven|poziom|niva|szint|taso|nivelul)?[-\s:.]*)"
_BARE = re.compile(r"([1-8])")
_AFTER = re.compile(rf"{_FRAMEWORKS}(?:/{_FRAMEWORKS})?{_LEVEL}([1-8])")
_BEFORE = re.compile(
    rf"(?:level|niveau|stufe|nivel|livello|uroven|poziom|niva|szint|taso|nivelul)\s*([1-8])\s*\(?{_FRAMEWORKS}\)?"
)
_ADDRESS = re.compile(r"https?://data\.europa\.eu/snb/eqf/([1-8])")


@lru_cache(maxsize=512)
def parse_eqf_level(text: str) -> int | None:
    """The level of "5", "EQF level 5", "DQR-Niveau 6" or its European address; None for "level 5" of who knows what."""
    folded = fold_phrase(text[:100]).strip(" .()")
    for pattern in (_BARE, _AFTER, _BEFORE, _ADDRESS):
        if match := pattern.fullmatch(folded):
            return int(match[1])
    return None
