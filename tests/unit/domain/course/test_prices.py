from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.course.prices import Price, parse_currency, parse_price


@pytest.mark.parametrize(
    ("text", "language", "currency", "amount", "code"),
    [
        ("1 200 €", None, None, "1200", "EUR"),
        ("1\u202f200,50 €", "fr", None, "1200.50", "EUR"),
        ("1.200,00 EUR", None, None, "1200", "EUR"),
        ("€1,200.50", None, None, "1200.50", "EUR"),
        ("1.200 €", "de", None, "1200", "EUR"),
        ("1,200 €", "en", None, "1200", "EUR"),
        ("9.99", None, "AUD", "9.99", "AUD"),
        ("1200.00", None, "EUR", "1200", "EUR"),
        ("1200", None, "€", "1200", "EUR"),
        ("$99", None, "AUD", "99", "AUD"),
        ("US$ 99", None, None, "99", "USD"),
        ("Kč 12 000", None, None, "12000", "CZK"),
        ("12 000,- Kč", "cs", None, "12000", "CZK"),
        ("CHF 1’200.–", "de-CH", None, "1200", "CHF"),
        ("1200 zł", "pl", None, "1200", "PLN"),
        ("250 000 Ft", "hu", None, "250000", "HUF"),
        ("1 200 kr", "sv", None, "1200", "SEK"),
        ("1 200 kr", None, "NOK", "1200", "NOK"),
        ("900 lei", "ro", None, "900", "RON"),
        ("120 euros", "es", None, "120", "EUR"),
        ("Preis für den Kurs: 100 €", "de", None, "100", "EUR"),
        ("120 EUR zzgl. 19 % MwSt.", "de", None, "120", "EUR"),
        ("Ireland fee: GBP1250.00; Continental Europe fee: GBP1250.00", "en", None, "1250", "GBP"),
        ("0.00", None, "EUR", "0", "EUR"),
    ],
)
def test_an_amount_is_read_with_its_currency(
    text: str, language: str | None, currency: str | None, amount: str, code: str
) -> None:
    assert parse_price(text, language, currency) == Price(Decimal(amount), code)


@pytest.mark.parametrize(
    "word",
    [
        *("free", "Free!", "free of charge", "kostenlos", "gebührenfrei", "gratuit", "gratis", "gratuito", "zdarma"),
        *("bezplatne", "bezpłatny", "kostnadsfri", "ingyenes", "maksuton", "0"),
    ],
)
def test_words_for_free_are_a_price_of_zero(word: str) -> None:
    assert parse_price(word) == Price(Decimal(0))


@pytest.mark.parametrize(
    ("text", "language", "currency"),
    [
        ("120", None, None),
        ("1.200 €", None, None),
        ("1.200 €", "en", None),
        ("$99", None, None),
        ("100 kr", "de", None),
        ("-5 €", None, None),
        ("−5 €", None, None),
        ("100-200 €", None, None),
        ("100 bis 200 €", "de", None),
        ("ab 120 €", "de", None),
        ("from €120", "en", None),
        ("da 300 €", "it", None),
        ("100 € pro Tag", "de", None),
        ("25 €/h", "de", None),
        ("GBP1250; GBP1300", "en", None),
        ("100 € / 90 £", None, None),
        ("120 EUR", None, "USD"),
        ("2 Tage: 300 €", "de", None),
        ("free for members, 100 € otherwise", "en", None),
        ("ab 3 Kartoffeln", "de", None),
        ("120", None, "potatoes"),
        ("1,2,3 €", None, None),
    ],
)
def test_what_is_not_one_certain_price_is_nothing(text: str, language: str | None, currency: str | None) -> None:
    assert parse_price(text, language, currency) is None


