"""Lengths of time as ISO 8601 durations that keep the unit they were stated in: six weeks are P6W, not 42 days."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from catalogue.domain.folding import fold_phrase
from catalogue.domain.numbers import parse_number


class Unit(StrEnum):
    """Units of a workload, largest first; values are those of CLDR's ``duration-`` units."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


# Folded words of en de fr es pt it cs sk pl sv nl hu fi ro da; no word has two meanings among them.
_WORDS: dict[Unit, str] = {
    Unit.YEAR: (
        "years? year yrs? jahre? jahren ans? annees? anos? anno anni rok roky rokov roku let lata lat ar jaar "
        "jaren ev vuosi vuotta ani"
    ),
    Unit.MONTH: (
        "months? mths? monate? monaten mois mes meses mese mesi mesic mesice mesicu mesiac mesiace mesiacov "
        "miesiac miesiace miesiecy manad manader maand maanden honap kuukausi kuukautta luna luni maneder"
    ),
    Unit.WEEK: (
        "weeks? wks? wochen? semaines? semanas? settimana settimane tyden tydny tydnu tyzden tyzdne tyzdnov "
        "tydzien tygodnie tygodni vecka veckor week weken het viikko viikkoa saptamana saptamani uge uger kw"
    ),
    Unit.DAY: (
        "days? d tage? tagen jours? dias? giorno giorni den dny dni dnu dzien dag dagar dagen dage nap paiva "
        "paivaa zi zile j"
    ),
    Unit.HOUR: (
        "hours? hrs? h stunden? std heures? horas? ora ore hodina hodiny hodin hod godzina godziny godzin "
        "godz timme timmar tim uur uren tunti tuntia timer time"
    ),
    Unit.MINUTE: ("minutes? mins? minuten? minutos? minuto minuti minuta minuty minut minuter perc minuuttia minuutti"),
}
_NAMED = {unit: re.compile("|".join(words.split())) for unit, words in _WORDS.items()}
_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*[-\s]?\s*([^\W\d_]+)\.?")
_JOINED = re.compile(r"\s*(?:,|and|und|et|y|e|i|a|och|en|es|ja|si|og)?\s*")
_UNCLEAR = re.compile(
    r"(?<!\w)(?:per|pro|par|por|je|weekly|wochentlich|up to|bis|jusqu|hasta|ate|fino|do|tot|upp till|at least"
    r"|minimum|maximum|mindestens|mind|maximal|from|ab|od|desde|vanaf|au moins|al menos|almeno|alespon|co najmniej"
    r"|or|oder|ou|between|zwischen|entre|half|halb\w*|demi\w*|medio|media)(?!\w)|/|\d\s*(?:-|–|—|x|×|\*)\s*\d|[<>]"
)
# "1h30", as the French write an hour and a half.
_CLOCK_LIKE = re.compile(r"(?<![\d.,])(\d{1,3})\s?h\s?([0-5]\d)(?:\s?min)?(?!\w)")
_ISO = re.compile(
    r"P(?=\d|T\d)(?:([\d.,]+)Y)?(?:([\d.,]+)M)?(?:([\d.,]+)W)?(?:([\d.,]+)D)?"
    r"(?:T(?=\d)(?:([\d.,]+)H)?(?:([\d.,]+)M)?(?:([\d.,]+)S)?)?",
    re.IGNORECASE,
)
_VALUE = re.compile(r"\d{1,6}(?:[.,]\d{1,4})?")

Parts = tuple[tuple[Decimal, Unit], ...]


@lru_cache(maxsize=8192)
def parse_workload(text: str, language: str | None = None) -> str | None:
    """The ISO 8601 duration of "6 Wochen", "1,5 Stunden", "2 h 30 min", or of one in that form already.

    None for ranges ("4–6 weeks"), bounds, rates ("3 hours per week"), unequal values, and units not recognised.
    """
    text = text.strip()
    if len(text) > 100:
        return None
    if parts := workload_parts(text):
        return _iso(parts)
    folded = _CLOCK_LIKE.sub(r"\1 h \2 min", fold_phrase(text).replace("−", "-"))
    if _UNCLEAR.search(folded):
        return None
    return _iso(_worded_parts(folded, language))


@lru_cache(maxsize=4096)
def workload_parts(iso: str) -> Parts:
    """Value and unit of each part of an ISO 8601 duration, largest unit first, for presenting; empty if it is none."""
    match = _ISO.fullmatch(iso)
    if match is None:
        return ()
    stated = [(value, unit) for value, unit in zip(match.groups(), Unit, strict=True) if value]
    if not all(_VALUE.fullmatch(value) for value, _ in stated):
        return ()
    parts = ((Decimal(value.replace(",", ".")), unit) for value, unit in stated)
    return tuple((value, unit) for value, unit in parts if value)


def workload_hours(iso: str) -> Decimal | None:
    """Hours of a duration stated in hours, minutes or seconds; None of days and longer, whose hours nobody stated."""
    seconds = {Unit.HOUR: 3600, Unit.MINUTE: 60, Unit.SECOND: 1}
    parts = workload_parts(iso)
    if not parts or any(unit not in seconds for _, unit in parts):
        return None
    return sum((value * seconds[unit] for value, unit in parts), Decimal(0)) / 3600


def _worded_parts(folded: str, language: str | None) -> Parts:
    """The parts the text names, if they are one value ("2 h 30 min") or the same one repeated; else none."""
    found = list(_PART.finditer(folded))
    if not found or re.search(r"\d", _PART.sub("", folded)):
        return ()
    values = [(parse_number(match[1], language), _unit(match[2])) for match in found]
    parts = tuple((value, unit) for value, unit in values if value and unit)
    if len(parts) != len(found):
        return ()
    if len(set(parts)) == 1:
        return parts[:1]
    return parts if _is_one_value(folded, found, [unit for _, unit in parts]) else ()


def _is_one_value(folded: str, found: list[re.Match[str]], units: list[Unit]) -> bool:
    order = list(Unit)
    ranks = [order.index(unit) for unit in units]
    gaps = (folded[left.end() : right.start()] for left, right in pairwise(found))
    return ranks == sorted(set(ranks)) and all(_JOINED.fullmatch(gap) for gap in gaps)


def _unit(word: str) -> Unit | None:
    return next((unit for unit, names in _NAMED.items() if names.fullmatch(word)), None)


def _iso(parts: Iterable[tuple[Decimal, Unit]]) -> str | None:
    """Fractions of an hour become minutes and of a year months where that is exact; others stay fractions."""
    days = times = ""
    for value, unit in _whole(parts):
        number = format(value.normalize(), "f")
        if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            times += number + unit[0].upper()
        else:
            days += number + unit[0].upper()
    return f"P{days}{'T' + times if times else ''}" if days or times else None


def _whole(parts: Iterable[tuple[Decimal, Unit]]) -> Parts:
    smaller = {Unit.HOUR: (60, Unit.MINUTE), Unit.YEAR: (12, Unit.MONTH)}
    given = tuple(parts)
    if len(given) != 1 or given[0][1] not in smaller:
        return given
    value, unit = given[0]
    factor, lesser = smaller[unit]
    rest = value % 1 * factor
    if not rest or rest % 1:
        return given
    return (*(((value // 1, unit),) if value >= 1 else ()), (rest, lesser))
