"""Amounts with their currency; never a bare number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from catalogue.domain.course.free_of_charge import says_free, speaks_of_free
from catalogue.domain.text.cldr import base_language, currency_codes
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.numbers import NUMBER_PATTERN, parse_number
from catalogue.domain.text.phrases import any_of
from catalogue.languages import words_by_key


@dataclass(frozen=True, slots=True)
class Price:
    """What an instance costs. ``currency`` is ISO 4217 and may be missing only when the amount is zero."""

    amount: Decimal
    currency: str | None = None

    @property
    def free(self) -> bool:
        return self.amount == 0


_SYMBOLS = {
    **{word: code for code, listed in words_by_key("currencies").items() for word in listed},
    **{"€": "EUR", "eur.": "EUR", "£": "GBP", "kč": "CZK", "kc": "CZK", "zł": "PLN", "zl": "PLN", "ft": "HUF"},
    **{"лв": "BGN", "fr.": "CHF", "sfr.": "CHF", "us$": "USD", "a$": "AUD", "c$": "CAD", "nz$": "NZD"},
    **{"₺": "TRY", "₴": "UAH"},
}
# Signs of several currencies: which one, the stated currency or the language must say.
_SHARED = {
    "$": {"USD", "AUD", "CAD", "NZD", "SGD", "HKD"},
    "kr": {"SEK", "NOK", "DKK", "ISK"},
    "kr.": {"SEK", "NOK", "DKK", "ISK"},
    "kronor": {"SEK"},
    "kroner": {"NOK", "DKK"},
    ":-": {"SEK"},
    "korun": {"CZK"},
    "¥": {"JPY", "CNY"},
}
# Which of the crowns readers of a language mean.
_CROWNS = {"cs": "CZK", "sv": "SEK", "nb": "NOK", "nn": "NOK", "no": "NOK", "da": "DKK", "is": "ISK"}
_LOWER_CODES = ("eur", "gbp", "usd", "chf", "czk", "pln", "sek", "nok", "dkk", "huf", "ron", "aud", "bgn")
# Of the same price without and with its tax, one pays the latter.
_NET = re.compile(rf"(?<!\w)(?:{any_of('prices', 'net')})(?!\w)")
_GROSS = re.compile(rf"(?<!\w)(?:{any_of('prices', 'gross')})(?!\w)")
_MAX_GROSS_PER_NET = Decimal("1.3")
# "12.000,-": the dash stands for the cents, so the point can only part thousands.
_NO_CENTS = re.compile(r"(?<=\d)\s?[.,]\s?[-–—]{1,2}(?![-–—\d])")
# "per day", "/Monat", "monthly"; and "from", "ab", "up to": neither is what the course costs.
_RATE_OR_BOUND = re.compile(
    rf"(?:/|(?<!\w)(?:{any_of('prices', 'per')})\s)\s*(?:{any_of('prices', 'per_units')})(?!\w)"
    rf"|(?<!\w)(?:{any_of('prices', 'rates', 'bounds')}|da(?=\s(?:eur|€|\d)))(?!\w)"
)


@lru_cache(maxsize=8192)
def parse_price(text: str, language: str | None = None, currency: str | None = None) -> Price | None:
    """Return the one amount the text names, in the currency it names or else ``currency``, a code or sign beside it.

    Words for "free" in any language are zero. None for a bare number, a negative one, a range, a lower bound
    ("from"), a rate ("per day"), different amounts, or a currency that contradicts the stated one.
    """
    text = text.strip()
    if not text or len(text) > 200:
        return None
    if says_free(text):
        return Price(Decimal(0))
    if speaks_of_free(text):  # free for some, and a price for others
        return None
    text = _NO_CENTS.sub(",00", text)
    folded = fold_phrase(text)
    stated = parse_currency(currency, language) if currency else None
    if (currency and stated is None) or _RATE_OR_BOUND.search(folded):
        return None
    return _one_price(text, language, stated)


@lru_cache(maxsize=1024)
def parse_currency(text: str, language: str | None = None) -> str | None:
    """Return the ISO 4217 code of "EUR", "eur", "€", "Kč"; "kr" only where the language tells which crown."""
    text = text.strip()
    if text.upper() in currency_codes():
        return text.upper()
    return _currency(text, language, None)


def _one_price(text: str, language: str | None, stated: str | None) -> Price | None:
    tokens = list(_tokens().finditer(text))
    if any(_is_end_of_range(text, token) for token in tokens if token["amount"]):
        return None
    amounts = {parse_number(token["amount"], language) for token in tokens if token["amount"]}
    if (amount := _to_pay(amounts, text)) is None:
        return None
    signs = {_currency(token[0], language, stated) for token in tokens if token["code"] or token["sign"]}
    if not signs:
        return _bare(text, tokens, amount, stated)
    code = signs.pop()
    return Price(amount, code) if not signs and code and stated in (None, code) else None


def _to_pay(amounts: set[Decimal | None], text: str) -> Decimal | None:
    """Return the one amount, or of the same price without and with tax the one with it."""
    known = sorted(amount for amount in amounts if amount is not None)
    if len(known) != len(amounts) or len(known) not in (1, 2):
        return None
    folded = fold_phrase(text)
    taxed = _NET.search(folded) and _GROSS.search(folded) and known[-1] <= known[0] * _MAX_GROSS_PER_NET
    return known[-1] if len(known) == 1 or taxed else None


def _bare(text: str, tokens: list[re.Match[str]], amount: Decimal, stated: str | None) -> Price | None:
    """Return the price of a number without currency: it is all there is, and 0 or of a stated currency; else None."""
    alone = tokens[0][0] == text
    return Price(amount, stated) if alone and (stated or amount == 0) else None


def _currency(sign: str, language: str | None, stated: str | None) -> str | None:
    if sign in currency_codes():
        return sign
    lowered = sign.casefold()
    if lowered in _LOWER_CODES:
        return lowered.upper()
    if lowered in _SHARED:
        possible = stated or _CROWNS.get(base_language(language) or "")
        return possible if possible in _SHARED[lowered] else None
    return _SYMBOLS.get(lowered)


def _is_end_of_range(text: str, token: re.Match[str]) -> bool:
    """Say whether the amount is negative or one end of a range: a dash, tilde or comparison stands before it.

    A dash after words that stands by itself only parts them from the amount.
    """
    before = text[: token.start()].rstrip(" €$£")
    if re.search(r"\D{3}\s[-–—]$", before) and not re.search(r"\d", before) and text[len(before) :][:1] == " ":
        return False
    return before.endswith(("-", "–", "—", "−", "~", "<", ">"))


@lru_cache(maxsize=1)
def _tokens() -> re.Pattern[str]:
    """Return what finds codes, signs, percentages and amounts; made at first use, as CLDR lists the currencies."""
    signs = sorted({*_SYMBOLS, *_SHARED}, key=len, reverse=True)
    words = "|".join(re.escape(sign) for sign in (*_LOWER_CODES, *signs) if sign[0].isalpha())
    others = "|".join(re.escape(sign) for sign in signs if not sign[0].isalpha())
    return re.compile(
        rf"(?P<code>(?<![^\W\d_])(?:{'|'.join(sorted(currency_codes()))})(?![^\W\d_]))"
        rf"|(?P<sign>(?<![^\W\d_])(?i:{words})(?![^\W\d_])|{others})"
        r"|(?P<percent>\d+(?:[.,]\d+)?\s*%)"
        rf"|(?P<amount>{NUMBER_PATTERN})(?:\s?[.,]?\s?[-–—]{{1,2}}(?=\s|$))?"
    )
