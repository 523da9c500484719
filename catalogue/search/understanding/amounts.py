"""Amounts in a question: of money ("below 300 €"), of time ("at most 20 hours", "2 Tage") and of distance ("50 km")."""

from __future__ import annotations

from decimal import Decimal

from catalogue.domain.course.prices import parse_currency
from catalogue.domain.course.reference_rates import rates
from catalogue.domain.text.numbers import parse_number
from catalogue.search.limits import Limits
from catalogue.search.understanding.reading import Reading

HOURS_PER_UNIT = {"hour": 1, "day": 8, "week": 40}
"""A course of two days asks for no more than two working days; longer units say how long it takes, not how much."""
KILOMETRE_BEGINNINGS = ("km", "kilom", "χλμ", "χιλιομ", "κμ", "км", "килом")
ISO_CODE_LETTERS = 3


def number_at(reading: Reading, at: int) -> tuple[int, Decimal] | None:
    """Return the number that stands at a word, in digits or letters, and the word after it."""
    if at >= len(reading.words) or reading.taken[at]:
        return None
    if reading.words[at].kind == "number":
        number = parse_number(reading.words[at].text, reading.language) or parse_number(reading.words[at].text, "de")
        return (at + 1, number) if number is not None else None
    said = reading.at(at, "number")
    return (said.end, Decimal(said.value)) if said else None


def read_prices(reading: Reading) -> None:
    """Find upper limits of the price; an amount with a currency is one even if nothing says so."""
    for at in range(len(reading.words)):
        if found := _money_at(reading, at):
            end, amount, currency = found
            start, is_limit = _bounded(reading, at)
            if is_limit and not reading.words[start].joined:
                limits = Limits(max_price=amount, currency=currency)
                reading.take(start, _after_bound(reading, end), "max_price", limits=limits)


def _money_at(reading: Reading, at: int) -> tuple[int, Decimal, str] | None:
    before = _currency_before(reading, at)
    number = number_at(reading, at + 1 if before else at)
    if number is None:
        return None
    end, amount = number
    if before:
        return end, amount, before
    after = _currency_after(reading, end)
    return (end + 1, amount, after) if after else None


def _currency_before(reading: Reading, at: int) -> str | None:
    """Return the currency of a sign or code before an amount; a word there ("Euro 7") is none."""
    word = reading.words[at]
    if reading.taken[at] or (word.kind != "sign" and not (word.text.isupper() and len(word.text) == ISO_CODE_LETTERS)):
        return None
    return _known(parse_currency(word.text, reading.language))


def _currency_after(reading: Reading, at: int) -> str | None:
    if at >= len(reading.words) or reading.taken[at] or reading.words[at].apart:
        return None
    return _known(parse_currency(reading.words[at].text, reading.language))


def _known(currency: str | None) -> str | None:
    return currency if currency in rates() else None


def _bounded(reading: Reading, at: int) -> tuple[int, bool]:
    """Return where the words before an amount begin that bound it, and whether they do so from above."""
    at_most, at_least = reading.before(at, "at_most"), reading.before(at, "at_least")
    if at_least and (at_most is None or at_least.start < at_most.start):
        return at, False
    return (at_most.start if at_most else at), True


def _after_bound(reading: Reading, end: int) -> int:
    """Return the word after "max" in "300 € max"; before another amount it bounds that one."""
    after = reading.skip(end, "at_most")
    return end if number_at(reading, after) else after


def read_durations(reading: Reading) -> None:
    """Find upper limits of the workload, or of the hours a week."""
    for at in range(len(reading.words)):
        number = number_at(reading, at)
        lasting = reading.before(at, "lasting")
        unit = reading.at(number[0], "unit", "hours") if number and number[0] < len(reading.words) else None
        if number is None or unit is None or unit.value not in HOURS_PER_UNIT or reading.words[unit.start].apart:
            continue
        start, is_limit = _bounded(reading, at)
        if lasting and start == at:
            start = lasting.start
        is_some_day = start == at and unit.value == "day" and reading.words[at].kind != "number" and number[1] == 1

        if is_limit and not is_some_day and number[1] and not reading.words[start].joined:
            _take_duration(reading, start, unit.end, float(number[1]) * HOURS_PER_UNIT[unit.value])


def read_lengths(reading: Reading) -> None:
    """Find lengths that are one word: "zweitägig", "dvoudenní"."""
    for at in range(len(reading.words)):
        if (said := reading.at(at, "length")) and not reading.hangs_on(at, said.end):
            number, _, unit = said.value.partition(" ")
            hours = float(number) * HOURS_PER_UNIT[unit]
            reading.take(at, said.end, "max_hours", limits=Limits(max_hours=hours))


def _take_duration(reading: Reading, start: int, end: int, hours: float) -> None:
    after = reading.skip(end, "per")
    if after == end:
        reading.take(start, _after_bound(reading, end), "max_hours", limits=Limits(max_hours=hours))
        return
    week = reading.at(after, "unit") if after < len(reading.words) else None
    if week and week.value == "week":
        reading.take(start, week.end, "max_hours_per_week", limits=Limits(max_hours_per_week=hours))


def distance_before(reading: Reading, at: int) -> tuple[int, int] | None:
    """Return where a distance begins that ends before word ``at`` or the small words before it, and its kilometres."""
    end = at
    while (
        end > 0
        and at - end < MAX_WORDS_BETWEEN
        and reading.is_open(end - 1, end)
        and not _is_kilometre(reading, end - 1)
    ):
        if not reading.is_filler(end - 1):
            return None
        end -= 1
    number = number_at(reading, end - 2) if end >= 2 and _is_kilometre(reading, end - 1) else None
    if number is None:
        return None
    start = end - 2
    while lead := reading.before(start, "at_most", "near", "place", "within"):
        start = lead.start
    return start, int(number[1])


def distance_after(reading: Reading, at: int) -> tuple[int, int] | None:
    """Return the word after a distance that begins with word ``at``, and its kilometres."""
    start = reading.skip(at, "at_most", "near", "within")
    number = number_at(reading, start)
    if number and number[0] < len(reading.words) and _is_kilometre(reading, number[0]):
        return number[0] + 1, int(number[1])
    return None


MAX_WORDS_BETWEEN = 4
"""Words between a distance and the place it is measured from: "50 km from the town of"."""


def _is_kilometre(reading: Reading, at: int) -> bool:
    return not reading.taken[at] and reading.folded[at].startswith(KILOMETRE_BEGINNINGS)
