"""Countries as ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import get_global

from catalogue.domain.text.cldr import country_codes, locale_of, territory_names
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases

# The European Union writes EL and UK where ISO 3166-1 has GR and GB.
ISO_CODE_BY_UNION_CODE = {"EL": "GR", "UK": "GB"}

_FURTHER = Phrases.of("country_names", str)


@lru_cache(maxsize=4096)
def parse_country(text: str, language: str | None = None) -> str | None:
    """Return the country a code (DE, DEU, EL, UK) or a name in any European language stands for; None if unsure."""
    text = text.strip()
    if not text or len(text) > 80:
        return None
    if text.isascii() and text.isalpha() and len(text) in (2, 3) and (code := _from_code(text.upper())):
        return code
    folded = fold_phrase(text).strip(".")
    return territory_names().meaning(folded, language) or _FURTHER.named_by(folded)


def country_name(code: str, locale: str) -> str:
    """Return the country's name for readers of ``locale``; the code itself where CLDR has none."""
    reader = locale_of(locale) or Locale.parse("en")
    return str(reader.territories.get(code, code))


def _from_code(code: str) -> str | None:
    if len(code) == 3:
        successors = get_global("territory_aliases").get(code, ())
        code = successors[0] if len(successors) == 1 else ""
    code = ISO_CODE_BY_UNION_CODE.get(code, code)
    return code if code in country_codes() else None
