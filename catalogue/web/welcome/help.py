"""User documentation, where people look for it."""

from __future__ import annotations

from dataclasses import fields
from functools import partial

from babel.units import format_unit
from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import everyone
from catalogue.config import Settings
from catalogue.ingestion.registry import discover
from catalogue.search.question import FIELD_NAMES
from catalogue.search.ranking import Signals
from catalogue.services.courses.facet_labels import FACET_TITLES
from catalogue.web.guards import heavy_requests
from catalogue.web.providing import quality_page
from catalogue.web.search.limits import FIELD_LABELS
from catalogue.web.site.locale import cldr_locale

blueprint = Blueprint("help", __name__, url_prefix="/help")

TOPICS = ("learners", "providers", "regions", "administrators", "developers")
DEPLOYMENT_SETTINGS = frozenset(
    f"CATALOGUE_{name}"
    for name in (
        *("INSTANCE", "DATABASE_URL", "HOST", "WEB_PROCESSES", "PUBLIC_URL", "TRUSTED_PROXIES", "METRICS_ALLOW"),
        *("SECRET_KEY", "CONTACT", "MAIL_URL", "MAIL_SENDER"),
    )
)
"""Those that whoever puts the catalogue on the web should have looked at."""


@blueprint.get("")
@everyone
def index() -> ResponseReturnValue:
    """Show where each kind of reader begins."""
    return render_template("welcome/help/index.html")


@blueprint.get("/<topic>")
@everyone
def topic(topic: str) -> ResponseReturnValue:
    """Show one topic; lists of facets, formats, commands and settings are taken from the code itself."""
    if topic not in TOPICS:
        abort(404)
    return render_template(
        f"welcome/help/{topic}.html",
        facets=[(key, _(title)) for key, title in FACET_TITLES.items()],
        limits=[(key, _(label)) for key, label in FIELD_LABELS.items()],
        importers=sorted(discover().values(), key=lambda importer: importer.key),
        search_fields=list(FIELD_NAMES),
        signals=[(field.name, field.metadata["meaning"]) for field in fields(Signals)],
        deployment_settings=DEPLOYMENT_SETTINGS,
        bounds=_bounds(),
        settings=[(field.metadata, field.default) for field in fields(Settings)],
        weights=quality_page.field_weights(),
        commands=sorted(current_app.cli.commands.items()),
    )


def _bounds() -> dict[str, str | int]:
    """Return how much a request may bring, in the reader's language, and how many heavy ones are answered at once."""
    sizes = {
        "form": heavy_requests.MAX_FORM_BYTES,
        "picture": heavy_requests.MAX_PICTURE_BYTES,
        "table": heavy_requests.MAX_TABLE_BYTES,
        "document": heavy_requests.MAX_DOCUMENT_BYTES,
    }
    megabytes = partial(format_unit, measurement_unit="digital-megabyte", length="short", locale=cldr_locale())
    texts = {name: megabytes(size // 1_000_000) for name, size in sizes.items()}
    return {**texts, "count": current_app.config["HEAVY_REQUESTS_AT_ONCE"]}
