"""Every sign, word and preposition that a price is read by."""

from decimal import Decimal

import pytest

from catalogue.domain.course.prices import Price, parse_currency, parse_price

SIGNS = {
    "EUR": ("€", "euro", "euros", "eura", "euroa", "euri", "eur.", "eur", "EUR"),
    "GBP": ("£", "gbp"),
    "CZK": ("kč", "Kč", "kc", "czk"),
    "PLN": ("zł", "zl", "zlotych", "złotych", "zlote", "złote", "pln"),
    "HUF": ("ft", "forint", "huf"),
    "RON": ("lei", "leu", "ron"),
    "BGN": ("лв", "bgn"),
    "CHF": ("fr.", "sfr.", "Franken", "chf"),
    "USD": ("us$", "usd"),
    "AUD": ("a$", "aud"),
    "CAD": ("c$", "CAD"),
    "NZD": ("nz$", "NZD"),
    "TRY": ("₺", "TRY"),
    "UAH": ("₴", "UAH"),
    "SEK": ("sek",),
    "NOK": ("nok",),
    "DKK": ("dkk",),
}
SIGN_AND_CODE = [(sign, code) for code, signs in SIGNS.items() for sign in signs]
# (sign, language, stated, code): of several currencies the stated one or the language's is meant.
SHARED = [
    *(("$", None, code, code) for code in ("USD", "AUD", "CAD", "NZD", "SGD", "HKD")),
    *(("¥", None, code, code) for code in ("JPY", "CNY")),
    *((sign, None, code, code) for sign in ("kr", "kr.") for code in ("SEK", "NOK", "DKK", "ISK")),
    *(("kroner", None, code, code) for code in ("NOK", "DKK")),
    *((sign, None, "SEK", "SEK") for sign in ("kronor", ":-")),
    ("korun", None, "CZK", "CZK"),
    *(("kr", language, None, code) for language, code in (("sv", "SEK"), ("da", "DKK"), ("is", "ISK"))),
    *(("kr", language, None, "NOK") for language in ("nb", "nn", "no", "nb-NO")),
    ("korun", "cs", None, "CZK"),
    ("kr.", "da", None, "DKK"),
]
NOT_SHARED = [
    ("$", "en", None),
    ("$", None, "EUR"),
    ("¥", "sv", None),
    ("kr", None, None),
    ("kr", "cs", None),
    ("kr", "de", None),
    ("kroner", "sv", None),
    ("korun", "sk", None),
]


@pytest.mark.parametrize(("sign", "code"), SIGN_AND_CODE)
def test_a_sign_or_word_names_its_currency_before_and_behind_the_amount(sign, code):
    assert parse_price(f"1250 {sign}") == parse_price(f"{sign} 1250") == Price(Decimal(1250), code)
    assert parse_currency(f" {sign} ") == code


@pytest.mark.parametrize(("sign", "language", "stated", "code"), SHARED)
def test_a_sign_of_several_currencies_is_told_by_what_is_stated_or_by_the_language(sign, language, stated, code):
    assert parse_price(f"1250 {sign}", language, stated) == Price(Decimal(1250), code)


@pytest.mark.parametrize(("sign", "language", "stated"), NOT_SHARED)
def test_and_by_nothing_else(sign, language, stated):
    assert parse_price(f"1250 {sign}", language, stated) is None


@pytest.mark.parametrize(("sign", "language", "stated", "code"), SHARED)
def test_so_is_one_that_is_stated_beside_the_amount(sign, language, stated, code):
    assert parse_currency(sign, language) == (None if stated else code)
    if language:
        assert parse_price("1250", language, sign) == Price(Decimal(1250), code)


@pytest.mark.parametrize("text", ["jpy", "JPY", " Jpy "])
def test_a_stated_code_is_one_in_any_letters(text):
    assert parse_currency(text) == "JPY"


