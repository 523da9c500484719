"""The words for units of time in the languages of the catalogue and their neighbours."""

from __future__ import annotations

import re
from enum import StrEnum


class Unit(StrEnum):
    """Units of a workload, largest first; values are those of CLDR's ``duration-`` units."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    HOUR = "hour"
    MINUTE = "minute"
    SECOND = "second"


# Folded words of en de fr es pt it cs sk pl sv nl hu fi ro da; no word has two meanings among them. The second lines
# are adjectives ("zweitägig", "dvoudenní", "16-godzinny"), the Swedish genitive among them ("två dagars").
_WORDS: dict[Unit, str] = {
    Unit.YEAR: (
        "years? year yrs? jahre? jahren ans? annees? anos? anno anni rok roky rokov roku let lata lat ar jaar "
        "jaren ev vuosi vuotta ani "
        r"jahrig\w{0,2} rocni rocn\w{1,3} ars"
    ),
    Unit.MONTH: (
        "months? mths? monate? monaten monats mois mes meses mese mesi mesic mesice mesicu mesiac mesiace mesiacov "
        "miesiac miesiace miesiecy manad manader maand maanden honap kuukausi kuukautta luna luni maneder "
        r"monatig\w{0,2} mesicni mesacn\w{1,3} miesieczn\w{1,3} manaders"
    ),
    Unit.WEEK: (
        "weeks? wks? wochen? semaines? semanas? settimana settimane tyden tydny tydnu tyzden tyzdne tyzdnov "
        "tydzien tygodnie tygodni vecka veckor week weken het viikko viikkoa saptamana saptamani uge uger kw "
        r"wochig\w{0,2} tydenni tyzdnov\w{1,3} tygodniow\w{1,3} veckors"
    ),
    Unit.DAY: (
        "days? d tage? tagen jours? journees? dias? giorno giorni giornata giornate jornadas? den dny dni dnu dzien "
        "dag dagar dagen dage nap paiva paivaa zi zile j "
        r"tagig\w{0,2} tages denni dnov\w{1,3} dniow\w{1,3} dags\w* dagars"
    ),
    Unit.HOUR: (
        "hours? hrs? h stunden? std heures? horas? ora ore hodina hodiny hodin hod godzina godziny godzin "
        "godz timme timmar tim uur uren tunti tuntia timer time "
        r"stundig\w{0,2} hodinov\w{1,3} godzinn\w{1,3} timmars"
    ),
    Unit.MINUTE: (
        "minutes? mins? minuten? minutos? minuto minuti minuta minuty minut minuter perc minuuttia minuutti "
        r"minutig\w{0,2} minutov\w{1,3}"
    ),
}
_NAMED = {unit: re.compile("|".join(words.split())) for unit, words in _WORDS.items()}

UNITS = "|".join(word for words in _WORDS.values() for word in words.split())
"""Alternatives of an expression that match the word of any unit in a folded text."""

SPOKEN_UNITS = "|".join(word for words in _WORDS.values() for word in words.split() if len(word.rstrip("?")) > 2)
"""The same without abbreviations of a letter or two, which nobody puts after a number in words."""

JOINED_UNITS = (
    r"tagig\w{0,2}|stundig\w{0,2}|wochig\w{0,2}|monatig\w{0,2}|jahrig\w{0,2}|denni|hodinov\w{1,3}|tydenni|mesicni|dnov\w{1,3}"
    r"|tyzdnov\w{1,3}|mesacn\w{1,3}|dniow\w{1,3}|godzinn\w{1,3}|tygodniow\w{1,3}|miesieczn\w{1,3}|dags\w*|dagars|timmars"
)
"""What ends a compound with a number: "zweitägig", "dvoudenní", "tvådagars"."""


def unit_of(word: str) -> Unit | None:
    """The unit that a folded word names, None if it names none."""
    return next((unit for unit, names in _NAMED.items() if names.fullmatch(word)), None)
