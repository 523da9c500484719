"""Seeded, realistic course collections in ten languages, of any size.

Every language has a few words of the trade, which titles are made of, and a long tail of invented words drawn by
Zipf's law (rank-frequency exponent 1.0), as in real text; so that postings have the lengths that real ones have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from catalogue.search.documents import CourseDocument, RunDocument
from catalogue.search.facets import RUN_FACET_KEYS

TRADE_WORDS = {
    "en": "battery cell manufacturing recycling safety hydrogen welding diagnostics vehicle maintenance quality laser",
    "de": "Batterie Zelle Fertigung Recycling Sicherheit Wasserstoff "
    "Schweißen Diagnose Fahrzeug Wartung Qualität Laser",
    "fr": "batterie cellule fabrication recyclage sécurité hydrogène "
    "soudage diagnostic véhicule entretien qualité laser",
    "es": "batería celda fabricación reciclaje seguridad hidrógeno "
    "soldadura diagnóstico vehículo mantenimiento calidad láser",
    "pt": "bateria célula fabrico reciclagem segurança hidrogénio "
    "soldadura diagnóstico veículo manutenção qualidade laser",
    "it": "batteria cella produzione riciclaggio sicurezza idrogeno "
    "saldatura diagnosi veicolo manutenzione qualità laser",
    "cs": "baterie článek výroba recyklace bezpečnost vodík svařování diagnostika vozidlo údržba kvalita laser",
    "sk": "batéria článok výroba recyklácia bezpečnosť vodík zváranie diagnostika vozidlo údržba kvalita laser",
    "pl": "bateria ogniwo produkcja recykling bezpieczeństwo wodór "
    "spawanie diagnostyka pojazd konserwacja jakość laser",
    "sv": "batteri cell tillverkning återvinning säkerhet vätgas svetsning diagnostik fordon underhåll kvalitet laser",
}
_SYLLABLES = [first + second for first in "bcdfgklmnprstvz" for second in "aeiou"]
_TAIL = 12_000
_AREAS = (
    "batteries",
    "hydrogen",
    "electronics",
    "it-software",
    "manufacturing",
    "quality-safety",
    "repair-maintenance",
)
_COUNTRIES = ["DE", "FR", "ES", "PT", "IT", "CZ", "SK", "PL", "SE", "AT", "BE", "NL", "HU", "RO", "GR"]
_SKILLS, _JOB_ROLES = 150, 27
_SEED = 20_270_301


@dataclass(frozen=True)
class Lexicon:
    """A language's words, most frequent first, and how likely each is."""

    words: np.ndarray
    shares: np.ndarray


def documents(count: int, seed: int = _SEED) -> Iterator[CourseDocument]:
    """The same documents for the same count and seed, on every machine."""
    random = np.random.default_rng(seed)
    lexicons = {language: _lexicon(words.split(), random) for language, words in TRADE_WORDS.items()}
    for number in range(count):
        yield _document(number, random, lexicons)


def _lexicon(trade: list[str], random: np.random.Generator) -> Lexicon:
    syllables = np.array(_SYLLABLES)
    tail = {"".join(random.choice(syllables, random.integers(2, 5))) for _ in range(_TAIL)}
    words = np.array([*sorted(tail)], dtype=object)
    random.shuffle(words)
    places = np.linspace(5, 600, len(trade)).astype(int)  # words of the trade are neither the commonest nor rare
    words = np.insert(words, places, np.array(trade, dtype=object))
    shares = 1.0 / np.arange(1, len(words) + 1)
    return Lexicon(words, np.cumsum(shares / shares.sum()))


def _text(lexicon: Lexicon, length: int, random: np.random.Generator) -> str:
    places = np.searchsorted(lexicon.shares, random.random(length))
    return " ".join(lexicon.words[np.minimum(places, len(lexicon.words) - 1)])


def _document(number: int, random: np.random.Generator, lexicons: dict[str, Lexicon]) -> CourseDocument:
    language = str(random.choice(list(TRADE_WORDS)))
    lexicon, trade = lexicons[language], TRADE_WORDS[language].split()
    topic = int(random.integers(len(trade)))
    area = _AREAS[int(random.integers(len(_AREAS)))]
    runs = _runs(language, random)
    skills = _some(_SKILLS, 5, random)
    return CourseDocument(
        id=number,
        title=f"{trade[topic]} {trade[int(random.integers(len(trade)))]} {_text(lexicon, 4, random)}",
        summary=_text(lexicon, 22, random),
        description=_text(lexicon, int(random.integers(80, 260)), random),
        keywords=_text(lexicon, 4, random),
        provider=f"Provider {int(random.integers(400))}",
        concepts=" ".join(words.split()[topic] for words in TRADE_WORDS.values()),
        language=language,
        first_start=min(run.start for run in runs if run.start),
        created=date(2026, 1, 1) + timedelta(days=int(random.integers(300))),
        facets={
            "skill_area": (area, f"{area}/{int(random.integers(5))}"),
            "level": (str(int(random.integers(1, 9))),),
            "credential": (str(random.choice(["none", "badge", "certificate"])),),
            "provider": (f"provider-{int(random.integers(400))}",),
            "skill": tuple(f"skill-{skill}" for skill in skills),
            "job_role": tuple(f"role-{role}" for role in dict.fromkeys(skill % _JOB_ROLES for skill in skills)),
            **_values_of(runs),
        },
        hours=float(random.integers(4, 120)),
        runs=runs,
    )


def _runs(language: str, random: np.random.Generator) -> list[RunDocument]:
    """One to four runs, two and a half on average: of one price and mode, at other times, some in other countries."""
    country = _COUNTRIES[min(int(random.exponential(4)), len(_COUNTRIES) - 1)]
    mode = str(random.choice(["online", "onsite", "blended"]))
    price = str(random.choice(["free", "under-500", "under-2000", "over-2000"]))
    return [_run(language, country, mode, price, random) for _ in range(int(random.integers(1, 5)))]


def _run(language: str, country: str, mode: str, price: str, random: np.random.Generator) -> RunDocument:
    place = str(random.choice(_COUNTRIES)) if random.random() < 0.2 else country
    start = date(2027, 1, 1) + timedelta(days=int(random.integers(700)))
    return RunDocument(
        facets={
            "country": (place,),
            "language": (language if random.random() < 0.9 else "en",),
            "delivery_mode": (mode,),
            "price": (price,),
            "starts": (start.strftime("%Y-%m"),),
            "region": (place, f"{place}{int(random.integers(1, 5))}"),
        },
        start=start,
        price=Decimal(int(random.integers(0, 3_000))),
        hours_per_week=float(random.integers(1, 40)),
        latitude=float(random.uniform(37, 65)),
        longitude=float(random.uniform(-9, 25)),
    )


def _values_of(runs: Sequence[RunDocument]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(dict.fromkeys(value for run in runs for value in run.facets[key])) for key in RUN_FACET_KEYS}


def _some(kinds: int, most: int, random: np.random.Generator) -> list[int]:
    """Up to ``most`` of so many kinds, the first ones likelier."""
    drawn = np.minimum(random.exponential(kinds / 4, int(random.integers(most + 1))), kinds - 1)
    return list(dict.fromkeys(drawn.astype(int).tolist()))
