"""Whole numbers in addresses and forms: those that a table can hold, and no others."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST_STORED_NUMBER = 2**63 - 1
LAST_PAGE = 1_000_000
"""A later page of anything is asked for by nobody who reads."""


class StoredNumberConverter(IntegerConverter):
    """``<int:…>``: an address with a larger number than any table holds leads nowhere."""

    regex = r"[0-9]{1,19}"

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"max": LARGEST_STORED_NUMBER} | named)


def init_app(app: Flask) -> None:
    """Replace the converter of ``<int:…>``; call it before any route is made."""
    app.url_map.converters["int"] = StoredNumberConverter


def whole_number(text: str) -> int:
    """Return the number in a form or an address. Raise ``ValueError`` for what no table can hold."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 19 else -1
    if not 0 <= number <= LARGEST_STORED_NUMBER:
        raise ValueError("no whole number that a table can hold")
    return number


def page_number(text: str) -> int:
    """Return the page asked for, counted from 1. Raise ``ValueError`` for what is no number."""
    return min(max(whole_number(text), 1), LAST_PAGE)
