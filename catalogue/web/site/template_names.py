"""What every template may call."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from babel.dates import format_date
from flask import Flask, request, url_for
from flask_babel import gettext

from catalogue.access import actor
from catalogue.domain.text.messages import message_from_json, reworded
from catalogue.extensions import db
from catalogue.services.providers.known_providers import holds_samples
from catalogue.web.site.code_text import code_spans
from catalogue.web.site.form_fields import attributes_of, form_errors
from catalogue.web.site.locale import LOCALES, PREFIX, cldr_locale, own_name, reader_language

LONGEST_LISTED_QUERY = 500
LONGEST_REPEATED_QUERY = 2_000
"""Bytes of an address that search engines are told of, and that a page repeats once for each language."""


def init_app(app: Flask) -> None:
    """Give templates these names."""
    app.context_processor(_names)
    app.add_template_filter(_day, "day")
    app.add_template_filter(_in_reader_language, "told")
    app.add_template_filter(_reworded, "reworded")
    app.add_template_filter(code_spans)


def _day(moment: date) -> str:
    """Return a day as the reader writes it; in English as Europe does, which Flask-Babel's own filter does not."""
    return format_date(moment, "medium", locale=cldr_locale())


def _in_reader_language(message: object) -> str:
    """Return a message of the services, or a stored one, in the reader's language."""
    return message_from_json(message).translated(gettext)


def _reworded(reason: str) -> str:
    """Return a moderator's reason with its recurring lines in the reader's language, the rest as it was written."""
    return reworded(reason, gettext)


def _names() -> dict[str, Any]:
    return {
        "page_language": reader_language(),
        "attributes_of": attributes_of,
        "form_errors": form_errors,
        "prefix": request.environ.get(PREFIX, ""),
        "language_links": _language_links,
        "alternates": _alternates,
        "holds_samples": lambda: holds_samples(db.session()),
    }


def _language_links() -> list[tuple[str, str, str]]:
    """Return code, own name and this page's address for every language."""
    return [(code, own_name(code), _address_in(code)) for code in LOCALES]


def _alternates() -> list[tuple[str, str]]:
    """Return (hreflang, address) of the page in every language and where the language is chosen automatically; none for
    what a form answers, what only some may see, and what no search engine would list."""
    if request.method != "GET" or actor().signed_in or request.url_rule is None:
        return []
    if len(request.query_string) > LONGEST_LISTED_QUERY:
        return []
    return [(code, _address_in(code, external=True)) for code in LOCALES] + [
        ("x-default", _address_in("", external=True))
    ]


def _address_in(code: str, external: bool = False) -> str:
    if request.endpoint is None or request.url_rule is None:
        return url_for("home.page", _language=code, _external=external)
    page = url_for(request.endpoint, **(request.view_args or {}), _language=code, _external=external)
    if len(request.query_string) > LONGEST_REPEATED_QUERY:
        return page
    # Written here and not by url_for, to which some names that anybody may put into an address are orders.
    asked = urlencode([pair for pair in request.args.items(multi=True) if pair[0] != "lang"])
    return f"{page}?{asked}" if asked else page
