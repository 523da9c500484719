"""Curricula: their modules, the courses for each, and the holes, at two places side by side."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from catalogue.access import everyone
from catalogue.domain.countries import country_name
from catalogue.domain.regions import region
from catalogue.services.skills.coverage import coverage, places
from catalogue.taxonomy.curricula import curricula
from catalogue.web.presenters.curriculum import present_curriculum
from catalogue.web.requests import engine

blueprint = Blueprint("curriculum", __name__)
SIDES = 2


@blueprint.get("/curricula/<key>")
@everyone
def page(key: str) -> ResponseReturnValue:
    """One curriculum; the address names up to two places to compare, nothing being everywhere."""
    curriculum = curricula().get(key)
    if curriculum is None:
        abort(404)
    asked = [place.upper() for place in request.args.getlist("place") if _is_place(place.upper())][:SIDES]
    sides = [(place, coverage(engine(), curriculum, place)) for place in asked or [""]]
    return render_template("pages/curriculum.html", view=present_curriculum(curriculum, sides, places(engine())))


def _is_place(code: str) -> bool:
    return region(code) is not None or (len(code) == 2 and country_name(code, "en") is not None)
