"""Saved searches: one's own list of them, their feeds, and the link in the mails that stops them."""

from __future__ import annotations

import io

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, Length

from catalogue.access import actor, everyone, requires
from catalogue.app_parts import parts
from catalogue.domain.people.permissions import Act
from catalogue.domain.search.saved_searches import Frequency
from catalogue.exports.contract import Catalogue
from catalogue.exports.registry import formats
from catalogue.extensions import csrf, db
from catalogue.models import Course, SavedSearch
from catalogue.models.columns import now
from catalogue.services.courses.loading import courses_by_ids
from catalogue.services.learning.saved_searches import own_searches
from catalogue.services.learning.saved_searches.news import matching_ids
from catalogue.services.learning.saved_searches.notifications import user_id_of_token
from catalogue.web.guards.own_address import own_address
from catalogue.web.search.links import courses_url
from catalogue.web.search.saved_search_list import name_of, present_search
from catalogue.web.site.requests import engine

blueprint = Blueprint("saved_searches", __name__)
blueprint.record(lambda state: state.app.config.setdefault("OPEN_FORMS", set()).add("saved_searches.stop"))

MAX_FEED_COURSES = 500


class SavedSearchForm(FlaskForm):
    """What a search is called, and how often to be told."""

    name = StringField(_l("Name"), [DataRequired(_l("Please give the search a name.")), Length(max=200)])
    frequency = SelectField(
        _l("E-mail me"),
        choices=[(Frequency.DAILY, _l("daily")), (Frequency.WEEKLY, _l("weekly")), (Frequency.NEVER, _l("never"))],
    )


@blueprint.get("/account/searches/")
@requires(Act.SAVE_SEARCHES)
def index() -> ResponseReturnValue:
    """Show the reader's saved searches with the addresses of their feeds."""
    searches = own_searches.searches_of(db.session(), actor().user_id)
    return render_template("search/saved_searches.html", views=[present_search(db.session(), one) for one in searches])


@blueprint.route("/account/searches/new", methods=["GET", "POST"])
@requires(Act.SAVE_SEARCHES)
def new() -> ResponseReturnValue:
    """Save the search that the address asks for."""
    arguments = own_searches.stored_arguments(request.args.to_dict(flat=False))
    form = SavedSearchForm(data={"name": name_of(db.session(), arguments), "frequency": Frequency.WEEKLY})
    if form.validate_on_submit():
        try:
            own_searches.save_search(db.session(), engine(), actor(), form.name.data, arguments, form.frequency.data)
        except own_searches.TooManySearches as error:
            flash(error.message.translated(_), "error")
        else:
            flash(_("The search is saved."), "success")
        return redirect(url_for("saved_searches.index"), 303)
    return render_template("search/save_search.html", form=form, back=courses_url(arguments))


@blueprint.route("/account/searches/<int:search_id>", methods=["GET", "POST"])
@requires(Act.SAVE_SEARCHES)
def edit(search_id: int) -> ResponseReturnValue:
    """Change the name or the frequency of a saved search."""
    search = _own(search_id)
    form = SavedSearchForm(obj=search)
    if form.validate_on_submit():
        own_searches.change_search(db.session(), engine(), search, form.name.data, form.frequency.data)
        flash(_("Saved."), "success")
        return redirect(url_for("saved_searches.index"), 303)
    return render_template("search/save_search.html", form=form, search=search, back=url_for("saved_searches.index"))


@blueprint.post("/account/searches/<int:search_id>/delete")
@requires(Act.SAVE_SEARCHES)
def delete(search_id: int) -> ResponseReturnValue:
    """Delete a saved search and its feeds."""
    own_searches.delete_search(db.session(), _own(search_id))
    flash(_("The search is deleted."), "success")
    return redirect(url_for("saved_searches.index"), 303)


@blueprint.post("/account/searches/<int:search_id>/renew")
@requires(Act.SAVE_SEARCHES)
def renew(search_id: int) -> ResponseReturnValue:
    """Replace the secret addresses of a search, where the old ones got about."""
    own_searches.renew_feed_address(db.session(), _own(search_id))
    flash(_("Feed and calendar have new addresses; the old ones no longer work."), "success")
    return redirect(url_for("saved_searches.edit", search_id=search_id), 303)


@blueprint.get("/saved-searches/<token>.<any(atom, ics):kind>")
@everyone
def feed(token: str, kind: str) -> ResponseReturnValue:
    """Return what a search finds as a feed or calendar; whoever knows the address may read it."""
    search = own_searches.search_by_token(db.session(), token) or abort(404)
    format = formats()["atom" if kind == "atom" else "calendar"]
    out = io.BytesIO()
    ids = matching_ids(db.session(), engine(), search, search.user.locale)[:MAX_FEED_COURSES]
    about = Catalogue(
        name=search.name,
        address=f"{own_address()}{courses_url(search.arguments)}",
        made_at=now(),
        page_of=_page_of,
    )
    format.write(courses_by_ids(db.session(), ids), out, about)
    response = Response(out.getvalue(), content_type=f"{format.media_type}; charset=utf-8")
    response.cache_control.private, response.cache_control.max_age = True, 15 * 60
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.route("/saved-searches/stop/<token>", methods=["GET", "POST"])
@everyone
def stop(token: str) -> ResponseReturnValue:
    """Stop the mails without signing in: the token is the proof, and programs post here by themselves (RFC 8058).

    Following the link alone stops nothing: scanners of mail follow every link.
    """
    person = user_id_of_token(parts().settings.secret_key, token)
    if person is None:
        abort(404)
    if request.method == "POST":
        own_searches.stop_mails(db.session(), person)
    return render_template("search/stop_mails.html", stopped=request.method == "POST")


csrf.exempt(stop)


def _own(search_id: int) -> SavedSearch:
    return own_searches.own_search(db.session(), actor(), search_id) or abort(404)


def _page_of(course: Course) -> str:
    return url_for("course.page", slug=course.slug, _external=True, _language="")
