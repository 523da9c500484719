from decimal import Decimal

import pytest

from catalogue.domain.course.reference_rates import in_euros, rates
from catalogue.domain.text.cldr import currency_codes


@pytest.mark.parametrize(
    ("amount", "currency", "euros"),
    [("100", "EUR", "100.00"), ("195.583", "BGN", "100.00"), ("0", None, "0.00"), ("0", "XXX", "0.00")],
)
def test_amounts_are_compared_in_euros(amount, currency, euros):
    assert in_euros(Decimal(amount), currency) == Decimal(euros)


@pytest.mark.parametrize("currency", [None, "", "XXX", "eur"])
def test_an_amount_of_an_unknown_currency_is_compared_with_nothing(currency):
    assert in_euros(Decimal(10), currency) is None


def test_every_rate_is_of_a_currency_and_above_nothing():
    assert set(rates()) <= currency_codes()
    assert all(rate > 0 for rate in rates().values())
