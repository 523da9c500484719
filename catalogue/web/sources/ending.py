"""The page on which a source is given to another provider, or removed; it says first what that means."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from catalogue.access import actor, requires
from catalogue.app_parts import parts
from catalogue.domain.people.permissions import Act
from catalogue.extensions import db
from catalogue.models import Source
from catalogue.services.providers.known_providers import find_provider
from catalogue.services.sources.onboarding import providers_for
from catalogue.services.sources.source_endings import SourceBeingRead, move_source, remove_source, source_holdings
from catalogue.web.sources import blueprint, run_page
from catalogue.web.sources.own import own_source

KEEP = "keep"
WITHDRAW = "withdraw"


class MoveForm(FlaskForm):
    """To whom."""

    provider = SelectField(_l("New provider"), validators=[InputRequired(_l("Choose a provider."))])


class RemovalForm(FlaskForm):
    """What becomes of the courses."""

    courses = RadioField(
        _l("What becomes of its courses"),
        choices=[
            (WITHDRAW, _l("Withdraw them: their pages say that they are no longer offered")),
            (KEEP, _l("Keep them: the provider looks after them by hand")),
        ],
        validators=[InputRequired(_l("Choose what becomes of the courses."))],
    )


@blueprint.get("/sources/<path:key>/end")
@requires(Act.MANAGE_SOURCES)
def end(key: str) -> ResponseReturnValue:
    """Show what belongs to the source, and the two ways to end it."""
    source = own_source(key)
    return _page(source, _move_form(source), RemovalForm())


@blueprint.post("/sources/<path:key>/end/<way>")
@requires(Act.MANAGE_SOURCES)
def end_now(key: str, way: str) -> ResponseReturnValue:
    """Move or remove the source."""
    if way not in ("move", "remove"):
        abort(404)
    source = own_source(key)
    moving = _move_form(source, way == "move")
    removing = RemovalForm(request.form if way == "remove" else None)
    if not (moving if way == "move" else removing).validate():
        return _page(source, moving, removing)
    try:
        return _move(source, moving) if way == "move" else _remove(source, removing)
    except SourceBeingRead:
        flash(_("It is being read right now. Wait until the run has ended, then try again."), "error")
        return redirect(url_for("sources.end", key=key), 303)


def _move(source: Source, form: MoveForm) -> ResponseReturnValue:
    provider = find_provider(db.session(), form.provider.data)
    if provider is None:
        abort(404)
    move_source(db.session(), parts().engine, actor(), source, provider)
    flash(_("The source and its courses are now those of %(provider)s.", provider=provider.name), "success")
    return redirect(url_for("sources.page", key=source.key), 303)


def _remove(source: Source, form: RemovalForm) -> ResponseReturnValue:
    name = run_page.source_name(source)
    remove_source(db.session(), parts().engine, actor(), source, keep_courses=form.courses.data == KEEP)
    flash(_("%(source)s was removed.", source=name), "success")
    return redirect(url_for("sources.index"), 303)


def _move_form(source: Source, sent: bool = False) -> MoveForm:
    """Return a form that offers the other providers for which the reader may register sources."""
    form = MoveForm(request.form if sent else None)
    others = [one for one in providers_for(db.session(), actor()) if one.id != source.provider_id]
    form.provider.choices = [("", "–"), *((one.key, one.name) for one in others)]
    return form


def _page(source: Source, moving: MoveForm, removing: RemovalForm) -> ResponseReturnValue:
    held = source_holdings(db.session(), source)
    page = render_template("sources/end.html", source=source, held=held, moving=moving, removing=removing)
    return page, 422 if moving.errors or removing.errors else 200
