"""Which languages are official where: those of the country by CLDR, those of a region by its own law."""

from __future__ import annotations

from functools import lru_cache

from babel.languages import get_official_languages

from catalogue.domain.places.regions import country_of, enclosing_regions

# Where a region's official languages are not those of its country. The regions' own statutes and constitutions:
# Belgian language areas (constitution, article 4), cantons (article 70 of the federal constitution and the cantons'),
# Spain's autonomy statutes, Italy's special statutes, Åland's autonomy act, Wales, Scotland and Northern Ireland.
_REGIONAL = {
    "BE1": "fr nl", "BE2": "nl", "BE3": "fr", "BE33": "fr de", "BE335": "fr", "BE336": "de",
    "CH01": "fr de", "CH011": "fr", "CH013": "fr", "CH02": "de fr", "CH022": "fr de", "CH023": "de", "CH024": "fr",
    "CH025": "fr", "CH03": "de", "CH04": "de", "CH05": "de rm it", "CH051": "de", "CH052": "de", "CH053": "de",
    "CH054": "de", "CH055": "de", "CH057": "de", "CH06": "de", "CH07": "it",
    "ES11": "es gl", "ES21": "es eu", "ES22": "es eu", "ES51": "es ca", "ES52": "es ca", "ES53": "es ca",
    "FI20": "sv", "ITC2": "it fr", "ITH1": "de it", "ITH4": "it sl",
    "UKL": "en cy", "UKM": "en gd", "UKN": "en ga",
}  # fmt: skip


@lru_cache(maxsize=4096)
def official_languages(code: str) -> tuple[str, ...]:
    """Return the languages of a NUTS region or an ISO 3166-1 country, most used first; empty for an unknown code.

    They are BCP 47 codes without script or region.
    """
    for region in enclosing_regions(code):
        if region in _REGIONAL:
            return tuple(_REGIONAL[region].split())
    listed = get_official_languages(country_of(code) or code)
    return tuple(dict.fromkeys(language.split("_")[0] for language in listed))
