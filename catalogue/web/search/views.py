"""The search page."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.search.searching import search_courses
from catalogue.web.search.results import present_results
from catalogue.web.site.interest import count_search
from catalogue.web.site.requests import asked_search, engine

blueprint = Blueprint("search", __name__)


@blueprint.get("/courses")
@everyone
def courses() -> ResponseReturnValue:
    """Show results with facets; the address holds the whole state."""
    asked = asked_search()
    result = search_courses(db.session(), engine(), asked)
    count_search(asked, result)
    return render_template("search/search.html", view=present_results(db.session(), asked, result))
