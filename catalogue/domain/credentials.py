"""What a learner holds at the end, from the words sources use for it."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course import Credential
from catalogue.domain.phrases import Phrases, last_segment, negated

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
                "master*",
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
            *("kvalifikac*", "kwalifikac*", "vyucni list", "dyplom*", "examen", "yrkesexamen", "tutkinto", "oklevel"),
            *("szakkepesites", "calificare", "kvalifikation*"),
        ),
        Credential.CERTIFICATE: (
            *("certificat*", "zertifikat*", "teilnahmebescheinigung*", "teilnahmebestatigung*", "attestation*"),
            *("bescheinigung", "certificado*", "attestato", "attestati", "certificato", "osvedcen*", "certifikat*"),
            *("certyfikat*", "zaswiadczen*", "intyg*", "kursintyg", "kursbevis", "getuigschrift*", "tanusitvany*"),
            *("todistus", "adeverinta", "pisemne osvedceni", "statement of participation", "statement of attendance"),
        ),
    }
)


@lru_cache(maxsize=2048)
def parse_credential(text: str, language: str | None = None) -> Credential | None:
    """The one kind of credential the text names, or that there is none; None for two kinds, or none recognised."""
    text = last_segment(text)
    if (kind := _NOTHING.exactly(text) or _WORDS.exactly(text)) is not None:
        return kind
    if negated(text):
        return None
    named = _WORDS.within(text)
    return named.pop() if len(named) == 1 else None
