"""Becoming a provider, and looking after one's listings, people and profile."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security import current_user

from catalogue.access import actor, requires
from catalogue.app_parts import parts
from catalogue.domain.course.records import ProviderRecord
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.models import Provider
from catalogue.services.courses.loading import course_by_slug
from catalogue.services.providers import membership
from catalogue.services.providers.known_providers import providers_named
from catalogue.services.providers.logos import UnreadableLogo, change_logo
from catalogue.services.providing.listings import listings_of, restore, withdraw
from catalogue.services.providing.submissions.drafts import submissions_of
from catalogue.services.sources.registering import list_sources
from catalogue.web.guards.heavy_requests import MAX_PICTURE_BYTES, heavy
from catalogue.web.guards.whole_numbers import page_number, whole_number
from catalogue.web.moderating import queue_page
from catalogue.web.providing.forms import ClaimForm, InviteForm, NewProviderForm, ProfileForm
from catalogue.web.providing.own_course import known_provider
from catalogue.web.sources import run_page

blueprint = Blueprint("provide", __name__)


@blueprint.get("/provide")
@requires(Act.SUBMIT_LISTINGS)
def index() -> ResponseReturnValue:
    """Show the reader's providers, or how to become one."""
    sought = request.args.get("name", "").strip()
    return render_template(
        "providing/index.html",
        providers=membership.providers_of(db.session(), actor()),
        sought=sought,
        found=providers_named(db.session(), sought),
    )


@blueprint.route("/provide/new", methods=["GET", "POST"])
@requires(Act.SUBMIT_LISTINGS)
def new() -> ResponseReturnValue:
    """Propose a provider."""
    form = NewProviderForm(data={"name": request.args.get("name", "")})
    known = None
    if form.validate_on_submit():
        asked = ProviderRecord(name=form.name.data, url=form.url.data, country=form.country.data or None)
        try:
            provider = membership.propose_provider(db.session(), asked, form.description.data or "", actor())
            return redirect(url_for("provide.manage", key=provider.key), 303)
        except membership.ProviderExists as exists:
            known = exists.provider
    return render_template("providing/new.html", form=form, known=known)


@blueprint.route("/providers/<key>/claim", methods=["GET", "POST"])
@requires(Act.SUBMIT_LISTINGS)
def claim(key: str) -> ResponseReturnValue:
    """Ask to look after a provider that is in the catalogue."""
    provider = known_provider(key)
    form = ClaimForm()
    if form.validate_on_submit():
        if membership.claim(db.session(), provider, current_user, actor(), form.grounds.data):
            flash(_("Your mailbox is at the provider’s own site, so it is yours from now on."), "success")
            return redirect(url_for("provide.manage", key=key), 303)
        flash(_("Thank you. A moderator will check it, and you will get an e-mail."), "success")
        return redirect(url_for("provide.index"), 303)
    return render_template("providing/claim.html", provider=provider, form=form)


@blueprint.get("/providers/<key>/manage")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def manage(key: str) -> ResponseReturnValue:
    """Show listings and drafts, and sources with their latest runs."""
    provider = known_provider(key)
    session = db.session()
    return render_template(
        "providing/manage.html",
        provider=provider,
        submissions=submissions_of(session, provider),
        listings=listings_of(session, provider, page=request.args.get("page", 1, type=page_number)),
        sources=list_sources(session, provider),
        moment=queue_page.moment,
        day_label=queue_page.day,
        **run_page.TEMPLATE_FUNCTIONS,
    )


@blueprint.route("/providers/<key>/profile", methods=["GET", "POST"])
@heavy(MAX_PICTURE_BYTES)
@requires(Act.MANAGE_PROVIDER, provider="key")
def profile(key: str) -> ResponseReturnValue:
    """Edit how the provider is shown."""
    provider = known_provider(key)
    form = ProfileForm(data={name: getattr(provider, name) for name in ("name", "url", "country", "description")})
    if form.validate_on_submit() and _logo_is_kept(provider, form):
        membership.change_profile(
            db.session(),
            provider,
            ProviderRecord(name=form.name.data, url=form.url.data, country=form.country.data or None),
            form.description.data or "",
            actor(),
        )
        flash(_("Saved."), "success")
        return redirect(url_for("provide.manage", key=key), 303)
    return render_template("providing/profile.html", provider=provider, form=form)


