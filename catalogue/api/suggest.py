"""``/api/v1/suggest``: suggestions for what is being typed."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from flask_babel import get_locale, gettext
from flask_smorest import Blueprint
from marshmallow import EXCLUDE, Schema, fields

from catalogue.access import everyone
from catalogue.app_parts import parts
from catalogue.extensions import db
from catalogue.services.search.suggesting import SuggestionGroup, suggest
from catalogue.services.search.suggesting.typed_text import Suggestion

blueprint = Blueprint("suggest", __name__, url_prefix="/api/v1/suggest", description="Suggestions as one types")
MAX_AGE_SECONDS = 60
"""Seconds for which a browser need not ask again."""


class SuggestArguments(Schema):
    """What has been typed so far."""

    class Meta:
        unknown = EXCLUDE

    q = fields.String(load_default="", metadata={"description": "The text so far; its last word may only be begun"})
    lang = fields.String(metadata={"description": "The reader's language (BCP 47)"})


class SuggestionSchema(Schema):
    """``url`` is the page of what is suggested; it is empty for a text to search for."""

    text = fields.String()
    url = fields.String()
    language = fields.String(allow_none=True)


class SuggestionGroupSchema(Schema):
    """Suggestions of one kind, the best first."""

    kind = fields.String()
    title = fields.String()
    suggestions = fields.List(fields.Nested(SuggestionSchema))


class SuggestionsSchema(Schema):
    """Groups in the order to show them in."""

    groups = fields.List(fields.Nested(SuggestionGroupSchema))


@blueprint.route("")
@blueprint.arguments(SuggestArguments, location="query")
@blueprint.response(200, SuggestionsSchema)
@everyone
def suggestions(arguments: dict[str, Any]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Return courses, skill areas, skills, job roles, providers and completed words for what has been typed."""
    groups = suggest(db.session(), parts().engine, arguments["q"], str(get_locale()))
    return {"groups": [_group(group) for group in groups]}, 200, {"Cache-Control": f"public, max-age={MAX_AGE_SECONDS}"}


def _group(group: SuggestionGroup) -> dict[str, Any]:
    found = [
        {"text": each.text, "url": _page_of(group.kind, each), "language": each.language} for each in group.suggestions
    ]
    return {"kind": group.kind, "title": gettext(group.title), "suggestions": found}


def _page_of(kind: str, found: Suggestion) -> str:
    """Return the address of the view ``KIND.page``, whose one argument is the suggestion's key."""
    if not found.key:
        return ""
    [rule] = current_app.url_map.iter_rules(f"{kind}.page")
    [argument] = rule.arguments
    values: dict[str, Any] = {argument: found.key}
    return url_for(f"{kind}.page", **values)
