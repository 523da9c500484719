"""Countries and regions: what can be learned in each, from there online, and across its borders."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.domain.places.territories import canonical_code, territory
from catalogue.extensions import db
from catalogue.services.curating.collections.reading import public_collections
from catalogue.services.curating.territories import count_places, survey
from catalogue.web.learning.region_page import present_countries, present_region
from catalogue.web.site.locale import reader_language
from catalogue.web.site.requests import engine

blueprint = Blueprint("region", __name__)


@blueprint.get("/regions")
@everyone
def index() -> ResponseReturnValue:
    """Show Europe as a map of tiles and as a list."""
    return render_template("learning/regions.html", view=present_countries(count_places(engine())))


@blueprint.get("/regions/<code>")
@everyone
def page(code: str) -> ResponseReturnValue:
    """Show a country or region by its ISO 3166-1 or NUTS code; other spellings (``el``, ``cz080``) redirect."""
    place = territory(canonical_code(code))
    if place is None:
        abort(404)
    if place.code != code:
        return redirect(url_for("region.page", code=place.code), 301)
    found = survey(db.session(), engine(), place, reader_language())
    collections = public_collections(db.session(), place)
    return render_template("learning/region.html", view=present_region(place, found, collections))