def test_where_what_is_stated_is_no_currency_nothing_is_certain():
    assert parse_price("120 €", None, "potatoes") is None


@pytest.mark.parametrize(("text", "language"), [("bus$ 12", "en"), ("12 offr.", "de"), ("12 spokr.", "sv")])
def test_a_sign_at_the_end_of_a_word_is_none(text, language):
    assert parse_price(text, language) is None


def test_a_dash_between_the_amount_and_its_currency_is_no_range():
    assert parse_price("100-EUR-Kurs") == Price(Decimal(100), "EUR")


@pytest.mark.parametrize("word", ["try", "all", "cup", "top", "xyz", "eu", "francs"])
def test_a_word_that_happens_to_be_a_code_in_small_letters_is_no_currency(word):
    assert parse_price(f"1250 {word}") is None


@pytest.mark.parametrize("text", ["1250 EURO-Paletten 3", "12 EURx", "12 xEUR", "kcal 12", "12 left", "12 leiser"])
def test_a_sign_within_a_word_is_none(text):
    assert parse_price(text) is None


NET = [
    *("net", "netto", "excl", "exclusive", "exkl", "exklusive", "zzgl", "ht", "h.t", "hors taxe", "hors taxes"),
    *("sin IVA", "más IVA", "IVA esclusa", "IVA escluso", "esclusa", "bez DPH", "bez VAT", "sem IVA", "ex VAT"),
    *("ex. VAT", "without VAT", "plus VAT"),
]
GROSS = [
    *("gross", "brutto", "incl", "inclusive", "inkl", "inklusive", "ttc", "t.t.c", "toutes taxes", "IVA inclusa"),
    *("IVA incluido", "con IVA", "s DPH", "z VAT", "com IVA", "ivato", "including VAT", "with VAT"),
]


@pytest.mark.parametrize(("net", "gross"), [*((net, "brutto") for net in NET), *(("netto", gross) for gross in GROSS)])
def test_of_a_price_without_and_with_its_tax_the_latter_is_paid(net, gross):
    assert parse_price(f"1000 € {net}, 1190 € {gross}") == Price(Decimal(1190), "EUR")


@pytest.mark.parametrize(
    "text",
    [
        *("1000 € netto, 1190 €", "1000 €, 1190 € brutto", "1000 € netto, 1301 € brutto"),
        *("1000 € netto, 1190 € bruttox", "1000 € xnetto, 1190 € brutto", "1000 € netto, 1100 € x, 1190 € brutto"),
        *("netto oder brutto", "€ netto, € brutto", "1000 € netto - 1190 € brutto", "1.200 €, 100 €"),
    ],
)
def test_two_amounts_that_no_tax_explains_are_no_price(text):
    assert parse_price(text) is None


def test_a_word_of_the_other_price_does_no_harm_to_the_one_that_is_given():
    assert parse_price("1190 € brutto (netto auf Anfrage)") == Price(Decimal(1190), "EUR")


def test_no_tax_is_higher_than_three_tenths():
    assert parse_price("1000 € netto, 1300 € brutto") == Price(Decimal(1300), "EUR")


UNITS = [
    *("day", "hour", "week", "month", "Tag", "Stunde", "Woche", "Monat", "jour", "heure", "mois", "semaine", "día"),
    *("hora", "mes", "semana", "giorno", "ora", "mese", "den", "hodinu", "hod", "h", "měsíc", "týden", "týždeň"),
    *("dzień", "godzinę", "miesiąc", "dag", "timme", "månad", "uur", "maand"),
]
BOUNDS = [
    *("monthly", "hourly", "daily", "monatlich", "mensuel", "mensual", "mensile", "from", "ab", "à partir", "des"),
    *("desde", "a partire", "od", "vanaf", "från", "alkaen", "începând", "up to", "bis", "jusqu", "hasta", "até"),
    *("fino", "max", "min", "minimum", "maximum", "mind"),
]


