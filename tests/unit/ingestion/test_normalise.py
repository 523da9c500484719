from dataclasses import fields
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.domain.course.prices import Price
from catalogue.domain.course.records import Credential, DeliveryMode, InstanceStatus, Origin, Pace, ProviderRecord
from catalogue.domain.time.dates import Moment
from catalogue.ingestion.contract import CourseDraft, InstanceDraft, PlaceDraft, ProviderDraft
from catalogue.ingestion.item import Item, SourceDefaults
from catalogue.ingestion.stages.normalise import normaliser
from tests.unit.ingestion.normalising import ThreeAreas, normalised, run


def test_a_german_draft_becomes_a_record_of_domain_values() -> None:
    item = normalised(
        page_language="de",
        description="<p>Zellen <script>x</script>bauen</p>",
        teaching_languages=["Deutsch / Englisch"],
        provider=ProviderDraft(name="Akademie  Nord", url="https://nord.example/", country="Deutschland"),
        skill_areas=["Batterien", "Löten"],
        keywords=["Zelle", "zelle"],
        eqf_level="EQR-Niveau 5",
        isced_f="0714",
        credential="Zertifikat",
        workload="6 Wochen",
        pace="im eigenen Tempo",
        instances=[
            run(
                start="ab 3. März 2027, 9:00 Uhr",
                end="05.03.2027",
                timezone="Europe/Berlin",
                enrolment_deadline="1.2.2027",
                place=PlaceDraft(
                    locality="Berlin", region="Berlin", country="Deutschland", latitude="52,5", longitude="13.4"
                ),
                mode="Präsenz",
                language="Deutsch",
                price="1.200 €",
                capacity="max. 25 Personen",
                status="ausgebucht",
            )
        ],
    )
    record = item.record
    assert record is not None and item.notes == []
    assert (record.language, record.description) == ("de", "<p>Zellen bauen</p>")
    assert record.teaching_languages == ("de", "en")
    assert record.provider == ProviderRecord(name="Akademie Nord", url="https://nord.example/", country="DE")
    assert (record.skill_areas, record.keywords) == (("batteries",), ("Zelle", "Löten"))
    assert (record.eqf_level, record.isced_f, record.workload) == (5, "0714", "P6W")
    assert (record.credential, record.pace) == (Credential.CERTIFICATE, Pace.SELF_PACED)
    instance = record.instances[0]
    assert instance.start == Moment(date(2027, 3, 3), time(9), "Europe/Berlin")
    assert (instance.end, instance.enrolment_deadline) == (Moment(date(2027, 3, 5)), Moment(date(2027, 2, 1)))
    assert (instance.place.country, instance.place.region, instance.place.latitude) == ("DE", "DE300", 52.5)
    assert (instance.mode, instance.language, instance.capacity) == (DeliveryMode.ONSITE, "de", 25)
    assert (instance.price, instance.status) == (Price(Decimal(1200), "EUR"), InstanceStatus.FULL)


def test_a_value_not_understood_is_left_empty_and_noted_once_with_its_remedy() -> None:
    item = normalised(instances=[run(price="ab 3 Kartoffeln"), run(price="ab 3 Kartoffeln")])
    assert item.record is not None and [each.price for each in item.record.instances] == [None, None]
    assert list(map(str, item.notes)) == [
        "price 'ab 3 Kartoffeln' was not understood; write an amount with its currency, such as 120 EUR"
    ]


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"language": "Elvish"}, "language"),
        ({"page_language": "??"}, "page language"),
        ({"teaching_languages": ["English and Elvish"]}, "teaching language"),
        ({"provider": ProviderDraft(name="A", country="Atlantis")}, "country"),
        ({"provider": ProviderDraft(name="A", url="nowhere")}, "provider address"),
        ({"eqf_level": "level 5"}, "EQF level"),
        ({"isced_f": "engineering"}, "ISCED-F code"),
        ({"credential": "applause"}, "credential"),
        ({"workload": "a while"}, "workload"),
        ({"pace": "brisk"}, "pace"),
        ({"image": "pic.png"}, "image"),
        ({"delivery_mode": "somehow"}, "delivery mode"),
        ({"translations": {"Elvish": {"title": "x"}}}, "translation"),
        ({"instances": [run(start="soon")]}, "start"),
        ({"instances": [run(end="later")]}, "end"),
        ({"instances": [run(enrolment_deadline="asap")]}, "enrolment deadline"),
        ({"instances": [run(timezone="Mars")]}, "time zone"),
        ({"instances": [run(capacity="many")]}, "capacity"),
        ({"instances": [run(status="perhaps")]}, "status"),
        ({"instances": [run(place=PlaceDraft(country="Atlantis"))]}, "country"),
        ({"instances": [run(place=PlaceDraft(region="Shire", country="GB"))]}, "region"),
        ({"instances": [run(place=PlaceDraft(latitude="91", longitude="0"))]}, "coordinates"),
    ],
)
def test_every_kind_of_value_says_so_when_it_was_not_understood(values: dict[str, object], word: str) -> None:
    notes = normalised(**values).notes
    assert len(notes) == 1 and str(notes[0]).startswith(f"{word} '")


