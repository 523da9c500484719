"""A collection for other programs and other sites: feed, calendar, table, and a frame to embed."""

from __future__ import annotations

import io

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from catalogue.access import everyone
from catalogue.app_parts import parts
from catalogue.exports.contract import Catalogue
from catalogue.exports.registry import formats
from catalogue.extensions import db
from catalogue.models import Collection, Course
from catalogue.models.columns import now
from catalogue.search.port import SearchRequest
from catalogue.services.curating.collections.reader_view import courses_in, show
from catalogue.web.curating.collection_page import present_collection, present_member
from catalogue.web.curating.collections.card import card
from catalogue.web.curating.collections.pages import blueprint, visible_collection
from catalogue.web.search.results import present_results
from catalogue.web.site.requests import asked_search, engine
from catalogue.web.site.values import region_name, text_in_reader_language

CACHE_SECONDS = 15 * 60


@blueprint.get("/collections/<slug>/feed.atom")
@everyone
def atom(slug: str) -> ResponseReturnValue:
    """Return the newest courses as an Atom feed."""
    return _exported(visible_collection(slug), "atom")


@blueprint.get("/collections/<slug>/calendar.ics")
@everyone
def calendar(slug: str) -> ResponseReturnValue:
    """Return the coming dates as a calendar to subscribe to."""
    return _exported(visible_collection(slug), "calendar")


@blueprint.get("/collections/<slug>/courses.csv")
@everyone
def table(slug: str) -> ResponseReturnValue:
    """Return every course as a spreadsheet."""
    return _exported(visible_collection(slug), "csv")


@blueprint.get("/collections/<slug>/card.png")
@everyone
def picture(slug: str) -> ResponseReturnValue:
    """Return the picture that other sites show beside a link to the collection."""
    collection = visible_collection(slug)
    shown = show(db.session(), engine(), collection, SearchRequest(per_page=1, highlight=False, facets=()))
    counted = ngettext("%(num)s course", "%(num)s courses", shown.total)
    title = text_in_reader_language(collection.texts, "title")[0] or collection.slug
    below = f"{counted} · {_('Automotive Skills Catalogue')}"
    return _cached(Response(card(title, region_name(collection.region), below, slug), content_type="image/png"))


@blueprint.get("/collections/<slug>/embed")
@everyone
def embed(slug: str) -> ResponseReturnValue:
    """Show the collection within a frame of another site, which may ask for a language and a colour scheme."""
    collection = visible_collection(slug)
    shown = show(db.session(), engine(), collection, asked_search())
    view = present_results(db.session(), asked_search(), shown.result)
    pairs = zip(view.cards, shown.result.found, strict=True)
    response = Response(
        render_template(
            "curating/collections/embed.html",
            collection=present_collection(collection, shown),
            cards=[present_member(card, course, collection, shown) for card, (_hit, course) in pairs],
            theme=request.args.get("theme", "auto"),
        )
    )
    response.headers["Content-Security-Policy"] = "default-src 'self'; object-src 'none'; frame-ancestors *"
    return _cached(response)


@blueprint.get("/widget.js")
@everyone
def widget() -> ResponseReturnValue:
    """Return the script for other sites, which puts the frame in its own place and keeps its height right."""
    return _cached(current_app.send_static_file("widget.js"))


def _exported(collection: Collection, key: str) -> Response:
    format = formats()[key]
    out = io.BytesIO()
    catalogue = Catalogue(
        name=text_in_reader_language(collection.texts, "title")[0] or collection.slug,
        address=url_for("collections.page", slug=collection.slug, _external=True, _language=""),
        made_at=now(),
        page_of=_page_of,
    )
    format.write(courses_in(db.session(), parts().engine, collection), out, catalogue)
    response = Response(out.getvalue(), content_type=f"{format.media_type}; charset=utf-8")
    if format.extension == "csv":
        response.headers["Content-Disposition"] = f'attachment; filename="{collection.slug}.csv"'
    return _cached(response)


def _page_of(course: Course) -> str:
    return url_for("course.page", slug=course.slug, _external=True, _language="")


def _cached(response: Response) -> Response:
    response.cache_control.public, response.cache_control.max_age = True, CACHE_SECONDS
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.add_etag()
    response.make_conditional(request)
    return response
