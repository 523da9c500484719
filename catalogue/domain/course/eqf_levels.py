"""Levels of the European Qualifications Framework, 1 to 8."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.text.folding import fold_phrase
from catalogue.languages import all_words

EQF_LEVELS = range(1, 9)
# The framework's abbreviation in the languages of the Union (EQR is German, CEC French, MEC Spanish, ...), and national
# frameworks that were referenced to it level by level, so that their numbers are its own: the German (DQR), Polish
# (PRK), Portuguese and Italian (QNQ), Czech (NSK), Slovak (SKKR), Swedish (SeQF), and the French levels of 2019 (RNCP;
# the earlier ones were in Roman numerals). Others, the British above all, count differently and are left out.
FRAMEWORKS = frozenset(
    (
        *("eqf", "eqr", "cec", "mec", "qeq", "erk", "ekr", "ekkr"),
        *("evk", "dqr", "prk", "qnq", "nsk", "skkr", "seqf", "rncp"),
    )
)
_LEVELS = frozenset(all_words("eqf_levels", "levels"))
_BETWEEN = frozenset(all_words("eqf_levels", "between"))
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
_ADDRESS = re.compile(r"https?://data\.europa\.eu/snb/eqf/([1-8])")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_MARKS = re.compile(r"[\s.,:;()/'’\[\]|=-]*")


@lru_cache(maxsize=512)
def parse_eqf_level(text: str) -> int | None:
    """Return the level of "5", "EQF level 5", "Niveau 6 des DQR" or its European address.

    Return None for "level 5" of who knows what, for two levels, and for text that says more than that.
    """
    folded = fold_phrase(text[:100]).strip(" .()")
    if match := _ADDRESS.fullmatch(folded):
        return int(match[1])
    words = _WORD.findall(folded)
    if folded.isdigit():
        return _number(folded)
    if FRAMEWORKS.isdisjoint(words) or not _MARKS.fullmatch(_WORD.sub("", folded)):
        return None
    return _level(words)


def _level(words: list[str]) -> int | None:
    """Return the one number among words that say nothing but framework and level."""
    rest = [word for word in words if word not in FRAMEWORKS and word not in _LEVELS]
    numbers = [word for word in rest if word.isdigit()] or [word for word in rest if word in _ROMAN and "prk" in words]
    others = [word for word in rest if word not in numbers and word not in _BETWEEN]
    return _number(numbers[0]) if len(numbers) == 1 and not others else None


def _number(word: str) -> int | None:
    level = _ROMAN.get(word) if not word.isdigit() else int(word) if len(word) == 1 else None
    return level if level in EQF_LEVELS else None
