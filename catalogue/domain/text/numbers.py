"""Numbers as people write them: "1 200", "1.200,50", "1,200.50", "1’200"."""

from __future__ import annotations

import re
from decimal import Decimal

from catalogue.domain.text.cldr import locale_of

NUMBER_PATTERN = r"\d{1,3}(?:[\u0020\u00a0\u2009\u202f'’]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)*"
"""A regular expression for one number with its separators."""

_GAPS = re.compile(r"[\s'’]")
_MAX_NUMBER_CHARACTERS = 18


def parse_number(text: str, language: str | None = None) -> Decimal | None:
    """Return the value of one number as ``NUMBER_PATTERN`` finds it, None if it is ambiguous or has too many digits.

    "1.200" may be a thousand and two hundred, or one and a fifth: it is the former only if ``language`` groups
    thousands with the mark that is written (CLDR), and otherwise ambiguous.
    """
    digits = _GAPS.sub("", text)
    if not digits.isascii() or len(digits) > _MAX_NUMBER_CHARACTERS:
        return None
    marks = [sign for sign in digits if sign in ".,"]
    if not marks:
        return Decimal(digits) if digits.isdigit() else None
    decimal_mark = _decimal_mark(digits, marks, language)
    return None if decimal_mark is None else _value(digits, decimal_mark)


def _decimal_mark(digits: str, marks: list[str], language: str | None) -> str | None:
    """Return the mark before the fraction, "" if the marks can only group thousands, None if that is uncertain."""
    last = marks[-1]
    fraction = digits.rpartition(last)[2]
    if len(set(marks)) == 2:
        return last if marks.count(last) == 1 else None
    if len(marks) > 1:
        return ""
    if len(fraction) != 3 or digits.startswith("0"):
        return last
    return "" if last == _thousands_mark(language) else None


def _thousands_mark(language: str | None) -> str | None:
    locale = locale_of(language) if language else None
    return locale.number_symbols["latn"]["group"] if locale else None


def _value(digits: str, decimal_mark: str) -> Decimal | None:
    whole, _, fraction = digits.rpartition(decimal_mark) if decimal_mark else (digits, "", "")
    first, *groups = re.split(r"[.,]", whole)
    if groups and (len(first) > 3 or any(len(group) != 3 for group in groups)):
        return None
    return Decimal(f"{first}{''.join(groups)}.{fraction or 0}").normalize() + 0 if first.isdigit() else None