@pytest.mark.parametrize("unit", UNITS)
def test_so_much_for_some_time_is_not_what_the_course_costs(unit):
    assert parse_price(f"100 €/{unit}") is None
    assert parse_price(f"100 € / {unit}.") is None


@pytest.mark.parametrize("word", ["per", "pro", "par", "por", "al", "alla", "je", "za", "na", "på", "à"])
def test_however_it_is_worded(word):
    assert parse_price(f"100 € {word} mes") is None
    assert parse_price(f"100 € {word} person") == Price(Decimal(100), "EUR")


@pytest.mark.parametrize("word", BOUNDS)
def test_a_bound_is_no_price(word):
    assert parse_price(f"{word} 100 €") is None


@pytest.mark.parametrize("text", ["da 300 €", "da EUR 300", "da € 300"])
def test_the_italian_from_is_one_before_an_amount_only(text):
    assert parse_price(text, "it") is None
    assert parse_price("corso da remoto 300 €", "it") == Price(Decimal(300), "EUR")


@pytest.mark.parametrize("text", ["100 € perday", "100 € / dayx", "xab 100 €", "abx 100 €", "100 €/kurs"])
def test_words_that_only_contain_one_of_these_are_let_alone(text):
    assert parse_price(text) == Price(Decimal(100), "EUR")


@pytest.mark.parametrize(
    "dash",
    [",-", ".-", ",–", ",—", ",--", ".––", " ,-", ", -", ",- "],
)
def test_a_dash_for_the_cents_parts_thousands_before_it(dash):
    assert parse_price(f"12.000{dash} EUR") == Price(Decimal(12000), "EUR")


@pytest.mark.parametrize("text", ["0.00", "0", " 0 ", "0,00"])
def test_nothing_needs_no_currency(text):
    assert parse_price(text) == Price(Decimal(0), None)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("about 1200", "EUR"),
        ("1200 1200", "EUR"),
        ("1200 or so", "EUR"),
        ("1200", None),
        ("0 0", None),
        ("50 %", "EUR"),
    ],
)
def test_a_number_without_a_currency_is_a_price_if_it_is_all_there_is_and_its_currency_is_stated(text, stated):
    assert parse_price(text, "en", stated) is None


def test_a_text_as_long_as_a_paragraph_is_no_price():
    assert parse_price("x" * 194 + " 100 €") == Price(Decimal(100), "EUR")
    assert parse_price("x" * 195 + " 100 €") is None
    assert parse_price(" " * 300 + "100 €") == Price(Decimal(100), "EUR")
    assert parse_price("  ") is None


@pytest.mark.parametrize(
    "text",
    [
        *("- 5 €", "–5 €", "—5 €", "−5 €", "~5 €", "<5 €", "> 5 €", "-€5", "- $5 USD", "-£5", "Preis -5 €"),
        *("100 €-100 €", "100 € Kurs - 100 €", "3 Tage - 100 €", "Preis 3 - 100 €", "ab - 100 €", "x -€ 100"),
    ],
)
def test_what_a_dash_or_comparison_stands_before_is_no_price(text):
    assert parse_price(text) is None


@pytest.mark.parametrize("text", ["Preis - 100 €", "Preis – 100 €", "Preis — 100 €", "Cena: - 100 €"])
def test_a_dash_between_words_and_the_amount_only_parts_them(text):
    assert parse_price(text) == Price(Decimal(100), "EUR")


@pytest.mark.parametrize(
    ("text", "stated"), [("100 €", "USD"), ("100 € 100 £", None), ("100 € 100 £", "EUR"), ("100 € kr", None)]
)
def test_a_currency_that_contradicts_another_is_no_price(text, stated):
    assert parse_price(text, None, stated) is None


def test_a_price_is_free_if_it_is_nothing():
    assert (Price(Decimal(0)).free, Price(Decimal("0.01"), "EUR").free) == (True, False)
