from decimal import Decimal

import pytest
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from catalogue.domain.money import Price, parse_currency, parse_price


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
