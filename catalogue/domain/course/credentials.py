"""What a learner holds at the end, from the words sources use for it."""

from __future__ import annotations

import re
from functools import lru_cache

from catalogue.domain.course.records import Credential
from catalogue.domain.text.cldr import base_language
from catalogue.domain.text.folding import fold_phrase
from catalogue.domain.text.phrases import Phrases, last_segment, negated

# "Abschluss: Zertifikat": what is awarded stands after the colon
_LABEL = re.compile(r"^[^\W\d_]{4,20}:\s+(?=\w)")
_NOTHING = Phrases(
    {
        Credential.NONE: (
            *("none", "no certificate", "no credential", "without certificate", "keine", "kein", "kein zertifikat"),
            *("ohne abschluss", "ohne zertifikat", "aucun", "aucune", "sans certificat", "ninguno", "ninguna"),
            *("sin certificado", "nenhum", "nenhuma", "sem certificado", "nessuno", "nessuna", "senza attestato"),
            *("zadny", "zadne", "bez certifikatu", "bez osvedceni", "brak", "bez certyfikatu", "inget", "ingen"),
            *(
                "inget intyg",
                "geen",
                "geen certificaat",
                "nincs",
                "ei mitaan",
                "ei todistusta",
                "niciunul",
                "fara certificat",
            ),
            *("nessun attestato", "nessun certificato", "senza certificato", "pas de certificat", "sans certification"),
            *("sans attestation", "sans diplome", "kein abschluss", "keine bescheinigung", "ningun certificado"),
            *(
                "sin certificacion",
                "sin titulo",
                "sem certificacao",
                "bez osvedcenia",
                "bez zaswiadczenia",
                "utan intyg",
            ),
            *("inget certifikat", "brak certyfikatu", "no certification", "bez osvedceni o absolvovani"),
        )
    }
)
_WORDS = Phrases(
    {
        Credential.MICRO_CREDENTIAL: (
            *("micro-credential*", "microcredential*", "micro credential*", "mikrozertifikat*", "micro-certification*"),
            *("microcredencial*", "micro-credencial*", "microcertificaz*", "microcredenziale", "microcredenziali"),
            *("mikrocertifik*", "mikrokredit*", "mikroposwiadcz*", "mikromeriter", "mikromerit*", "microcertificat*"),
            *("mikrotanusitvany*", "pieni osaamiskokonaisuus", "micro-credentiala", "microcreditare"),
        ),
        Credential.BADGE: (
            "badge*",
            "open badge*",
            "digital badge*",
            "insignia*",
            "odznak*",
            "osaamismerk*",
            "open-badge*",
        ),
        Credential.QUALIFICATION: (
            *(
                "qualification*",
                "degree*",
                "bachelor*",
                *("master", "masters", "master's", "masterstudi*", "masterabschluss", "master-abschluss", "mastere"),
                "diploma*",
                "diplom*",
                "bsc",
                "msc",
                "ba",
                "ma",
                "mba",
            ),
            *("foundation degree", "honours degree", "certificate of higher education", "postgraduate certificate"),
            *("diploma of higher education", "doctorate", "phd", "berufsabschluss", "abschluss", "gesellenbrief"),
            *("meisterbrief", "facharbeiterbrief", "licence", "brevet*", "titre professionnel", "cap", "bts", "titulo"),
            *("titulacion*", "grado", "licenciatura", "qualificacao", "cualificacion", "qualifica", "laurea"),
            *(
                "kvalifikac*",
                "kwalifikac*",
                "vyucni list",
                "vyucny list",
                "dyplom*",
                "*skoleexamen",
                "yrkesexamen",
                "tutkinto",
                "oklevel",
            ),
            *("szakkepesites", "calificare", "kvalifikation*", "gepruft*", "titre rncp", "rncp", "cqp", "mestrado"),
            *("doutoramento", "pos-graduacao", "certificado de profesionalidad", "certificado de qualificacoes"),
            *("maturit*", "maturitni zkouska", "kandidatexamen", "masterexamen", "magisterexamen", "ingenjorsexamen"),
            *("dyplom mistrzowski", "swiadectwo czeladnicze", "mestre", "laurea magistrale", "laurea triennale"),
        ),
        Credential.CERTIFICATE: (
            *("certificat*", "zertifikat*", "teilnahmebescheinigung*", "teilnahmebestatigung*", "attestation*"),
            *("bescheinigung", "certificado*", "attestato", "attestati", "certificato", "osvedcen*", "certifikat*"),
            *("certyfikat*", "zaswiadczen*", "intyg*", "kursintyg", "kursbevis", "getuigschrift*", "tanusitvany*"),
            *("certificaat", "certificaten", "bewijs van deelname", "deelnamecertificaat"),
            *("*zertifikat*", "*bescheinigung*", "teilnahmenachweis*", "cas", "certificate of advanced studies"),
            *("diploma de asistencia", "diploma de aprovechamiento", "diploma de participacion"),
            *(
                "diploma de participacao",
                "diploma di partecipazione",
                "diploma of attendance",
                "diploma of participation",
            ),
            *("diplome de participation", "potvrzeni o ucasti", "potvrzeni o absolvovani", "potvrdenie o ucasti"),
            *("potvrdenie o absolvovani", "swiadectwo ukonczenia*", "dyplom ukonczenia", "dyplom uczestnictwa"),
            *("todistus", "adeverinta", "pisemne osvedceni", "statement of participation", "statement of attendance"),
        ),
    }
)


@lru_cache(maxsize=2048)
def parse_credential(text: str, language: str | None = None) -> Credential | None:
    """The one kind of credential the text names, or that there is none; None for two kinds, or none recognised."""
    text = _LABEL.sub("", last_segment(text))
    if fold_phrase(text) == "examen" and base_language(language) == "sv":  # elsewhere it is what one has to pass
        return Credential.QUALIFICATION
    if (kind := _NOTHING.exactly(text) or _WORDS.exactly(text)) is not None:
        return kind
    if negated(text):
        return None
    named = _WORDS.within(text)
    return named.pop() if len(named) == 1 else None
