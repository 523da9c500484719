"""Languages as BCP 47 codes (RFC 5646): ``de``, ``pt-BR``, ``zh-Hant``."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, parse_locale
from babel.core import get_global

from catalogue.domain.text.cldr import country_codes, language_names, locale_of
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases, any_of

_FURTHER = Phrases.of("language_names", str)
_LEAD = re.compile(rf"^(?:{any_of('language_leads', 'words')})[: ]+")
_SEVERAL = re.compile(rf" ?[,;/|+&] ?| (?:{any_of('connectives', 'and')}) ")
MAX_NAME, MAX_LIST = 60, 200
"""Characters of the longest text that names a language, and of one that lists some: others are prose."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{4})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?")
_NO_LANGUAGE = {"und", "mul", "zxx", "mis"}


@lru_cache(maxsize=4096)
def parse_language(text: str, reader_language: str | None = None) -> str | None:
    """Return the BCP 47 code for a code or a name in any European language ("EN", "deu", "Deutsch", "němčina").

    Names are read in ``reader_language`` where languages disagree. None for what is unknown, or several languages.
    """
    text = text.strip().strip(".:")
    if not text or len(text) > MAX_NAME:
        return None
    if _CODE.fullmatch(text) and (code := _from_code(text)):
        return code
    folded = fold_phrase(text)
    return _named(folded, reader_language) or _named(_LEAD.sub("", folded), reader_language)


@lru_cache(maxsize=1024)
def parse_languages(text: str, reader_language: str | None = None) -> tuple[str, ...]:
    """Return every language of a list such as "Deutsch / English"; nothing if one of them is unknown."""
    if len(text) > MAX_LIST:
        return ()
    text = " ".join(text.split())
    if whole := parse_language(text, reader_language):
        return (whole,)
    folded = fold_phrase(text)
    named = [part for part in _SEVERAL.split(folded) if part]
    parts = [parse_language(part, reader_language) for part in named] if named != [folded] else []
    return tuple(dict.fromkeys(part for part in parts if part)) if all(parts) else ()


def language_name(code: str, locale: str) -> str:
    """Return the name for readers of ``locale``, such as "Portuguese (Brazil)"; the code itself where CLDR has none."""
    reader = locale_of(locale) or Locale.parse("en")
    try:
        language, territory, script, *_ = parse_locale(code, sep="-")
    except ValueError:
        return code
    names, places = reader.languages, reader.territories
    key = "_".join(part for part in (language, script, territory) if part)
    if key in names:
        return str(names[key])
    base = names.get(language, language)
    detail = [reader.scripts.get(script, script)] if script else []
    detail += [places.get(territory, territory)] if territory else []
    return f"{base} ({', '.join(detail)})" if detail else base


def _named(folded: str, reader_language: str | None) -> str | None:
    code = _FURTHER.named_by(folded) or language_names().meaning(folded, reader_language)
    return code.replace("_", "-") if code and code not in _NO_LANGUAGE else None


def _from_code(text: str) -> str | None:
    """Return a code whose language and country exist, in the usual case; ISO 639-2 codes become the shorter ones."""
    language, territory, script, *_ = parse_locale(text.replace("_", "-"), sep="-")
    language = get_global("language_aliases").get(language, language)
    if "_" in language or language in _NO_LANGUAGE or language not in Locale.parse("en").languages:
        return None
    if territory and territory.isalpha() and territory not in country_codes():
        return None
    return "-".join(part for part in (language, script, territory) if part)