@pytest.mark.parametrize(
    ("text", "language", "amount", "code"),
    [
        *(
            ("1.290,– € zzgl. MwSt.", "de", "1290", "EUR"),
            ("1.290,00 € netto / 1.535,10 € brutto", "de", "1535.1", "EUR"),
        ),
        *(
            ("1.290 € p. P.", "de", "1290", "EUR"),
            ("CHF 1'290.-", "de", "1290", "CHF"),
            ("1'290 Franken", "de", "1290", "CHF"),
        ),
        *(("£1,290 + VAT", "en", "1290", "GBP"), ("€500 excl. VAT (€605 incl. VAT)", "en", "605", "EUR")),
        *(("1 290 € HT, soit 1 548 € TTC", "fr", "1548", "EUR"), ("1 290,00 € H.T.", "fr", "1290", "EUR")),
        *(("450,00 € + IVA", "es", "450", "EUR"), ("Precio - 1.290 euros", "es", "1290", "EUR")),
        *(("€ 450,00 + IVA", "it", "450", "EUR"), ("1.290 euro a persona", "it", "1290", "EUR")),
        *(("1290 zł netto (1586,70 zł brutto)", "pl", "1586.7", "PLN"), ("1 290 złotych", "pl", "1290", "PLN")),
        *(("Isento de IVA - 450 €", "pt", "450", "EUR"), ("450€", "pt", "450", "EUR")),
        *(("12.000,- Kč bez DPH", "cs", "12000", "CZK"), ("12 000 Kč bez DPH (14 520 Kč s DPH)", "cs", "14520", "CZK")),
        *(
            ("12 000 korun", "cs", "12000", "CZK"),
            ("450,- €", "sk", "450", "EUR"),
            ("450 € bez DPH", "sk", "450", "EUR"),
        ),
        *(
            ("12 900:-", "sv", "12900", "SEK"),
            ("12 900 kr exkl. moms", "sv", "12900", "SEK"),
            ("12 900 kronor", "sv", "12900", "SEK"),
        ),
    ],
)
def test_prices_are_read_as_providers_word_them(text: str, language: str, amount: str, code: str) -> None:
    assert parse_price(text, language) == Price(Decimal(amount), code)


@pytest.mark.parametrize(
    "text",
    [
        *("Die Teilnahme ist kostenlos", "keine Kosten", "This course is free", "Formation gratuite", "Curso gratuito"),
        *("sin coste para el alumno", "Partecipazione gratuita", "udział bezpłatny", "bezpłatnie", "Formação gratuita"),
        *("Kurz je zdarma", "Kurz je bezplatný.", "Utbildningen är kostnadsfri", "avgiftsfri utbildning"),
    ],
)
def test_a_sentence_that_says_no_more_than_free_is_free(text: str) -> None:
    assert parse_price(text) == Price(Decimal(0))


@pytest.mark.parametrize(
    "text",
    [
        *("free for members", "not free", "free parking", "free trial", "nicht kostenlos", "kostenlos für Mitglieder"),
        *("první lekce zdarma", "gratuit pour les demandeurs d'emploi", "100% bonificable", "sur devis", "auf Anfrage"),
        *("od 12 000 Kč", "från 12 900 kr", "12 900:-/månad", "Mitglieder 500 €, Nichtmitglieder 700 €"),
        *("500 € netto oder 900 € brutto", "12 000 korun"),
    ],
)
def test_free_for_some_or_in_part_is_no_price(text: str) -> None:
    assert parse_price(text) is None


def test_a_currency_is_known_by_code_or_sign() -> None:
    assert [parse_currency(text) for text in ("eur", "€", "Kč", "kr", "XYZ")] == ["EUR", "EUR", "CZK", None, None]
    assert parse_currency("kr", "da") == "DKK"


@given(
    st.decimals(min_value=0, max_value=9_999_999, places=2), st.sampled_from(["en", "de", "fr", "cs", "it", "sv", "pl"])
)
def test_what_cldr_writes_is_read_back(amount: Decimal, language: str) -> None:
    assert parse_price(format_currency(amount, "EUR", locale=language), language) == Price(amount, "EUR")


@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=5)), st.one_of(st.none(), st.text(max_size=5)))
def test_no_text_makes_it_raise_or_gives_a_nameless_amount(
    text: str, language: str | None, currency: str | None
) -> None:
    for candidate in (text, f"{text} 12 €", f"1.234{text}"):
        price = parse_price(candidate, language, currency)
        assert price is None or price.free or price.currency
