"""Facts that a text states under a label, one a line: "Dauer: 3 Tage", "Prezzo – 450 € + IVA".

Only a line that is a label and a value counts: what a sentence mentions in passing may be meant of something else.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from catalogue.domain.text.folding import fold_phrase

LONGEST_LABEL, LONGEST_VALUE, MOST_LINES = 40, 120, 400
LONGEST_LINE = LONGEST_LABEL + LONGEST_VALUE + 10
"""With the signs before and between them."""

# Labels in en de fr es it pt pl cs sk sv, folded. What may mean several things ("level", "format") is left out or
# read strictly: a level counts only with its framework.
_LABELS = {
    "workload": (
        "duration|length|course length|course duration|workload|estimated effort|effort|time commitment|total hours"
        "|dauer|kursdauer|lehrgangsdauer|umfang|zeitumfang|gesamtdauer|unterrichtsumfang|seminardauer"
        "|duree|duree de la formation|duree totale|volume horaire|nombre d'heures|duree en heures"
        "|duracion|duracion del curso|carga lectiva|numero de horas|horas lectivas|n.º de horas"
        "|durata|durata del corso|durata complessiva|monte ore|ore totali"
        "|duracao|carga horaria|duracao total|numero de horas|volume horario"
        "|czas trwania|czas trwania szkolenia|liczba godzin|wymiar godzin|ilosc godzin"
        "|delka|delka kurzu|delka skoleni|doba trvani|trvani|rozsah|casova dotace|casovy rozsah|pocet hodin"
        "|dlzka|dlzka kurzu|dlzka trvania|trvanie|casova dotacia|pocet hodin"
        "|langd|kurslangd|omfattning|varaktighet|tidsatgang|utbildningens langd"
    ),
    "price": (
        "price|fee|fees|course fee|tuition|tuition fee|cost|costs|participation fee"
        "|preis|kosten|kursgebuhr|teilnahmegebuhr|gebuhr|teilnahmeentgelt|entgelt|seminargebuhr|lehrgangsgebuhr|kurspreis"
        "|prix|tarif|cout|cout de la formation|tarifs|tarif inter|frais d'inscription"
        "|precio|coste|tarifa|matricula|precio del curso|importe|costo"
        "|prezzo|quota|quota di partecipazione|quota di iscrizione|costo del corso|tariffa"
        "|preco|custo|valor|propina|valor da inscricao"
        "|cena|koszt|oplata|cena szkolenia|koszt szkolenia|odplatnosc"
        "|cena kurzu|kurzovne|cena skoleni|cena skolenia|poplatek|poplatok|ucastnicky poplatek"
        "|pris|kostnad|kursavgift|avgift|deltagaravgift"
    ),
    "delivery_mode": (
        "mode|delivery|delivery mode|mode of delivery|mode of study|course mode|learning mode|format|attendance"
        "|durchfuhrung|durchfuhrungsform|lernform|unterrichtsform|kursform|veranstaltungsform|veranstaltungsart|lehrform"
        "|modalite|modalites|modalite pedagogique|modalites pedagogiques|mode de formation|modalite d'enseignement"
        "|modalidad|modalidad de imparticion|tipo de ensenanza"
        "|modalita|modalita di erogazione|modalita didattica|erogazione"
        "|modalidade|regime|forma de organizacao|modalidade de ensino"
        "|tryb|forma|forma szkolenia|tryb szkolenia|forma zajec|tryb nauki"
        "|forma vyuky|forma studia|forma kurzu|forma skoleni|typ kurzu|zpusob vyuky"
        "|forma vyucby|forma vzdelavania|forma skolenia|sposob vyucby"
        "|undervisningsform|studieform|kursform|utbildningsform"
    ),
    "credential": (
        "certificate|certification|award|credential|qualification|qualification awarded|on completion"
        "|abschluss|zertifikat|abschlussart|nachweis|abschlussbezeichnung|teilnahmebestatigung"
        "|validation|sanction|certification visee|diplome|validation de la formation|diplome prepare"
        "|titulacion|certificado|acreditacion|certificacion|titulo|diploma"
        "|attestato|certificazione|titolo rilasciato|attestazione|attestato rilasciato"
        "|certificacao|saida profissional"
        "|certyfikat|dokument|zaswiadczenie|dokument ukonczenia|uzyskane kwalifikacje"
        "|certifikat|osvedceni|doklad|zakonceni|vystup|doklad o absolvovani"
        "|osvedcenie|ukoncenie"
        "|intyg|bevis|examen|examensbevis"
    ),
    "eqf_level": (
        "level|eqf|eqf level|qualification level|niveau|dqr|eqr|dqr-niveau|eqr-niveau|qualifikationsniveau"
        "|niveau de qualification|niveau de sortie|niveau cec|nivel|nivel eqf|nivel mec|nivel de cualificacion"
        "|livello|livello eqf|nivel qnq|nivel de qualificacao|nivel qeq|poziom|poziom prk|prk|poziom erk"
        "|uroven|uroven eqf|kvalifikacni uroven|uroven nsk|uroven ekr|uroven skkr|skkr|kvalifikacna uroven|niva|seqf"
        "|seqf-niva|eqf-niva"
    ),
    "teaching_language": (
        "language|languages|language of instruction|teaching language|course language|taught in"
        "|sprache|kurssprache|unterrichtssprache|lehrsprache|langue|langue d'enseignement|langues"
        "|idioma|idiomas|idioma de imparticion|lengua|lingua|lingua del corso|lingua di erogazione|lingua de ensino"
        "|jezyk|jezyk szkolenia|jezyk wykladowy|jazyk|jazyk vyuky|jazyk kurzu|vyucovaci jazyk|jazyk vyucby|sprak"
        "|undervisningssprak|kurssprak"
    ),
}
_FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels.split("|")}
_LINE = re.compile(
    rf"[•▪▸✓–*-]?\s*([^\W\d_][^:\n]{{0,{LONGEST_LABEL}}}?)\s*(?::|\s[–—-]\s)\s*(\S.{{0,{LONGEST_VALUE}}})"
)
_ONLY_LABEL = re.compile(rf"[•▪▸✓*-]?\s*([^\W\d_][^:\n]{{0,{LONGEST_LABEL}}}?)\s*:?\s*")


@lru_cache(maxsize=4096)
def field_of_label(label: str) -> str:
    """The field that a label means in any of our languages; empty for any other text."""
    return _FIELD_OF.get(fold_phrase(label[: LONGEST_LABEL + 5]).strip(" :.*?!-–—"), "")


def told_facts(text: str) -> Mapping[str, list[str]]:
    """The different values under each label, in order. ``text`` is plain, a line per block, as ``plain_text`` gives it.

    A value stands after its label, or on the next line where a label has one of its own. Levels come with their
    label, which may be what names their framework.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for field, value in _stated(text.split("\n", MOST_LINES)[:MOST_LINES]):
        if value not in found[field]:
            found[field].append(value)
    return found


def _stated(lines: list[str]) -> Iterator[tuple[str, str]]:
    waiting = ""
    for line in map(str.strip, lines):
        if waiting and len(line) <= LONGEST_VALUE and not field_of_label(line):
            yield field_of_label(waiting), f"{waiting} {line}" if field_of_label(waiting) == "eqf_level" else line
        waiting = ""
        if len(line) <= LONGEST_LINE and (said := _LINE.fullmatch(line)) and (field := field_of_label(said[1])):
            yield field, f"{said[1]} {said[2]}" if field == "eqf_level" else said[2].strip()
        elif len(line) <= LONGEST_LABEL and (alone := _ONLY_LABEL.fullmatch(line)):
            waiting = alone[1] if field_of_label(alone[1]) else ""
