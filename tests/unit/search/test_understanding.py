"""Questions in many languages: what is a condition, what is the subject, and what only looks like a condition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.languages import words
from catalogue.search.limits import Limits
from catalogue.search.reading_options import ReadingOptions
from catalogue.search.understanding import Names, Understood, understand
from catalogue.search.understanding.phrase_table import PhraseTable
from catalogue.search.understanding.wording import folded_words, read_words

TODAY = date(2026, 11, 30)
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "cs", "sk", "pl", "sv")
WORDS_OF_QUESTIONS = (
    *("battery", "kurz", "free", "online", "in", "v", "à", "Munich", "Ostravě", "March", "ab Mai", "most", "Essen"),
    *(
        "unter",
        "300",
        "€",
        "Kč",
        "EQF",
        "5",
        "20",
        "hours",
        "km",
        "near",
        "auf Deutsch",
        ",",
        "-",
        '"',
        "title:",
        "*",
        "d'",
    ),
)
questions = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS_OF_QUESTIONS), max_size=12).map(" ".join))


def read(text: str, language: str = "en", **more) -> Understood:
    return understand(text, language, TODAY, **more)


def stated(text: str, language: str = "en", **more) -> dict[str, str]:
    return {condition.facet: condition.value for condition in read(text, language, **more).conditions}


@pytest.mark.parametrize(
    ("language", "text", "town"),
    [
        ("en", "welding in Dublin", "Dublin"),
        ("en", "welding Dublin", "Dublin"),
        ("en", "Dublin", "Dublin"),
        ("cs", "roboti v Ostravě", "Ostrava"),
        ("cs", "roboti v ostrave", "Ostrava"),
        ("cs", "welding course in Prague", "Prague"),
        ("cs", "vodík v Karlových Varech", "Karlovy Vary"),
        ("fr", "soudage a Lyon", "Lyon"),
        ("pl", "roboty w Katowicach", "Katowice"),
        ("pl", "spawanie w Bielsku-Białej", "Bielsko-Biala"),
        ("pl", "kurs w Przemyślu", "Przemyśl"),
        ("sk", "kurz v Banskej Bystrici", "Banská Bystrica"),
        ("pt", "soldadura no Porto", "Porto"),
        ("sv", "svetsning i Göteborg", "Göteborg"),
        ("hu", "hegesztés Győrben", "Győr"),
        ("fi", "akku Tampereella", "Tampere"),
        ("de", "Kurs in Essen", "Essen"),
        ("cs", "most v Mostě", "Most"),
    ],
)
def test_a_town_is_understood_in_every_case(language, text, town):
    assert stated(text, language) == {"near": town}


@pytest.mark.parametrize(
    ("language", "text", "facet", "value"),
    [
        ("es", "soldadura en Alemania", "country", "DE"),
        ("de", "Hochvolt in der Schweiz", "country", "CH"),
        ("sk", "robotika na Slovensku", "country", "SK"),
        ("pl", "baterie w Niemczech", "country", "DE"),
        ("fr", "batterie aux Pays-Bas", "country", "NL"),
        ("sv", "vätgas i Norden", "country", "DK,FI,IS,NO,SE"),
        ("de", "Hochvolt in Bayern", "region", "DE2"),
        ("fr", "hydrogène en Occitanie", "region", "FRJ"),
        ("pl", "transport na Śląsku", "region", "PL22"),
        ("cs", "svařování na Moravě", "region", "CZ06,CZ07,CZ08"),
    ],
)
def test_countries_and_regions_are_filters(language, text, facet, value):
    assert stated(text, language) == {facet: value}


@pytest.mark.parametrize(
    ("text", "language", "kilometres"),
    [
        ("hydrogen near Graz", "en", 50),
        ("hydrogen within 100 km of Graz", "en", 100),
        ("Hochvolt im Umkreis von 70 km um München", "de", 70),
        ("almacén a menos de 40 km de Madrid", "es", 40),
        ("hydrogen Graz 30 km", "en", 30),
    ],
)
def test_a_distance_goes_with_its_place(text, language, kilometres):
    [condition] = read(text, language).conditions
    assert condition.limits.near is not None and condition.limits.near.kilometres == kilometres


@pytest.mark.parametrize(
    ("text", "language", "interval"),
    [
        ("lean in March", "en", "2027-03-01/2027-03-31"),
        ("Lean ab Mai", "de", "2027-05-01/.."),
        ("lean od marca", "sk", "2027-03-01/.."),
        ("lean avant mai", "fr", "../2027-04-30"),
        ("lean until June 2027", "en", "../2027-06-30"),
        ("lean between March and May", "en", "2027-03-01/2027-05-31"),
        ("lean i vår", "sv", "2027-03-01/2027-05-31"),
        ("lean next month", "en", "2026-12-01/2026-12-31"),
        ("lean la semana que viene", "es", "2026-12-07/2026-12-13"),
        ("lean in two weeks", "en", "2026-11-30/2026-12-14"),
        ("lean dal 15 marzo", "it", "2027-03-15/.."),
        ("lean ab 15.3.2027", "de", "2027-03-15/.."),
        ("lean w lutym", "pl", "2027-02-01/2027-02-28"),
        ("lean in November", "en", "2027-11-01/2027-11-30"),  # of this one a day is left
        ("lean in winter", "en", "2026-12-01/2027-02-28"),
    ],
)
def test_times_are_days_between_which_a_course_begins(text, language, interval):
    assert stated(text, language) == {"start": interval}


@pytest.mark.parametrize(
    ("text", "language", "limits"),
    [
        ("lean below 300 €", "en", Limits(max_price=Decimal(300))),
        ("lean under €400", "en", Limits(max_price=Decimal(400))),
        ("lean do 10 000 Kč", "cs", Limits(max_price=Decimal(10000), currency="CZK")),
        ("lean under 5000 kr", "sv", Limits(max_price=Decimal(5000), currency="SEK")),
        ("lean at most 20 hours", "en", Limits(max_hours=20)),
        ("lean två dagar", "sv", Limits(max_hours=16)),
        ("zweitägiger Lean-Kurs", "de", Limits(max_hours=16)),
        ("lean 10 hours a week", "en", Limits(max_hours_per_week=10)),
    ],
)
def test_amounts_are_upper_limits(text, language, limits):
    [condition] = read(text, language).conditions
    assert condition.limits == limits


@pytest.mark.parametrize(
    ("text", "language", "conditions"),
    [
        ("free online battery course", "en", {"price": "free", "delivery_mode": "online"}),
        ("darmowy kurs o bateriach przez internet", "pl", {"price": "free", "delivery_mode": "online"}),
        ("python v angličtině prezenčně", "cs", {"language": "en", "delivery_mode": "onsite"}),
        ("PLC po angielsku w Polsce", "pl", {"language": "en", "country": "PL"}),
        ("Robotik DQR-Niveau 6 mit Zertifikat", "de", {"level": "6", "credential": "certificate"}),
        ("baterie w języku angielskim", "pl", {"language": "en"}),
        ("evening robot programming class", "en", {"schedule": "evening"}),
        ("roboty weekendowe", "pl", {"schedule": "weekend"}),
        ("robotique niveau CEC 4", "fr", {"level": "4"}),
        ("micro credential battery management", "en", {"credential": "micro-credential"}),
        ("Online-Schulung Hochvolt", "de", {"delivery_mode": "online"}),
    ],
)
def test_manner_language_level_and_credential_are_filters(text, language, conditions):
    assert stated(text, language) == conditions


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("free cooling", "en"), ("lead-free soldering", "en"), ("level 3 automated driving", "en"),
        ("course in reading drawings", "en"), ("nice battery course", "en"), ("march test memory", "en"),
        ("technical english for mechanics", "en"), ("most important skills", "en"), ("split system cooling", "en"),
        ("hybrid vehicles", "en"), ("digital twin", "en"), ("remote diagnostics", "en"), ("over 300 euro", "en"),
        ("one day I want to weld", "en"), ("12 V systems", "en"), ("badge reader", "en"), ("May", "en"),
        ("gesundes essen in der kantine", "de"), ("Euro 7 Abgas", "de"), ("Lüftung in der Halle", "de"),
        ("online-Überwachung von Lagern", "de"), ("logiciel libre", "fr"), ("tours à commande numérique", "fr"),
        ("On m'a nommé chef", "fr"), ("rueda libre", "es"), ("come incollare", "it"), ("roboty w przemyśle", "pl"),
        ("łódź elektryczna", "pl"), ("most měření odporu", "cs"), ("baterie v praxi", "cs"), ('"in Munich"', "en"),
        ("conduite à distance des robots", "fr"), ("Jak vést lidi", "cs"), ("kurz bez certifikátu", "cs"),
        ("title:Munich", "en"), ("batteries -online", "en"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_condition_stays_words(text, language):
    assert read(text, language) == Understood(text)


@pytest.mark.parametrize(
    ("text", "language", "subject"),
    [
        ("Ich suche einen Hochvoltkurs in Leipzig, der nicht mehr als 500 Euro kostet", "de", "Hochvoltkurs"),
        ("Je cherche une formation gratuite sur les batteries près de Lyon", "fr", "batteries"),
        ("Hledám kurz svařování v Olomouci, nejlépe v lednu", "cs", "svařování"),
        ("cyber security of cars, micro credential, under €400", "en", "cyber security of cars"),
        ("free course", "en", ""),
    ],
)
def test_the_subject_loses_words_that_only_join_or_ask(text, language, subject):
    assert read(text, language).subject == subject


def test_a_provider_beside_a_subject_is_a_filter_and_by_itself_is_not():
    names = Names(providers=PhraseTable([("Akademia Iskra", "iskra")]))
    assert stated("roboty Akademia Iskra", "pl", names=names) == {"provider": "iskra"}
    assert stated("Akademia Iskra", "pl", names=names) == {}


def test_the_name_of_a_thing_is_no_condition_with_a_subject():
    names = Names(is_thing=lambda text, condition: text == "online monitoring")
    assert stated("online monitoring of machines", names=names) == {}
    assert stated("online battery course", names=names) == {"delivery_mode": "online"}


def test_of_two_places_or_prices_the_first_holds_and_the_other_stays_a_word():
    found = read("diagnostics in Lyon or Paris")
    assert (found.subject, [each.value for each in found.conditions]) == ("diagnostics Paris", ["Lyon"])


def test_a_part_of_a_term_of_the_trade_is_no_condition():
    names = Names(terms=lambda spoken: [(0, 4)] if list(spoken[:4]) == ["mise", "à", "jour", "à"] else [])
    assert stated("formation à distance", "fr", names=names) == {"delivery_mode": "online"}
    remote = Names(terms=lambda spoken: [(0, 5)])
    assert stated("mise à jour à distance", "fr", names=remote) == {}


@pytest.mark.parametrize("text", ["3D printing", "8D", "tecnico di veicoli a celle"])
def test_dimensions_and_common_words_are_no_conditions(text):
    assert stated(text, "it") == {}


def test_a_condition_can_stay_words_or_be_left_out():
    kept = read("lean in Munich online", options=ReadingOptions(words=frozenset({"in munich"})))
    assert (kept.subject, [each.facet for each in kept.conditions]) == ("lean in Munich", ["delivery_mode"])
    left = read("lean in Munich online", options=ReadingOptions(left_out=frozenset({"in munich"})))
    assert left.subject == "lean"
    assert [each.facet for each in left.conditions] == ["delivery_mode"]
    assert [each.facet for each in left.left_out] == ["near"]
    assert read("lean in Munich", options=ReadingOptions(understand=False)) == Understood("lean in Munich")


@given(text=questions, language=st.sampled_from(LANGUAGES))
def test_subject_and_conditions_hold_all_words_but_fillers_and_no_word_twice(text, language):
    found = read(text, language)
    spans = [(condition.start, condition.end) for condition in found.conditions]
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    assert len(folded_words(found.subject)) + sum(len(folded_words(each.words)) for each in found.conditions) <= len(
        folded_words(text)
    )
    if not found.conditions:
        assert [word.folded for word in read_words(found.subject)] == [word.folded for word in read_words(text)]


@given(text=questions, language=st.sampled_from(LANGUAGES))
def test_what_was_understood_stays_words_if_its_words_are_kept(text, language):
    first = read(text, language)
    kept = read(text, language, options=ReadingOptions(words=frozenset(each.words for each in first.conditions)))
    assert not {each.words for each in kept.conditions} & {each.words for each in first.conditions}


@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_a_large_town_after_any_word_for_in_is_a_place(data, language):
    lead = data.draw(st.sampled_from(words("conditions", "place")[language]))
    town = data.draw(st.sampled_from(("Stuttgart", "Bratislava", "Göteborg", "Toulouse", "Valladolid", "Katowice")))
    assert stated(f"python {lead} {town}", language) == {"near": town}
