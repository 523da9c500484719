"""Several prices of one thing."""

from __future__ import annotations

from collections.abc import Iterable

Price = tuple[str, str]
"""Amount and currency, as written."""


def one_or_all(prices: Iterable[Price]) -> Price:
    """Return the price on which all agree; of several all in one text, so that nobody picks one; empty for none."""
    found = list(dict.fromkeys(price for price in prices if price[0]))
    if len(found) == 1:
        return found[0]
    return "; ".join(f"{amount} {currency}".strip() for amount, currency in found), ""
