"""What every template may call."""

from __future__ import annotations

from typing import Any

from babel import Locale
from flask import Flask, request, url_for

from catalogue.extensions import db
from catalogue.services.providers import holds_samples
from catalogue.web.form_fields import attributes_of, form_errors
from catalogue.web.locale import LOCALES, reader_language


def init_app(app: Flask) -> None:
    """Give templates these names."""
    app.context_processor(_names)


def _names() -> dict[str, Any]:
    return {
        "page_language": reader_language(),
        "attributes_of": attributes_of,
        "form_errors": form_errors,
        "language_links": _language_links,
        "holds_samples": lambda: holds_samples(db.session()),
    }


def _language_links() -> list[tuple[str, str, str]]:
    """Code, own name, and this page's address in every language."""
    return [(code, _own_name(code), _address_in(code)) for code in LOCALES]


def _own_name(code: str) -> str:
    name = Locale.parse(code).get_display_name(code) or code
    return name[0].upper() + name[1:]


def _address_in(code: str) -> str:
    if request.endpoint is None or request.url_rule is None:
        return url_for("home.page", lang=code)
    arguments = {**request.args.to_dict(flat=False), **(request.view_args or {}), "lang": code}
    return url_for(request.endpoint, **arguments)
