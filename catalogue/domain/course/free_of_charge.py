"""Whether a text says that nothing is to be paid, in any language."""

from __future__ import annotations

import re

from catalogue.domain.text.folding import fold_phrase

LONGEST = 80
_FREE = frozenset(
    (
        *("free", "free of charge", "no charge", "no fee", "no cost", "at no cost", "for free", "no fees", "no costs"),
        *("kostenlos", "kostenlose", "kostenloser", "kostenloses", "kostenfrei", "kostenfreie", "kostenfreier"),
        *("gratis", "gebuhrenfrei", "umsonst", "unentgeltlich", "keine kosten", "keine gebuhren", "keine kursgebuhr"),
        *("gratuit", "gratuite", "gratuits", "gratuites", "gratuitement", "sans frais", "gratuito", "gratuita"),
        *("gratuitos", "gratuitas", "gratuitamente", "gratuiti", "sin coste", "sin costo", "sin coste alguno"),
        *("sem custos", "sem custo", "senza costi", "zdarma", "bezplatne", "bezplatny", "bezplatna", "bezplatnie"),
        *("zadarmo", "darmowy", "darmowe", "darmowa", "nieodplatnie", "nieodplatne", "za darmo", "kostnadsfri"),
        *("kostnadsfritt", "kostnadsfria", "avgiftsfri", "avgiftsfritt", "kosteloos", "ingyenes", "dijmentes"),
        *("ingyen", "maksuton", "ilmainen", "ilmaiseksi", "maksutta", "fara taxa", "δωρεαν", "безплатно"),
        *("besplatno", "brezplacno", "nemokamai", "nemokama", "bezmaksas", "tasuta", "u boj"),
    )
)
# What may stand around it without changing what it says: the course, who takes it, and small words.
_AROUND = (
    "course courses training seminar webinar workshop participation attendance enrolment registration fee fees "
    "cost costs price is are this the a for you all everyone participants learners of completely kurs kurses "
    "schulung lehrgang weiterbildung veranstaltung teilnahme anmeldung kosten preis gebuhr teilnahmegebuhr die "
    "der das ist sind dieser diese dieses fur sie alle teilnehmer teilnehmende teilnehmenden es fallen an vollig "
    "komplett formation cours stage atelier inscription prix tarif cout la le l cette ce est pour tous "
    "entierement totalement curso formacion taller jornada precio inscripcion matricula asistencia coste el los "
    "para todos alumno alumnos alumnado participantes totalmente completamente corso formazione partecipazione "
    "iscrizione prezzo costo il e per tutti i partecipanti seminario incontro formacao acao inscricao "
    "participacao preco valor custo o os um uma de da szkolenie szkolenia udzial uczestnictwo warsztaty cena "
    "koszt oplata jest w sa dla wszystkich uczestnikow calkowicie kurz skoleni ucast poplatek je pro vsechny "
    "ucastniky zcela skolenie vsetkych ucastnikov pre uplne utbildning utbildningen kursen deltagande pris avgift "
    "ar alla deltagare helt online"
)
_NEUTRAL = frozenset(_AROUND.split())
_PHRASES = re.compile(
    rf"(?<!\w)(?:{'|'.join(re.escape(phrase) for phrase in sorted(_FREE, key=len, reverse=True))})(?!\w)"
)
_WORDS = re.compile(r"\w+")


def says_free(text: str) -> bool:
    """Whether that is all the text says: not "free for members", "free parking" or "not free"."""
    if len(text) > LONGEST:
        return False
    rest, found = _PHRASES.subn(" ", fold_phrase(text))
    return found > 0 and _NEUTRAL.issuperset(_WORDS.findall(rest))


def speaks_of_free(text: str) -> bool:
    """Whether a word for it stands anywhere in the text: for some, or for a part."""
    return _PHRASES.search(fold_phrase(text)) is not None
