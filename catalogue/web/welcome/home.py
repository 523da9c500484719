"""The first page: ask, or look around."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.courses.loading import newest_courses
from catalogue.services.search.searching import count_catalogue
from catalogue.web.site.languages_read import languages_read
from catalogue.web.site.requests import engine
from catalogue.web.welcome.home_page import present_home

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
@everyone
def page() -> ResponseReturnValue:
    """Show the search box, skill areas with counts, the newest courses, and a map of the catalogue."""
    counts = count_catalogue(engine())
    return render_template(
        "welcome/home.html", view=present_home(counts, newest_courses(db.session(), 6, languages_read()))
    )
