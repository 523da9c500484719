"""The reader's language and where it shows in addresses.

In order: ``lang=`` in the address, the address's prefix (``/cs/courses``), the language chosen
before on this browser, what the browser asks for. A prefix is the application's root while it lasts (WSGI's
``SCRIPT_NAME``), so that every link of a page keeps it without a view knowing of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from babel import Locale
from flask import Flask, has_request_context, request
from flask_babel import get_locale

from catalogue.domain.text.folding import fold
from catalogue.package_files import TRANSLATIONS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SOURCE_LANGUAGE = "en"
"""The language of the messages themselves, which needs no catalogue; readers whose language is not there get it."""
LEADING_LANGUAGES = (SOURCE_LANGUAGE, "de", "fr", "es", "pt", "it", "cs", "sk", "pl", "sv")
"""Those that stand first where a language is chosen, in this order; any other follows by its own name."""


def interface_languages(translations: Path = TRANSLATIONS) -> tuple[str, ...]:
    """Return the code of every language with a gettext catalogue in the folder, and of the messages' own."""
    sources, compiled = (list(translations.glob(f"*/LC_MESSAGES/messages.{ending}")) for ending in ("po", "mo"))
    # a wheel has the compiled ones alone; in a checkout those may be left over from another branch
    codes = {file.parts[-3] for file in sources or compiled} | {SOURCE_LANGUAGE}
    others = sorted(codes.difference(LEADING_LANGUAGES), key=lambda code: fold(own_name(code)))
    return (*(code for code in LEADING_LANGUAGES if code in codes), *others)


def own_name(code: str) -> str:
    """Return what a language calls itself, as CLDR has it, with a capital letter."""
    name = Locale.parse(code).get_display_name(code) or code
    return name[0].upper() + name[1:]


LOCALES = interface_languages()
CHOICE = "language"
"""The cookie in which the browser keeps a language its reader chose; set by catalogue.js."""
PREFIX = "catalogue.language"
MOUNT = "catalogue.mount"
KEPT = "as it is"


class MultilingualFlask(Flask):
    """Addresses in any of the languages: ``url_for(…, _language="cs")``, and with ``""`` in none of them."""

    def url_for(self, /, endpoint: str, *, _language: str = KEPT, **values: Any) -> str:
        """Return the address as Flask does; static files have one address for all languages."""
        if endpoint == "static":
            _language = ""
        if _language == KEPT or not has_request_context():
            return super().url_for(endpoint, **values)
        found = urlsplit(super().url_for(endpoint, **{"lang": None, **values}))
        root = request.environ.get(MOUNT, request.script_root) + (f"/{_language}" if _language else "")
        return found._replace(path=root + found.path.removeprefix(request.script_root)).geturl()


class LanguagePrefix:
    """Takes a language off the front of the path and makes it the application's root."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        _, _, rest = environ.get("PATH_INFO", "").partition("/")
        first, _, inner = rest.partition("/")
        if first in LOCALES:
            mount = environ.get("SCRIPT_NAME", "")
            environ.update({PREFIX: first, MOUNT: mount, "SCRIPT_NAME": f"{mount}/{first}", "PATH_INFO": f"/{inner}"})
        return self._application(environ, start_response)


def init_app(app: Flask) -> None:
    """Keep a language chosen in the address in every link of the page."""
    app.wsgi_app = LanguagePrefix(app.wsgi_app)  # type: ignore[method-assign]
    app.url_defaults(_keep_language)
    app.after_request(_vary)


def choose_locale() -> str:
    """Return one of ``LOCALES``; the messages' own if none fits."""
    if not has_request_context():
        return SOURCE_LANGUAGE
    asked = (
        request.args.get("lang", "").lower().split("-")[0],
        request.environ.get(PREFIX),
        request.cookies.get(CHOICE),
    )
    chosen = next((language for language in asked if language in LOCALES), None)
    return chosen or request.accept_languages.best_match(LOCALES) or SOURCE_LANGUAGE


def reader_language() -> str:
    """Return the language of the page, BCP 47."""
    return str(get_locale() or SOURCE_LANGUAGE)


def cldr_locale() -> str:
    """Return the locale of dates and amounts: English as Europe writes it."""
    return "en_GB" if reader_language() == "en" else reader_language()


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    chosen = request.args.get("lang", "").lower() if has_request_context() else ""
    if chosen in LOCALES and endpoint != "static":
        values.setdefault("lang", chosen)


def _vary(response: Any) -> Any:
    if PREFIX not in request.environ:
        response.vary.update(("Accept-Language", "Cookie"))
    return response
