"""The reader's language: ``lang=`` in the address, else what the browser asks for (design, section 4)."""

from __future__ import annotations

from typing import Any

from flask import Flask, has_request_context, request
from flask_babel import get_locale

LOCALES = ("en", "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv")


def init_app(app: Flask) -> None:
    """Keep a language chosen in the address in every link of the page."""
    app.url_defaults(_keep_language)
    app.after_request(_vary)


def choose_locale() -> str:
    """One of ``LOCALES``; English if none fits."""
    if not has_request_context():
        return LOCALES[0]
    asked = request.args.get("lang", "").lower().split("-")[0]
    if asked in LOCALES:
        return asked
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def reader_language() -> str:
    """The language the page is in, BCP 47."""
    return str(get_locale() or LOCALES[0])


def cldr_locale() -> str:
    """The locale of dates and amounts: English as Europe writes it."""
    return "en_GB" if reader_language() == "en" else reader_language()


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    chosen = request.args.get("lang", "").lower() if has_request_context() else ""
    if chosen in LOCALES and endpoint != "static":
        values.setdefault("lang", chosen)


def _vary(response: Any) -> Any:
    response.vary.add("Accept-Language")
    return response
