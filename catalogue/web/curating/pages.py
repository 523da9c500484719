"""What a curator looks at: one's collections, and one of them with everything that can be changed."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.domain.people.permissions import Act, may
from catalogue.domain.search.collections import Choice, State, share_of_texts
from catalogue.extensions import db
from catalogue.models import Collection
from catalogue.search.port import SearchRequest
from catalogue.services.curating.collections import editing, history
from catalogue.services.curating.collections.reader_view import changes, show
from catalogue.services.curating.collections.reading import collection_by_slug, contents, curated_by, overlays
from catalogue.services.curating.collections.rules import InvalidRule, parse_rule
from catalogue.services.curating.collections.suggesting import chosen_elsewhere
from catalogue.services.search.searching import courses_for_cards
from catalogue.taxonomy.skill_areas import skill_areas
from catalogue.web.curating.collection_page import describe, event_name
from catalogue.web.curating.collections.pages import visible_collection
from catalogue.web.site import values
from catalogue.web.site.locale import LOCALES, own_name, reader_language
from catalogue.web.site.requests import engine
from catalogue.web.site.values import region_name, text_in_reader_language

blueprint = Blueprint("curate", __name__, url_prefix="/curate")


@blueprint.get("")
@requires(Act.CURATE)
def index() -> ResponseReturnValue:
    """Show the reader's collections."""
    found = [
        (one, region_name(one.region), text_in_reader_language(one.texts, "title"))
        for one in curated_by(db.session(), actor())
    ]
    return render_template("curating/index.html", collections=found)


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Act.CURATE)
def new() -> ResponseReturnValue:
    """Create a collection: from a region, a title and a search, or from a region and another collection to build on."""
    typed = request.form
    error = ""
    base = visible_collection(request.values["on"]) if request.values.get("on") else None
    if request.method == "POST":
        region = typed.get("region", "").strip().upper()
        if not may(actor(), Act.CURATE, region=region):
            abort(403)
        try:
            made = _begun(region, base)
            return redirect(url_for("curate.edit", region=region, slug=made.slug), 303)
        except (InvalidRule, editing.UnknownRegion) as problem:
            error = problem.message.translated(_)
    return render_template(
        "curating/new.html",
        typed=typed,
        rule=request.values.get("rule", ""),
        base=base and (base.slug, *text_in_reader_language(base.texts, "title")),
        regions=[(code, region_name(code)) for code in sorted(actor().regions)],
        error=error,
        locales=_locales(),
    )


def _begun(region: str, base: Collection | None) -> Collection:
    if base is not None:
        return editing.copy_to_region(db.session(), base, actor(), region)
    typed = request.form
    texts = {typed.get("language", reader_language()): {"title": typed.get("title", "").strip()}}
    return editing.create_collection(db.session(), actor(), region=region, texts=texts, rule=typed.get("rule", ""))


@blueprint.get("/<region>/<slug>")
@requires(Act.CURATE, region="region")
def edit(region: str, slug: str) -> ResponseReturnValue:
    """Show the editor of a collection."""
    return show_editor(own_collection(region, slug))


@blueprint.get("/<region>/<slug>/courses/<int:course_id>")
@requires(Act.CURATE, region="region")
def course(region: str, slug: str, course_id: int) -> ResponseReturnValue:
    """Show and save what the curators and the region say about one course."""
    collection = own_collection(region, slug)
    choice = next((one for one in collection.choices if one.course_id == course_id), None)
    shown = editing.course(db.session(), course_id) or abort(404)
    return render_template(
        "curating/course.html",
        collection=collection,
        title=text_in_reader_language(collection.texts, "title")[0] or collection.slug,
        course=shown,
        choice=choice,
        overlay=overlays(db.session(), region, [course_id]).get(course_id),
        region=region_name(region),
        locales=_locales(),
    )


def show_editor(collection: Collection, error: str = "") -> ResponseReturnValue:
    """Return the editor, with the error of the last step. The chosen courses are loaded together, not one by one."""
    session = db.session()
    held = contents(session, collection)
    _courses = courses_for_cards(session, [one.course_id for one in collection.choices])
    shown = show(session, engine(), collection, SearchRequest(per_page=10, highlight=False))
    covered = {value.value for value in shown.result.page.facets.get("skill_area", ()) if value.count}
    return render_template(
        "curating/edit.html",
        collection=collection,
        title=text_in_reader_language(collection.texts, "title")[0] or collection.slug,
        region=region_name(collection.region),
        error=error,
        total=shown.total,
        rules=[(rule, describe(parse_rule(rule))) for rule in collection.rules],
        pinned=[one for one in collection.choices if one.choice == Choice.PINNED],
        excluded=[one for one in collection.choices if one.choice == Choice.EXCLUDED],
        noted=[one for one in collection.choices if one.choice == Choice.NOTED],
        gone=held.gone,
        found=shown.result.found,
        elsewhere=chosen_elsewhere(session, collection),
        changes=changes(session, engine(), collection),
        gaps=[key for key in _first_level() if key not in covered],
        label=values.label,
        events=history.history(session, collection),
        event_name=event_name,
        states=list(State),
        locales=_locales(),
        complete=share_of_texts(collection.texts, editing.TEXT_FIELDS, LOCALES),
    )


def own_collection(region: str, slug: str) -> Collection:
    """Return the collection of this region; raise ``NotFound`` if there is none."""
    collection = collection_by_slug(db.session(), slug)
    if collection is None or collection.region != region:
        abort(404)
    return collection


def _locales() -> Sequence[tuple[str, str]]:
    return [(code, own_name(code)) for code in LOCALES]


def _first_level() -> list[str]:
    return [root.key for root in skill_areas().roots()]
