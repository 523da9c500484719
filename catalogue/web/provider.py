"""Who offers what."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import actor, everyone
from catalogue.domain.permissions import Act, may
from catalogue.extensions import db
from catalogue.services.courses import provider_by_key
from catalogue.services.searching import search_courses
from catalogue.web.presenters.provider import present_provider
from catalogue.web.presenters.results import narrowed
from catalogue.web.requests import asked_search, engine

blueprint = Blueprint("provider", __name__)


@blueprint.get("/providers/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """A provider and its courses."""
    provider = provider_by_key(db.session(), key)
    if provider is None or (provider.proposed and not may(actor(), Act.SUBMIT_LISTINGS, provider=key)):
        abort(404)
    asked = narrowed(asked_search(), "provider", key)
    return render_template(
        "pages/provider.html", view=present_provider(provider, asked, search_courses(db.session(), engine(), asked))
    )
