"""Names of months, languages, countries and currencies in Europe's languages, from CLDR through Babel.

Tables are built at first use (about 0.2 s for all locales) and kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from catalogue.domain.text.folding import fold_phrase
from catalogue.languages import words

# The languages a European partner page may be written in.
EUROPEAN = (
    *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sk", "sv", "hu", "fi", "ro", "da", "el", "bg", "hr", "sl"),
    *("lt", "lv", "et", "ga", "mt", "nb", "ca", "tr", "uk"),
)


@lru_cache(maxsize=256)
def locale_of(code: str | None) -> Locale | None:
    """Return the CLDR locale for a BCP 47 code, or for its language alone; None if CLDR has neither."""
    parts = (code or "").replace("_", "-").split("-")
    for candidate in ("-".join(parts), parts[0]):
        try:
            return Locale.parse(candidate, sep="-")
        except (ValueError, UnknownLocaleError, TypeError):
            continue
    return None


def base_language(code: str | None) -> str | None:
    """Return ``de`` of ``de-AT``; None of nothing."""
    return code.replace("_", "-").split("-")[0].lower() if code else None


@dataclass(slots=True)
class Names:
    """Folded names and what they mean, per language; a name with two meanings has one only in its own language."""

    meanings: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, language: str, code: str, names: Iterable[str]) -> None:
        """Add the names of a code in a language; a name that means another there already keeps its meaning."""
        for name in names:
            if folded := fold_phrase(name).strip("."):
                self.meanings[folded].setdefault(language, code)

    def meaning(self, name: str, language: str | None = None) -> str | None:
        """Return the code a name stands for: in ``language`` first, else where all languages that know it agree."""
        known = self.meanings.get(fold_phrase(name).strip(". "))
        if not known:
            return None
        own = known.get(base_language(language) or "")
        if own is not None:
            return own
        codes = set(known.values())
        return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=1)
def month_names() -> Names:
    """Return months by full name, genitive and abbreviation; the code is the number 1 to 12 as text."""
    names = Names()
    for language in EUROPEAN:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    names.add(language, str(number), [name])
    for number in map(str, range(1, 13)):
        for language, spellings in words("months", number).items():
            names.add(language, number, spellings)
    return names


@lru_cache(maxsize=1)
def weekday_names() -> frozenset[str]:
    """Return the full names of the days of the week, folded, in all of the European languages."""
    days = (Locale.parse(language).days["format"]["wide"].values() for language in EUROPEAN)
    return frozenset(fold_phrase(name) for names in days for name in names)


@lru_cache(maxsize=1)
def language_names() -> Names:
    """Return languages by name in each of the European languages."""
    names = Names()
    for language in EUROPEAN:
        for code, name in Locale.parse(language).languages.items():
            names.add(language, code, [name])
    return names


@lru_cache(maxsize=1)
def territory_names() -> Names:
    """Return countries by name in each of the European languages; regions of the world are left out."""
    names = Names()
    for language in EUROPEAN:
        for code, name in Locale.parse(language).territories.items():
            if code in country_codes():
                names.add(language, code, [name])
    return names


@lru_cache(maxsize=1)
def country_codes() -> frozenset[str]:
    """Return ISO 3166-1 alpha-2, with XK as the European Union uses it for Kosovo; no reserved or private codes."""
    territories = Locale.parse("en").territories
    reserved = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
    return frozenset(code for code in map(str, territories) if len(code) == 2 and code not in reserved)


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """Return the codes of ISO 4217, as CLDR lists them."""
    return frozenset(get_global("all_currencies"))
