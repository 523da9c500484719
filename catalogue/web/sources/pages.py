"""A source's own page, its settings, and what its owner can do with it."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from catalogue.access import actor, requires
from catalogue.app_parts import parts
from catalogue.domain.people.permissions import Act, may
from catalogue.extensions import db
from catalogue.services.sources import source_settings
from catalogue.services.sources.registering import list_sources
from catalogue.services.sources.run_reports import fields_lost_in, latest_alarm, recent_runs
from catalogue.web.site import choices
from catalogue.web.sources import blueprint
from catalogue.web.sources.forms import SettingsForm
from catalogue.web.sources.own import own_source
from catalogue.web.sources.run_page import TEMPLATE_FUNCTIONS, run_json

ACTIONS = {
    "pause": source_settings.pause_source,
    "resume": source_settings.resume_source,
    "run": source_settings.run_soon,
    "accept-losses": source_settings.accept_losses,
    "ask": source_settings.ask_for_approval_again,
}


@blueprint.get("/sources")
@requires(Act.MANAGE_SOURCES)
def index() -> ResponseReturnValue:
    """Show every source the reader looks after, with its latest run."""
    mine = {source.id for source in source_settings.sources_for(db.session(), actor())}
    rows = [row for row in list_sources(db.session()) if row[0].id in mine]
    return render_template("sources/index.html", rows=rows)


@blueprint.get("/sources/<path:key>")
@requires(Act.MANAGE_SOURCES)
def page(key: str) -> ResponseReturnValue:
    """Show what is harvested, how, and how it has gone."""
    source = own_source(key)
    runs = recent_runs(db.session(), source)
    alarmed = latest_alarm(db.session(), source)
    loses = bool(alarmed and fields_lost_in(alarmed))
    return render_template("sources/source.html", source=source, runs=runs, alarmed=alarmed, loses=loses)


@blueprint.get("/sources/<path:key>.json")
@requires(Act.MANAGE_SOURCES)
def as_json(key: str) -> ResponseReturnValue:
    """Return the source's latest runs as JSON."""
    source = own_source(key)
    runs = [run_json(run) for run in reversed(recent_runs(db.session(), source))]
    return {"key": source.key, "name": source.name, "address": source.address, "runs": runs}


@blueprint.route("/sources/<path:key>/settings", methods=["GET", "POST"])
@requires(Act.MANAGE_SOURCES)
def settings(key: str) -> ResponseReturnValue:
    """Edit when and how the source is harvested."""
    source = own_source(key)
    form = SettingsForm()
    if form.validate_on_submit():
        source_settings.change(db.session(), source, form.entered(source))
        if form.credentials.data or form.forget_credentials.data:
            secret = parts().settings.secret_key
            source_settings.store_credentials(db.session(), source, secret, form.credentials.data or "")
        flash(_("The settings were saved."), "success")
        return redirect(url_for("sources.page", key=source.key), 303)
    if request.method == "GET":
        form.fill(source)
    page = render_template("sources/settings.html", source=source, form=form, areas=choices.areas())
    return page, 422 if form.errors else 200


@blueprint.post("/sources/<path:key>/do/<action>")
@requires(Act.MANAGE_SOURCES)
def act(key: str, action: str) -> ResponseReturnValue:
    """Pause the source, resume it, or have it run soon."""
    source = own_source(key)
    if action not in ACTIONS:
        abort(404)
    goes_on = source_settings.current_run(db.session(), source)
    ACTIONS[action](db.session(), source)
    if action == "run" and goes_on is not None:
        flash(_("It is being read right now; this is the run."), "success")
        return redirect(url_for("sources.run", run_id=goes_on.id), 303)
    words = {
        "pause": _("Paused: no run begins until you resume it."),
        "resume": _("Resumed: a run begins within a minute."),
        "run": _("A run begins within a minute."),
        "accept-losses": _("A run begins within a minute and removes the values."),
        "ask": _("A moderator will check the source again."),
    }
    flash(words[action], "success")
    return redirect(url_for("sources.page", key=source.key), 303)


@blueprint.context_processor
def _names() -> dict[str, object]:
    return {"may_moderate": may(actor(), Act.MODERATE), **TEMPLATE_FUNCTIONS}