@pytest.mark.parametrize(
    ("stated", "page", "default", "expected", "origin"),
    [
        ("de", "fr", "es", "de", Origin.STATED),
        ("", "fr", "es", "fr", Origin.STATED),
        ("", "", "es", "es", Origin.DEFAULT),
        ("", "", None, "en", Origin.DETECTED),
    ],
)
def test_the_language_is_stated_else_the_pages_else_the_sources_else_detected(
    stated: str, page: str, default: str | None, expected: str, origin: Origin
) -> None:
    item = normalised(
        SourceDefaults(language=default),
        language=stated,
        page_language=page,
        description="In this course you will learn how lithium-ion cells are made, tested and recycled.",
    )
    assert item.record is not None
    assert (item.record.language, item.record.origins["language"]) == (expected, origin)


def test_a_short_text_has_no_detected_language() -> None:
    record = normalised(description="Online").record
    assert record is not None and record.language is None and "language" not in record.origins


@pytest.mark.parametrize(
    ("stated", "defaults", "expected", "origin"),
    [
        (["Quality", "Batterien", "batteries"], ("hydrogen",), ("quality-safety", "batteries"), Origin.STATED),
        (["Soldering"], ("electronics",), ("electronics",), Origin.DEFAULT),
        ([], (), ("hydrogen",), Origin.CLASSIFIED),
    ],
)
def test_skill_areas_are_stated_else_the_sources_else_classified(
    stated: list[str], defaults: tuple[str, ...], expected: tuple[str, ...], origin: Origin
) -> None:
    record = normalised(SourceDefaults(skill_areas=defaults), title="Hydrogen", skill_areas=stated).record
    assert record is not None
    assert (record.skill_areas, record.origins["skill_areas"]) == (expected, origin)


def test_a_stated_area_is_joined_by_the_part_of_it_that_the_words_betray_and_by_nothing_else() -> None:
    wide = normalised(SourceDefaults(skill_areas=("hydrogen",)), title="Electrolysis").record
    assert wide is not None and wide.skill_areas == ("hydrogen", "electrolysis")
    other = normalised(title="Electrolysis", skill_areas=["Quality"]).record
    assert other is not None and other.skill_areas == ("quality-safety",)


def test_the_text_is_classified_without_its_markup() -> None:
    areas = ThreeAreas()
    draft = CourseDraft(where="row 1", title="T", page_language="en", description="<p>About <b>hydrogen</b></p>")
    normaliser(areas)(Item(draft=draft, page_url="https://e.org/"))
    assert areas.asked == [("About hydrogen", "en")]


def test_an_instance_without_a_mode_has_its_courses() -> None:
    record = normalised(delivery_mode="online", instances=[run(), run(mode="Präsenz")]).record
    assert record is not None
    assert [each.mode for each in record.instances] == [DeliveryMode.ONLINE, DeliveryMode.ONSITE]


@pytest.mark.parametrize(
    ("modes", "expected"),
    [(["online", "online"], DeliveryMode.ONLINE), (["online", "onsite"], None), (["online", ""], None), ([], None)],
)
def test_a_course_without_a_mode_has_the_one_all_its_instances_share(
    modes: list[str], expected: DeliveryMode | None
) -> None:
    record = normalised(instances=[run(mode=mode) for mode in modes]).record
    assert record is not None and record.delivery_mode is expected


def test_a_start_that_says_from_when_to_when_gives_the_end_too() -> None:
    record = normalised(page_language="fr", instances=[run(start="du 3 au 5 mars 2027")]).record
    assert record is not None
    assert (record.instances[0].start, record.instances[0].end) == (
        Moment(date(2027, 3, 3)),
        Moment(date(2027, 3, 5)),
    )


def test_the_sources_currency_serves_only_where_none_is_named() -> None:
    record = normalised(SourceDefaults(currency="CZK"), instances=[run(price="1200"), run(price="12 EUR")]).record
    assert record is not None
    assert [each.price for each in record.instances] == [Price(Decimal(1200), "CZK"), Price(Decimal(12), "EUR")]


def test_nothing_is_made_up() -> None:
    record = normalised(description="A long description. With sentences.").record
    assert record is not None
    filled = {each.name for each in fields(record) if getattr(record, each.name)}
    assert filled == {"url", "title", "description", "origins"}
    assert record.origins == dict.fromkeys(("url", "title", "description"), Origin.STATED)


def test_translations_are_kept_under_normal_language_codes() -> None:
    record = normalised(translations={"de_DE": {"title": "Zellen", "other": "x"}, "fr": {}}).record
    assert record is not None and record.translations == {"de-DE": {"title": "Zellen"}}


TEXT = st.text(max_size=30)


@settings(max_examples=50)
@given(st.builds(CourseDraft, where=TEXT), st.builds(InstanceDraft), st.lists(TEXT, min_size=22, max_size=22))
def test_no_draft_makes_it_raise(draft: CourseDraft, instance: InstanceDraft, texts: list[str]) -> None:
    plain = [each.name for each in fields(CourseDraft) if each.type == "str" and each.name != "where"]
    for name, text in zip(plain, texts, strict=False):
        setattr(draft, name, text)
    instance.start, instance.price, instance.currency, instance.timezone, instance.mode = texts[-5:]
    instance.place = PlaceDraft(
        *(), name=texts[0], country=texts[1], region=texts[2], latitude=texts[3], longitude=texts[4]
    )
    draft.instances = [instance]
    item = normaliser(ThreeAreas())(Item(draft=draft, page_url="https://e.org/"))
    assert item.record is not None
