"""The pages of collections: all of them, one, and one to print."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from catalogue.access import actor, everyone
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.models import Collection
from catalogue.services.curating.collections.reader_view import courses_in, show
from catalogue.services.curating.collections.reading import collection_by_slug, is_public, public_collections
from catalogue.web.curating.collection_page import present_collection, present_member
from catalogue.web.curating.collections.codes import qr_code
from catalogue.web.search.card import present_card
from catalogue.web.search.results import present_results
from catalogue.web.site.requests import asked_search, engine
from catalogue.web.site.values import region_name, text_in_reader_language

blueprint = Blueprint("collections", __name__)
MAX_PRINTED_COURSES = 200


@blueprint.get("/collections")
@everyone
def index() -> ResponseReturnValue:
    """Show every published collection by region."""
    found = [
        (one, region_name(one.region), text_in_reader_language(one.texts, "title"))
        for one in public_collections(db.session())
    ]
    return render_template("curating/collections/index.html", collections=found)


@blueprint.get("/collections/<slug>")
@everyone
def page(slug: str) -> ResponseReturnValue:
    """Show a collection with its own search and filters."""
    collection = visible_collection(slug)
    asked = asked_search()
    shown = show(db.session(), engine(), collection, asked)
    view = present_results(db.session(), asked, shown.result)
    cards = [
        present_member(card, course, collection, shown)
        for card, (_hit, course) in zip(view.cards, shown.result.found, strict=True)
    ]
    return render_template(
        "curating/collections/page.html",
        view=replace(view, cards=cards),
        collection=present_collection(collection, shown),
        holds_above=bool(shown.pinned),
        results_heading="h2",
    )


@blueprint.get("/c/<slug>")
@everyone
def short(slug: str) -> ResponseReturnValue:
    """Redirect from the short address that stands on posters."""
    return redirect(url_for("collections.page", slug=visible_collection(slug).slug), 301)


@blueprint.get("/collections/<slug>/print")
@everyone
def to_print(slug: str) -> ResponseReturnValue:
    """Show everything for printing, with a code to scan beside each course."""
    collection = visible_collection(slug)
    shown = show(db.session(), engine(), collection, asked_search())
    listed = []
    for course, _number in zip(
        courses_in(db.session(), engine(), collection), range(MAX_PRINTED_COURSES), strict=False
    ):
        address = url_for("course.page", slug=course.slug, _external=True, _language="")
        listed.append((present_card(course), address, qr_code(address)))
    return render_template(
        "curating/collections/print.html",
        collection=present_collection(collection, shown),
        listed=listed,
        code=qr_code(url_for("collections.short", slug=slug, _external=True, _language="")),
    )


def visible_collection(slug: str) -> Collection:
    """Return the collection if it is public or the reader may curate it; raise ``NotFound`` otherwise."""
    collection = collection_by_slug(db.session(), slug)
    if collection is None:
        abort(404)
    if not is_public(collection) and not may(actor(), Act.CURATE, region=collection.region):
        abort(404)
    return collection
