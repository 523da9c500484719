"""User documentation, where people look for it."""

from __future__ import annotations

from dataclasses import fields

from flask import Blueprint, abort, current_app, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import everyone
from catalogue.config import Settings
from catalogue.ingestion.registry import discover
from catalogue.search.question import FIELD_NAMES
from catalogue.search.ranking import Signals
from catalogue.services.courses.facet_labels import FACET_TITLES
from catalogue.web.providing import quality_page

blueprint = Blueprint("help", __name__, url_prefix="/help")

TOPICS = ("learners", "providers", "regions", "developers")


@blueprint.get("")
@everyone
def index() -> ResponseReturnValue:
    """Show where each kind of reader begins."""
    return render_template("site/help/index.html")


@blueprint.get("/<topic>")
@everyone
def topic(topic: str) -> ResponseReturnValue:
    """Show one topic; lists of facets, formats, commands and settings are taken from the code itself."""
    if topic not in TOPICS:
        abort(404)
    return render_template(
        f"site/help/{topic}.html",
        facets=[(key, _(title)) for key, title in FACET_TITLES.items()],
        importers=sorted(discover().values(), key=lambda importer: importer.key),
        search_fields=list(FIELD_NAMES),
        signals=[(field.name, field.metadata["meaning"]) for field in fields(Signals)],
        settings=[(field.metadata, field.default) for field in fields(Settings)],
        weights=quality_page.field_weights(),
        commands=sorted(current_app.cli.commands.items()),
    )
