"""Headers in the words of each language, with their units, numbers and what they are about."""

import pytest

from catalogue.domain.course.fields import SHEET_COLUMNS
from catalogue.languages import language_files
from importers.table.columns import match_columns
from importers.table.headers import meaning_of

# Title, start, price and place as somebody in each country may head them; none stands in a language file as a whole.
HEADERS = {
    "bg": "Наименование на семинара;Начална дата;Цена (лв.);Град",
    "cs": "Název semináře;Datum zahájení;Cena v Kč;Místo konání akce",
    "da": "Kursets titel;Startdato;Pris (kr.);By",
    "de": "Lehrgangsname;Starttermin;Seminarpreis (€);Seminarort",
    "el": "Τίτλος του σεμιναρίου;Ημερομηνία έναρξης;Κόστος (€);Πόλη",
    "en": "Training name;Course start date;Fee in EUR;Town",
    "es": "Nombre de la formación;Fecha de inicio del curso;Precio (€);Ciudad",
    "et": "Koolituse pealkiri;Alguskuupäev;Hind (€);Linn",
    "fi": "Kurssin otsikko;Alkamispäivä;Hinta (€);Paikkakunta",
    "fr": "Intitulé du stage;Date de début de la session;Tarif (€ HT);Ville",
    "hr": "Naziv seminara;Datum početka;Cijena (€);Grad",
    "hu": "A képzés megnevezése;Kezdő dátum;Ár (Ft);Város",
    "it": "Titolo del seminario;Data inizio corso;Prezzo (€);Città",
    "lt": "Kursų pavadinimas;Pradžios data;Kaina (€);Miestas",
    "lv": "Semināra nosaukums;Sākuma datums;Cena (€);Pilsēta",
    "nb": "Kursets tittel;Startdato;Pris (kr);Sted",
    "nl": "Trainingstitel;Startdatum;Prijs (€);Plaats",
    "pl": "Nazwa warsztatów;Data rozpoczęcia;Cena (zł);Miejscowość",
    "pt": "Designação da formação;Data de início do curso;Preço (€);Localidade",
    "ro": "Denumirea programului;Data de început;Preț (lei);Localitate",
    "sk": "Názov seminára;Dátum začiatku;Cena (€);Miesto konania",
    "sl": "Naslov seminarja;Datum začetka;Cena (€);Kraj izvedbe",
    "sv": "Utbildningens titel;Startdatum;Pris (kr);Ort",
}


def columns(headers, **chosen):
    return match_columns(headers.split(";"), chosen)


@pytest.mark.parametrize("code", [file.code for file in language_files()])
def test_title_start_price_and_place_are_known_by_their_words_in_every_language(code):
    assert list(columns(HEADERS[code]).matched.values()) == ["title", "start_date", "price", "city"]


@pytest.mark.parametrize(
    "headers",
    [
        "Kursleiter;Kursart;Kursstatus;Ansprechpartner;Geändert am;Geburtsdatum;Telefon",
        "Trainer;Status;Created;Last modified;Invoice date;Phone",
        "Formateur;Statut;Date de création;Téléphone;Date de naissance",
    ],
)
def test_a_header_of_another_meaning_is_not_taken_for_a_column(headers):
    assert columns(headers).matched == {}


@pytest.mark.parametrize(
    ("header", "cell", "value"),
    [
        ("Preis (€)", "1250", "1250 EUR"),
        ("Price EUR", "99.50", "99.50 EUR"),
        ("Cena v Kč", "4 900", "4 900 CZK"),
        ("Preis (€)", "auf Anfrage", "auf Anfrage"),
        ("Preis (€)", "300 CHF", "300 CHF"),
        ("Dauer (Tage)", "3", "3 Tage"),
        ("Anzahl Stunden", "24", "24 Stunden"),
        ("Duur in dagen", "2", "2 dagen"),
        ("Dauer", "3", "3"),
    ],
)
def test_a_bare_number_has_the_unit_of_its_header(header, cell, value):
    assert list(match_columns([header]).values([cell]).values()) == [value]


def test_of_two_headers_that_mean_one_column_the_surest_is_taken():
    match = columns("Formation;Intitulé formation;Kurs;Titel")
    assert match.places == {"title": 3}
    assert columns("name;title").places == {"title": 1}


def test_a_column_of_times_is_not_taken_for_the_days_beside_it():
    match = columns("Title;Date;Start time;End time")
    assert match.places == {"title": 0, "start_date": 1}


def test_numbered_columns_are_further_runs_if_days_are_among_them():
    match = columns("Titel;Start 1;Ende 1;Ort 1;Start 2;Ende 2;Ort 2")
    assert match.values(list("tabcdef")) == {"title": "t", "start_date": "a", "end_date": "b", "city": "c"}
    assert match.further_runs(list("tabcdef")) == [{"start_date": "d", "end_date": "e", "city": "f"}]
    assert columns("Title;Address line 1;Address line 2").runs == []


def test_what_a_person_said_goes_before_any_name_and_nothing_is_read_where_they_said_so():
    match = columns("Titel;Wann;Ort", Titel="", Wann="start_date", Ort="venue")
    assert match.places == {"start_date": 1, "venue": 2}
    assert columns("Titel", Wann="start_date", Link="").absent == ["Wann"]


def test_two_names_of_one_column_in_one_header_are_one_and_of_two_columns_none():
    assert meaning_of("Titel / Title").column == "title"
    assert meaning_of("Ort / Land") is None


@pytest.mark.parametrize("name", SHEET_COLUMNS)
def test_a_columns_own_name_means_the_column_however_it_is_written(name):
    words = name.split("_")
    for written in (name, " ".join(words).upper(), words[0] + "".join(map(str.title, words[1:]))):
        assert meaning_of(written).column == name
