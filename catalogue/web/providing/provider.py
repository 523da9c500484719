"""Who offers what."""

from __future__ import annotations

from flask import Blueprint, Response, abort, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import actor, everyone
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Provider
from catalogue.services.courses.loading import provider_by_key
from catalogue.services.providers.logos import logo_of
from catalogue.services.search.searching import search_courses
from catalogue.web.providing.provider_page import present_provider
from catalogue.web.search.results import narrowed_to
from catalogue.web.site.requests import asked_search, engine

blueprint = Blueprint("provider", __name__)


SECONDS_PER_YEAR = 365 * 24 * 3600


@blueprint.get("/providers/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """Show a provider and its courses."""
    provider = _shown(key)
    asked = narrowed_to(asked_search(), "provider", key)
    return render_template(
        "providing/provider.html", view=present_provider(provider, asked, search_courses(db.session(), engine(), asked))
    )


@blueprint.get("/providers/<key>/logo-<mark>.webp")
@everyone
def logo(key: str, mark: str) -> ResponseReturnValue:
    """Return a provider's logo; a new logo has a new address, so that browsers may keep this one."""
    provider = _shown(key)
    if not mark or provider.logo != mark:
        abort(404)
    answer = Response(logo_of(db.session(), provider), mimetype="image/webp")
    answer.cache_control.public, answer.cache_control.max_age = True, SECONDS_PER_YEAR
    answer.cache_control.immutable = True
    return answer


def _shown(key: str) -> Provider:
    provider = provider_by_key(db.session(), key)
    if provider is None or (provider.proposed and not may(actor(), Act.SUBMIT_LISTINGS, provider=key)):
        abort(404)
    return provider
