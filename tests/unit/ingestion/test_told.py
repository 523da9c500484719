"""Facts that a description states under a label, in ten languages."""

from decimal import Decimal

import pytest

from catalogue.domain.course.prices import Price
from catalogue.domain.course.records import CourseRecord, Credential, DeliveryMode, Origin
from catalogue.ingestion.contract import CourseDraft, InstanceDraft
from catalogue.ingestion.item import Item
from catalogue.ingestion.stages.normalise import normaliser
from catalogue.taxonomy.skill_areas import skill_areas

NORMALISE = normaliser(skill_areas())


def record(language: str, description: str, **values: object) -> CourseRecord:
    draft = CourseDraft(
        where="1",
        title="T",
        url="https://e.org/1",
        page_language=language,
        description=description,
        **values,  # type: ignore[arg-type]
    )
    found = NORMALISE(Item(draft=draft, page_url="https://e.org/")).record
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "lines", "workload", "amount", "mode", "credential", "level"),
    [
        (
            *("en", ["Duration: 2 days (14 hours)", "Fee: €450 + VAT", "Delivery: Live online", "Certificate: badge"]),
            *("PT14H", "450", DeliveryMode.ONLINE, Credential.BADGE, None),
        ),
        (
            *("de", ["Dauer: 3 Tage", "Kosten: 1.290,– € zzgl. MwSt.", "Durchführung: Präsenz", "Niveau: DQR 6"]),
            *("P3D", "1290", DeliveryMode.ONSITE, None, 6),
        ),
        (
            *("fr", ["Durée : 2 jours (14 h)", "Tarif : 890 € HT", "Modalité : FOAD", "Validation : attestation"]),
            *("PT14H", "890", DeliveryMode.ONLINE, Credential.CERTIFICATE, None),
        ),
        (
            *("es", ["Duración: 60 horas", "Precio: gratuito", "Modalidad: semipresencial", "Titulación: diploma"]),
            *("PT60H", "0", DeliveryMode.BLENDED, Credential.QUALIFICATION, None),
        ),
        (
            *("it", ["Durata: 16 ore", "Quota di partecipazione: € 450,00 + IVA", "Modalità: FAD", "Livello: EQF 4"]),
            *("PT16H", "450", DeliveryMode.ONLINE, None, 4),
        ),
        (
            *("pt", ["Carga horária: 25 horas", "Valor: 120 €", "Regime: b-learning", "Nível: 4"]),
            *("PT25H", "120", DeliveryMode.BLENDED, None, None),
        ),
        (
            *("pl", ["Czas trwania: 2 dni", "Cena: 1 290 zł netto (1586,70 zł brutto)", "Tryb: zdalnie", "PRK: 5"]),
            *("P2D", "1586.7", DeliveryMode.ONLINE, None, 5),
        ),
        (
            *("cs", ["Délka: 3 dny", "Cena kurzu: 12 000 Kč", "Forma výuky: prezenčně", "Doklad: osvědčení"]),
            *("P3D", "12000", DeliveryMode.ONSITE, Credential.CERTIFICATE, None),
        ),
        (
            *("sk", ["Dĺžka: 16 hodín", "Cena: zadarmo", "Forma výučby: dištančne", "Úroveň SKKR: 4"]),
            *("PT16H", "0", DeliveryMode.ONLINE, None, 4),
        ),
        (
            *("sv", ["Längd: 6 veckor", "Kostnad: kostnadsfri", "Studieform: distans", "Nivå: SeQF 6"]),
            *("P6W", "0", DeliveryMode.ONLINE, None, 6),
        ),
    ],
)
def test_a_description_states_under_labels_what_its_record_leaves_empty(
    language: str,
    lines: list[str],
    workload: str,
    amount: str,
    mode: DeliveryMode,
    credential: Credential | None,
    level: int | None,
) -> None:
    found = record(language, "".join(f"<p>{line}</p>" for line in ["A text.", *lines]))
    price = found.instances[0].price
    assert (found.workload, found.delivery_mode, found.credential, found.eqf_level) == (
        workload,
        mode,
        credential,
        level,
    )
    assert price is not None and price.amount == Decimal(amount)
    assert {found.origins[name] for name in ("workload", "price", "delivery_mode")} == {Origin.DETECTED}


def test_a_label_may_stand_on_a_line_of_its_own() -> None:
    assert (
        record("de", "<dl><dt>Dauer</dt><dd>3 Tage</dd><dt>Kurssprache:</dt><dd>Englisch</dd></dl>").workload == "P3D"
    )


@pytest.mark.parametrize(
    "description",
    [
        *("<p>Dauer: 3 Tage</p><p>Dauer: 5 Tage</p>", "<p>Dauer: je nach Vorwissen</p>", "<p>Die Praxis: 3 Tage</p>"),
        *("<p>Nach 3 Tagen Dauer: Prüfung.</p>", "<p>Dauer des Praktikums: 3 Monate</p>", "<p>Dauer</p><p>Inhalte</p>"),
    ],
)
def test_what_is_not_one_clear_value_under_a_known_label_stays_empty(description: str) -> None:
    assert record("de", description).workload is None


def test_what_the_record_states_itself_stands() -> None:
    run = InstanceDraft(price="100 EUR", mode="online")
    found = record("de", "<p>Dauer: 3 Tage</p><p>Kosten: 200 €</p>", workload="P5D", instances=[run])
    assert (found.workload, found.instances[0].price) == ("P5D", Price(Decimal(100), "EUR"))
    assert found.origins["workload"] is Origin.STATED


def test_garbled_text_and_tracked_addresses_are_put_right() -> None:
    found = record("sk", "<p>PraktickÃ½ kurz</p>", summary="FormÃ¡cia â€“ zÃ¡klady")
    assert (found.description, found.summary) == ("<p>Praktický kurz</p>", "Formácia – základy")
    tracked = CourseDraft(
        where="1", title="Å\xa0kolenie: batÃ©rie", url="https://e.org/k?id=5&utm_source=fb&fbclid=a#termine"
    )
    item = NORMALISE(Item(draft=tracked, page_url="https://e.org/")).record
    assert item is not None and (item.title, item.url) == ("Školenie: batérie", "https://e.org/k?id=5#termine")


@pytest.mark.parametrize("text", ["São Paulo", "Ångström", "Âge d’or", "naïve Ã", "10 °C", "Škoda", "Łódź – Ústí"])
def test_text_that_is_as_it_should_be_stays(text: str) -> None:
    assert record("pt", f"<p>{text}</p>").description == f"<p>{text}</p>"
