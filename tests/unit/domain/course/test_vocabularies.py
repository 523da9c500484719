from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.course.credentials import parse_credential
from catalogue.domain.course.delivery_modes import parse_delivery_mode
from catalogue.domain.course.eqf_levels import parse_eqf_level
from catalogue.domain.course.instance_statuses import parse_instance_status
from catalogue.domain.course.pace import parse_pace
from catalogue.domain.course.records import Credential, DeliveryMode, InstanceStatus, Pace

ONLINE, ONSITE, BLENDED = DeliveryMode.ONLINE, DeliveryMode.ONSITE, DeliveryMode.BLENDED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://schema.org/OnlineEventAttendanceMode", ONLINE),
        ("http://schema.org/OfflineEventAttendanceMode", ONSITE),
        ("MixedEventAttendanceMode", BLENDED),
        ("online", ONLINE),
        ("Online via Zoom", ONLINE),
        ("en ligne", ONLINE),
        ("Distance without attendance", ONLINE),
        ("Distance with attendance", BLENDED),
        ("Präsenz", ONSITE),
        ("Präsenzveranstaltung", ONSITE),
        ("CM", ONSITE),
        ("prezenčně", ONSITE),
        ("stacjonarnie", ONSITE),
        ("presencial", ONSITE),
        ("lähiopetus", ONSITE),
        ("hybrid", BLENDED),
        ("online und Präsenz", BLENDED),
        *(("Live-Online", ONLINE), ("FOAD", ONLINE), ("classe virtuelle", ONLINE), ("teleformación", ONLINE)),
        *(("aula virtual", ONLINE), ("FAD", ONLINE), ("videoconferenza", ONLINE), ("na odległość", ONLINE)),
        *(("webbutbildning", ONLINE), ("e-learningový kurz", ONLINE), ("dištančne", ONLINE), ("dálkově", ONLINE)),
        *(("en salle", ONSITE), ("v učebně", ONSITE), ("klassrum", ONSITE), ("w siedzibie firmy", ONSITE)),
        *(("in aula", ONSITE), ("prezenčná", ONSITE), ("semipresencial", BLENDED), ("hybrydowo", BLENDED)),
        *(("mixta", BLENDED), ("hibrid", BLENDED), ("kombinovaně", BLENDED), ("b-learning", BLENDED)),
        ("not online", None),
        ("kein Online-Kurs", None),
        ("somehow", None),
        ("", None),
    ],
)
def test_a_delivery_mode_is_known_by_code_or_word(text: str, expected: DeliveryMode | None) -> None:
    assert parse_delivery_mode(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Certificate", Credential.CERTIFICATE),
        ("Certificaat", Credential.CERTIFICATE),
        ("Bewijs van deelname", Credential.CERTIFICATE),
        ("Teilnahmebescheinigung", Credential.CERTIFICATE),
        ("osvědčení", Credential.CERTIFICATE),
        ("micro-credential", Credential.MICRO_CREDENTIAL),
        ("Open Badge", Credential.BADGE),
        ("Bachelor degree", Credential.QUALIFICATION),
        ("Certificate of Higher Education", Credential.QUALIFICATION),
        ("none", Credential.NONE),
        ("no certificate", Credential.NONE),
        *(("Hochschulzertifikat", Credential.CERTIFICATE), ("Abschluss: Zertifikat", Credential.CERTIFICATE)),
        *(("Geprüfter Industriemeister", Credential.QUALIFICATION), ("Mikrozertifikat", Credential.MICRO_CREDENTIAL)),
        *(("Titre RNCP niveau 6", Credential.QUALIFICATION), ("CQP", Credential.QUALIFICATION)),
        *(
            ("Diploma de asistencia", Credential.CERTIFICATE),
            ("Certificado de profesionalidad", Credential.QUALIFICATION),
        ),
        *(("Máster", Credential.QUALIFICATION), ("Masterclass", None), ("Examen final", None)),
        *(
            ("Nessun attestato", Credential.NONE),
            ("sans certification", Credential.NONE),
            ("Mestrado", Credential.QUALIFICATION),
        ),
        *(("Potvrzení o účasti", Credential.CERTIFICATE), ("Výučný list", Credential.QUALIFICATION)),
        *(("Świadectwo ukończenia", Credential.CERTIFICATE), ("Yrkeshögskoleexamen", Credential.QUALIFICATION)),
        *(
            ("BEng (Hons) Vehicle Engineering", Credential.QUALIFICATION),
            ("B. Eng. Fahrzeugbau", Credential.QUALIFICATION),
        ),
        *(("Dipl.-Ing. (FH)", Credential.QUALIFICATION), ("LL.M.", Credential.QUALIFICATION), ("but not here", None)),
        *(("BUT génie électrique", Credential.QUALIFICATION), ("Bac pro carrosserie", Credential.QUALIFICATION)),
        *(
            ("HNC: Higher National Certificate", Credential.QUALIFICATION),
            ("CTeSP Mecatrónica", Credential.QUALIFICATION),
        ),
        *(("Inżynier mechatroniki", Credential.QUALIFICATION), ("Bakalářský titul", Credential.QUALIFICATION)),
        *(
            ("Ciclo formativo de grado superior", Credential.QUALIFICATION),
            ("Laurea triennale", Credential.QUALIFICATION),
        ),
        *(("Civilingenjör", Credential.QUALIFICATION), ("ma non troppo", None), ("badge (MSc level)", None)),
        ("badge and certificate", None),
        ("does not lead to a diploma", None),
        ("applause", None),
    ],
)
def test_a_credential_is_known_by_the_one_kind_it_names(text: str, expected: Credential | None) -> None:
    assert parse_credential(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", 5),
        ("EQF 5", 5),
        ("EQF level 6", 6),
        ("EQR-Niveau 6", 6),
        ("CEC niveau 4", 4),
        ("Level 5 (EQF)", 5),
        ("DQR 4", 4),
        ("http://data.europa.eu/snb/eqf/5", 5),
        *(("Niveau 6 des DQR", 6), ("Poziom PRK: 5", 5), ("VI poziom PRK", 6), ("niveau 5 du RNCP", 5)),
        *(("Nível 5 do QNQ", 5), ("livello EQF 4", 4), ("úroveň 4 EKR", 4), ("SKKR 4", 4), ("SeQF-nivå 5", 5)),
        *(("nivel MEC 5", 5), ("level 5 of the EQF", 5), ("niveau 6", None), ("niveau III", None)),
        ("level 5", None),
        ("RQF level 5", None),
        ("EQF 5-6", None),
        ("9", None),
        ("0", None),
        ("advanced", None),
    ],
)
def test_a_level_is_known_where_its_framework_is(text: str, expected: int | None) -> None:
    assert parse_eqf_level(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("self-paced", Pace.SELF_PACED),
        ("im eigenen Tempo", Pace.SELF_PACED),
        ("a tu ritmo", Pace.SELF_PACED),
        ("instructor-led", Pace.SCHEDULED),
        ("not self-paced", None),
        ("brisk", None),
    ],
)
def test_a_pace_is_known_by_its_words(text: str, expected: Pace | None) -> None:
    assert parse_pace(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://schema.org/EventCancelled", InstanceStatus.CANCELLED),
        ("EventScheduled", InstanceStatus.SCHEDULED),
        ("https://schema.org/SoldOut", InstanceStatus.FULL),
        ("ausgebucht", InstanceStatus.FULL),
        ("plně obsazeno", InstanceStatus.FULL),
        ("annulé", InstanceStatus.CANCELLED),
        *(("EventPostponed", InstanceStatus.POSTPONED), ("reporté", InstanceStatus.POSTPONED)),
        ("nicht ausgebucht", None),
    ],
)
def test_a_status_is_known_by_code_or_word(text: str, expected: InstanceStatus | None) -> None:
    assert parse_instance_status(text) == expected


@pytest.mark.parametrize(
    "parse", [parse_delivery_mode, parse_credential, parse_eqf_level, parse_pace, parse_instance_status]
)
@given(text=st.text(max_size=250))
def test_no_text_makes_a_parser_raise(parse: Callable[[str], object], text: str) -> None:
    assert parse(text) == parse(f" {text} ")


def test_an_examen_is_a_degree_in_swedish_alone() -> None:
    assert [parse_credential("Examen", language) for language in ("sv", "fr")] == [Credential.QUALIFICATION, None]
