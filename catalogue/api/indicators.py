"""``/api/v1/indicators``: the catalogue in figures, for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint
from marshmallow import EXCLUDE, Schema, fields, validate
from werkzeug.exceptions import NotFound

from catalogue.access import everyone
from catalogue.extensions import db
from catalogue.services.curating.demand.in_force import figures_in_force
from catalogue.services.curating.demand.supply_comparison import Match, all_matches
from catalogue.services.indicators.document import document_of
from catalogue.services.indicators.role_supply import coverage_of_roles

blueprint = Blueprint(
    "api_indicators", __name__, url_prefix="/api/v1/indicators", description="The catalogue in figures"
)


class IndicatorArguments(Schema):
    """The month that is asked for."""

    class Meta:
        unknown = EXCLUDE

    month = fields.String(
        validate=validate.Regexp(r"^20\d\d-(0[1-9]|1[0-2])$"), metadata={"description": "YYYY-MM; else the newest"}
    )


class DefinitionSchema(Schema):
    """What an indicator means; a ``monthly`` one counts what happened in the month."""

    indicator = fields.String()
    title = fields.String()
    definition = fields.String()
    monthly = fields.Boolean()


class FigureSchema(Schema):
    """A number of the whole catalogue, or of what ``subject`` names under ``facet``, in a skill area or in all."""

    indicator = fields.String()
    facet = fields.String(allow_none=True)
    subject = fields.String(allow_none=True)
    skill_area = fields.String(allow_none=True)
    value = fields.Integer()
    query = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        allow_none=True,
        metadata={"description": "Keys of /api/v1/courses whose total is the value"},
    )


class DeclaredSchema(Schema):
    """What partners declared of a year under the Charter of the Pact for Skills."""

    year = fields.Integer()
    partners = fields.Integer()
    people_trained = fields.Integer()
    programmes_updated = fields.Integer()


class IndicatorsSchema(Schema):
    """A month's figures, and the months there are."""

    month = fields.String(allow_none=True)
    taken_at = fields.String(allow_none=True)
    months = fields.List(fields.String())
    definitions = fields.List(fields.Nested(DefinitionSchema))
    declared = fields.List(fields.Nested(DeclaredSchema))
    figures = fields.List(fields.Nested(FigureSchema))


class DemandSchema(Schema):
    """``number`` people are needed in a region (NUTS, or ISO 3166-1 for a country) by a year."""

    region = fields.String()
    skill_area = fields.String()
    job_role = fields.String()
    number = fields.Integer()
    year = fields.Integer()
    source = fields.String()
    uploaded_at = fields.DateTime()


@blueprint.route("/demand")
@blueprint.response(200, DemandSchema(many=True))
@everyone
def demand() -> list[dict[str, Any]]:
    """Return the people regions say they need; supply is the figures of courses by country or region and skill area."""
    return [
        {
            "region": figure.region,
            "skill_area": figure.area,
            "job_role": figure.job_role,
            "number": figure.number,
            "year": figure.year,
            "source": figure.source,
            "uploaded_at": figure.upload.uploaded_at,
        }
        for figure in figures_in_force(db.session())
    ]


class SidesSchema(Schema):
    """Supply and demand of a skill area at a place; ``people_needed`` by ``year`` is null where nobody said, ``seats``
    where no course says how many it has."""

    place = fields.String()
    skill_area = fields.String()
    courses = fields.Integer()
    people_needed = fields.Integer(allow_none=True)
    year = fields.Integer(allow_none=True)
    seats = fields.Integer(allow_none=True)


@blueprint.route("/supply-demand")
@blueprint.response(200, SidesSchema(many=True))
@everyone
def supply_demand() -> Response:
    """Return courses and people needed by place and skill area, as in the matrix."""
    # thousands of rows, serialised as they are: a schema takes ten times as long
    return jsonify([_sides(match) for match in all_matches(db.session())])


def _sides(match: Match) -> dict[str, Any]:
    return {
        "place": match.place,
        "skill_area": match.area,
        "courses": match.courses,
        "people_needed": match.demand.people if match.demand else None,
        "year": match.demand.year if match.demand else None,
        "seats": match.seats or None,
    }


class RoleCoverageSchema(Schema):
    """How many of the skills that a reference job role asks for are taught at a place (empty: everywhere)."""

    place = fields.String()
    job_role = fields.String()
    skills_asked = fields.Integer()
    skills_taught = fields.Integer()


@blueprint.route("/job-roles")
@blueprint.response(200, RoleCoverageSchema(many=True))
@everyone
def job_roles() -> list[dict[str, Any]]:
    """Return the demand of the reference job roles against supply, in every country and NUTS 2 region with courses."""
    return [
        {"place": place, "job_role": role.key, "skills_asked": len(role.skills), "skills_taught": taught}
        for place, role, taught in coverage_of_roles(db.session())
    ]


@blueprint.route("")
@blueprint.arguments(IndicatorArguments, location="query")
@blueprint.response(200, IndicatorsSchema)
@everyone
def indicators(arguments: dict[str, Any]) -> Response:
    """Return every figure of a month with its definition; 404 for a month that was not measured."""
    asked = arguments.get("month")
    try:
        # thousands of figures, serialised as they are: a schema takes ten times as long
        return jsonify(document_of(db.session(), date.fromisoformat(f"{asked}-01") if asked else None))
    except LookupError as error:
        raise NotFound(str(error)) from None
