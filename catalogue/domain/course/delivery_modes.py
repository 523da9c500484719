"""How teaching reaches the learner, from the words and codes sources use for it."""

from __future__ import annotations

from functools import lru_cache

from catalogue.domain.course.records import DeliveryMode
from catalogue.domain.text.phrases import Phrases, last_segment, negated

# schema.org eventAttendanceMode; XCRI-CAP 1.2 attendanceMode codes and their labels (xcri.org vocabulary).
_TERMS = Phrases(
    {
        DeliveryMode.ONLINE: (
            "OnlineEventAttendanceMode",
            "ON",
            "DS",
            "distance without attendance",
            "online (no attendance)",
            "online without attendance",
        ),
        DeliveryMode.ONSITE: ("OfflineEventAttendanceMode", "CM", "NC", "WB", "face-to-face non-campus", "work-based"),
        DeliveryMode.BLENDED: ("MixedEventAttendanceMode", "DA", "MM", "distance with attendance", "mixed mode"),
    }
)
_WORDS = Phrases(
    {
        DeliveryMode.ONLINE: (
            *(
                "online*",
                "on-line",
                "webinar*",
                "virtual*",
                "virtuell*",
                "virtuelle*",
                "e-learning*",
                "elearning*",
                "mooc",
            ),
            *("distance", "distance learning", "remote", "fernkurs*", "fernstudium", "fernlehrgang", "fernunterricht"),
            *("en ligne", "a distance", "distanciel", "en linea", "a distancia", "telematic*", "em linha", "remoto"),
            *("in linea", "a distanza", "da remoto", "distancne", "distancni*", "dalkove", "distancn*", "zdalnie"),
            *("zdalne", "zdalny", "na dalku", "na dialku", "dialkovo", "pa distans", "distans", "distanskurs*"),
            *("op afstand", "tavoktatas", "tavolleti", "etana", "etaopetus*", "etaopiskelu", "verkossa", "verkko*"),
            *("verkkokurssi", "la distanta", "digital*", "fjernundervisning", "foad", "fad", "teleformacion"),
            *(
                "tele-formacion",
                "formacion telematica",
                "aula virtual",
                "videoconfer*",
                "videokonfer*",
                "classe virtuelle",
            ),
            *(
                "na odleglosc",
                "webb*",
                "zoom",
                "microsoft teams",
                "ms teams",
                "livestream*",
                "live-stream*",
                "streaming",
            ),
            *("visioconference", "visio", "teleteaching", "fjarrundervisning"),
        ),
        DeliveryMode.ONSITE: (
            *("onsite", "on-site", "on site", "in person", "in-person", "face-to-face", "face to face", "classroom"),
            *("campus", "on campus", "offline", "prasenz*", "vor ort", "presentiel*", "en presentiel", "sur place"),
            *("presencial*", "in presenza", "presenza", "in aula", "prezencni*", "prezencne", "prezencn*", "osobne"),
            *("stacjonarn*", "na miejscu", "pa plats", "platsbaserad*", "pa campus", "klassikaal", "op locatie"),
            *("ter plaatse", "szemelyes*", "jelenleti", "tantermi", "lahiopetus*", "paikan paalla", "fata in fata"),
            *("la sediu", "cu prezenta", "fremmode", "en salle", "en aula", "en sala", "sala de aula", "em sala"),
            *("v ucebne", "v ucebni", "ve tride", "v triede", "kontaktni vyuka", "klassrum*", "fysisk*", "in sede"),
            *("w siedzibie", "w sali", "aula presencial", "osobni ucast", "osobna ucast"),
        ),
        DeliveryMode.BLENDED: (
            *(
                "blended*",
                "hybrid*",
                "hybride*",
                "hibrid*",
                "mixed",
                "mixte",
                "mixto",
                "mista",
                "misto",
                "semipresencial",
            ),
            *("semi-presencial", "b-learning", "ibrid*", "kombinovan*", "kombinierte*", "mieszan*", "blandad*"),
            *("mixta", "hybryd*", "bi-modal*", "blandat", "b-learning", "mezclad*", "semi presencial", "kombinuj*"),
            *("gemengd", "vegyes", "monimuoto*", "mixt", "bimodal*", "teilprasenz"),
        ),
    }
)


@lru_cache(maxsize=2048)
def parse_delivery_mode(text: str, language: str | None = None) -> DeliveryMode | None:
    """The mode a schema.org address, an XCRI code or words of any language name; both ways together are blended.

    None where nothing is recognised or the text says "no" ("not online").
    """
    text = last_segment(text)
    if mode := _TERMS.exactly(text) or _WORDS.exactly(text):
        return mode
    if negated(text):
        return None
    named = _WORDS.within(text)
    if DeliveryMode.BLENDED in named or len(named) == 2:
        return DeliveryMode.BLENDED
    return named.pop() if named else None
