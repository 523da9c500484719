"""The one composition root: settings, engines and extensions meet here, in named steps."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Flask, has_app_context
from werkzeug.middleware.proxy_fix import ProxyFix

from catalogue import api, cli, web
from catalogue.app_parts import Parts
from catalogue.config import SettingError, Settings
from catalogue.extensions import babel, csrf, db, limiter, migrate
from catalogue.instance_files import keep_private, load_signing_key
from catalogue.package_files import MIGRATIONS, TEMPLATES, TRANSLATIONS
from catalogue.search.knowledge import Encoder, Knowledge
from catalogue.search.memory import MemoryEngine
from catalogue.search.port import SearchEngine
from catalogue.search.ranking import Signals
from catalogue.search.universal_encoder import universal_encoder
from catalogue.search.whoosh_engine import WhooshEngine
from catalogue.services.administering.backups.databases import database_at
from catalogue.services.administering.backups.file_replacement import finish_interrupted_restore
from catalogue.services.learning.skills.classify_by_meaning import MeaningClassifier
from catalogue.services.search.index_health import expects_courses
from catalogue.taxonomy.terms import terms
from catalogue.web import accounts
from catalogue.web.guards import (
    clean_requests,
    equal_timing,
    heavy_requests,
    limit_storage,
    own_address,
    rate_limits,
    refused_input,
    whole_numbers,
)
from catalogue.web.guards.own_address import LOOPBACK_NAMES, AddressedFlask
from catalogue.web.site.locale import choose_locale

LIMIT_STORAGE_TIMEOUTS = {"socket_connect_timeout": 1, "socket_timeout": 1}
"""Seconds that a visitor waits for a Redis that does not respond."""


def create_app(settings: Settings | None = None) -> Flask:
    """Build and return the application. Raise ``SettingError`` for a setting that cannot be used."""
    settings = settings or Settings.from_environment()
    keep_private(settings.instance)
    finish_interrupted_restore(
        settings.instance.absolute(), database_at(settings.database)
    )  # a restore that was killed
    settings = replace(settings, secret_key=settings.secret_key or load_signing_key(settings.instance))
    app = AddressedFlask(__name__, template_folder=str(TEMPLATES), instance_path=str(settings.instance.absolute()))
    _configure(app, settings)
    _bind_database(app)
    app.extensions["catalogue"] = parts_for(settings)
    own_address.init_app(app)
    babel.init_app(app, locale_selector=choose_locale, default_translation_directories=str(TRANSLATIONS))
    clean_requests.init_app(app)  # before all that looks at requests
    heavy_requests.init_app(app)  # before whatever reads a form
    csrf.init_app(app)
    limiter.init_app(app)
    whole_numbers.init_app(app)
    refused_input.init_app(app)
    accounts.init_app(app, settings)
    api.init_app(app)
    rate_limits.init_app(app)
    equal_timing.init_app(app)
    web.init_app(app)  # after the API, whose extension would answer every error with JSON
    cli.init_app(app)
    _trust_proxies(app, settings.trusted_proxies)
    return app


def parts_for(settings: Settings) -> Parts:
    """Return what commands and views work with. Raise ``SettingError`` for a setting that cannot be used."""
    encoder = universal_encoder()
    return Parts(settings, _engine(settings, encoder), MeaningClassifier(encoder) if encoder else None)


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database,
        API_TITLE="Automotive Skills Catalogue",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        OPENAPI_URL_PREFIX="/api/v1",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.address.startswith("https://"),
        TRUSTED_HOSTS=[host for host in (settings.public_host, *LOOPBACK_NAMES) if host],
        PUBLIC_URL=settings.public_url,
        METRICS_NETWORKS=settings.metrics_networks,
        RATELIMIT_STORAGE_URI=settings.queue_url or limit_storage.address(settings.instance / "limits.sqlite"),
        RATELIMIT_STORAGE_OPTIONS=LIMIT_STORAGE_TIMEOUTS if settings.queue_url else {},
        RATELIMIT_IN_MEMORY_FALLBACK_ENABLED=True,  # each process counts for itself while the storage is down
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as its session: people write for more than an hour
        TRAP_SECONDS=2,  # a person needs longer to fill in a form
        ALIKE_SECONDS=1,  # far longer than what tells apart who has an account
        API_ALLOWANCE="600 per minute",  # of one address; whoever wants all of it takes an export
        MAX_CONTENT_LENGTH=heavy_requests.MAX_FORM_BYTES,  # views that take files say more
        MAX_FORM_MEMORY_SIZE=heavy_requests.MAX_FORM_BYTES,
        HEAVY_REQUESTS_AT_ONCE=2,  # of the four threads of a process; pages are answered by the others
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    logging.getLogger("catalogue").setLevel(logging.INFO)


def _trust_proxies(app: Flask, count: int) -> None:
    """Take the visitor's address, by which limits count, from so many proxies; without proxies anybody could forge
    it."""
    if count:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def _bind_database(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(MIGRATIONS), render_as_batch=True)


def _engine(settings: Settings, encoder: Encoder | None) -> SearchEngine:
    """Return the engine that ``CATALOGUE_SEARCH_URL`` names by its scheme."""
    address = urlsplit(settings.search_url)
    knowledge = Knowledge(terms=terms(), encoder=encoder, signals=_signals(settings))
    if address.scheme == "memory":
        return MemoryEngine(knowledge)
    return WhooshEngine(settings.index_directory, knowledge, _index_is_expected)


def _index_is_expected() -> bool:
    """Return whether an index without courses is a lost one; needs a request or a command, where there is a
    database."""
    return has_app_context() and expects_courses(db.session())


def _signals(settings: Settings) -> Signals:
    try:
        return Signals.without(filter(None, map(str.strip, settings.search_without.split(","))))
    except ValueError as error:
        raise SettingError(f"CATALOGUE_SEARCH_WITHOUT cannot be used: {error}.") from None