@blueprint.route("/providers/<key>/members", methods=["GET", "POST"])
@requires(Act.MANAGE_PROVIDER, provider="key")
def members(key: str) -> ResponseReturnValue:
    """Show who works on this provider's listings, and invite more."""
    provider = known_provider(key)
    form = InviteForm()
    if not provider.proposed and form.validate_on_submit():
        membership.invite(
            db.session(),
            provider,
            actor(),
            form.email.data,
            form.role.data,
            secret=current_app.config["SECRET_KEY"],
            address=parts().settings.address,
        )
        flash(_("An invitation is on its way to %(email)s.", email=form.email.data), "success")
        return redirect(url_for("provide.members", key=key), 303)
    people = membership.members_of(db.session(), provider)
    return render_template("providing/members.html", provider=provider, form=form, members=people)


@blueprint.post("/providers/<key>/members/<int:user_id>/remove")
@requires(Act.MANAGE_PROVIDER, provider="key")
def remove_member(key: str, user_id: int) -> ResponseReturnValue:
    """Remove a member from the provider."""
    try:
        membership.remove_member(db.session(), known_provider(key), user_id, actor())
    except membership.LastOwner as error:
        flash(error.message.translated(_), "error")
    return redirect(url_for("provide.members", key=key), 303)


@blueprint.get("/provide/join/<token>")
@requires(Act.SUBMIT_LISTINGS)
def invitation(token: str) -> ResponseReturnValue:
    """Show what an invitation is to; opening it changes nothing, as programs open links too."""
    invited = membership.invited_to(db.session(), token, current_user, secret=current_app.config["SECRET_KEY"])
    if invited is None:
        return _no_invitation()
    provider, role = invited
    return render_template("providing/join.html", provider=provider, role=role)


@blueprint.post("/provide/join/<token>")
@requires(Act.SUBMIT_LISTINGS)
def join(token: str) -> ResponseReturnValue:
    """Accept an invitation."""
    secret = current_app.config["SECRET_KEY"]
    provider = membership.accept_invitation(db.session(), token, current_user, actor(), secret=secret)
    if provider is None:
        return _no_invitation()
    flash(_("You can look after the courses of %(provider)s now.", provider=provider.name), "success")
    return redirect(url_for("provide.manage", key=provider.key), 303)


@blueprint.post("/providers/<key>/courses/<slug>/<any(withdraw,restore):act>")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def change_listing(key: str, slug: str, act: str) -> ResponseReturnValue:
    """Withdraw a listing from the catalogue, or restore it."""
    course = course_by_slug(db.session(), slug)
    if course is None or course.provider.key != key:
        abort(404)
    (withdraw if act == "withdraw" else restore)(db.session(), parts().engine, course, actor())
    flash(_("It is withdrawn.") if act == "withdraw" else _("It is back in the catalogue."), "success")
    review = request.form.get("review", type=whole_number)  # a moderator who settles a report goes on with it
    if review is not None:
        return redirect(url_for("moderation.item", review_id=review), 303)
    return redirect(url_for("provide.manage", key=key), 303)


def _no_invitation() -> ResponseReturnValue:
    flash(_("This invitation is too old, or it was sent to another address than yours. Ask for a new one."), "error")
    return redirect(url_for("provide.index"), 303)


def _logo_is_kept(provider: Provider, form: ProfileForm) -> bool:
    """Store the uploaded logo, if any; return whether it is a picture, and add an error to the form if not."""
    content = form.logo.data.read() if form.logo.data else b""
    if not content and not form.remove_logo.data:
        return True
    try:
        change_logo(db.session(), provider, content, actor())
    except UnreadableLogo as error:
        form.logo.errors = [error.message.translated(_)]
        return False
    return True
