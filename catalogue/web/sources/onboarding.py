"""Registering a source: paste an address, a snippet or a file, see what is understood, and leave it to us."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, ValidationError

from catalogue.access import actor, requires
from catalogue.app_parts import parts
from catalogue.demo.routes import sample_routes
from catalogue.domain.people.permissions import Act, may
from catalogue.domain.sources.run_states import Approval
from catalogue.domain.text.web_addresses import is_web_address
from catalogue.extensions import db
from catalogue.services.sources.importing.import_service import ImportService
from catalogue.services.sources.onboarding import (
    Preview,
    preview_address,
    preview_content,
    providers_for,
    register_source,
)
from catalogue.services.sources.registering import SourceExists
from catalogue.web.guards.heavy_requests import MAX_DOCUMENT_BYTES, heavy
from catalogue.web.guards.quotas_by_account import CountedForm
from catalogue.web.sources import blueprint
from catalogue.web.sources.columns import columns_said
from catalogue.web.sources.onboarding_page import present_preview


class LookForm(CountedForm):
    """Where courses are published, or a piece of them."""

    counted = "looks at a site"

    provider = SelectField(_l("Provider"), validators=[InputRequired()])
    url = StringField(_l("Address"), validators=[Length(max=2000)])
    part = StringField(validators=[Length(max=2000)])  # what of a sitemap; chosen by a button, never typed
    snippet = TextAreaField(_l("Snippet"), validators=[Length(max=500_000)])
    file = FileField(_l("File"))

    def validate_url(self, field: StringField) -> None:
        """Raise ``ValidationError`` unless one of the three inputs is given and the address is one."""
        field.data = (field.data or "").strip()
        if field.data and not is_web_address(field.data):
            raise ValidationError(_l("Write the address in full, beginning with https://."))
        if not (field.data or self.snippet.data or self.file.data):
            raise ValidationError(_l("Give an address, a snippet or a file."))


class RegistrationForm(LookForm):
    """The address that was looked at."""

    counted = "sources"


@blueprint.route("/sources/new", methods=["GET", "POST"])
@heavy(MAX_DOCUMENT_BYTES)
@requires(Act.MANAGE_SOURCES)
def new() -> ResponseReturnValue:
    """Ask for an address, and show what was found there."""
    form = _form()
    if request.method == "GET":
        form.url.data = request.args.get("url", "")
        form.provider.data = request.args.get("provider") or form.provider.data
    preview = _look(form) if form.validate_on_submit() else None
    view = present_preview(preview) if preview else None
    return render_template("sources/new.html", form=form, view=view), 422 if form.errors else 200


@blueprint.post("/sources/new/register")
@requires(Act.MANAGE_SOURCES)
def register_new() -> ResponseReturnValue:
    """Register the address that was checked."""
    form = _form(RegistrationForm)
    if not form.validate() or not form.url.data:
        return render_template("sources/new.html", form=form, view=None), 422
    if not may(actor(), Act.MANAGE_SOURCES, provider=form.provider.data):
        abort(403)
    try:
        source = register_source(
            db.session(),
            actor(),
            address=form.url.data,
            provider=form.provider.data,
            part=form.part.data or "",
            columns=columns_said(),
        )
    except SourceExists:
        flash(_("This address is registered already."), "error")
        return redirect(url_for("sources.index"), 303)
    words = _("Registered: the first run begins within a minute.")
    flash(words if source.approval == Approval.APPROVED else _("Registered: a moderator looks at it next."), "success")
    return redirect(url_for("sources.page", key=source.key), 303)


def _form(kind: type[LookForm] = LookForm) -> LookForm:
    form = kind()
    form.provider.choices = [(one.key, one.name) for one in providers_for(db.session(), actor())]
    return form


def _look(form: LookForm) -> Preview:
    address = form.url.data or ""
    provider = form.provider.data
    with sample_routes(address) as routes:
        importing = ImportService(session=db.session(), engine=parts().engine, settings=parts().settings, routes=routes)
        if address:
            return preview_address(importing, actor(), address, provider, form.part.data or "", columns_said())
        if form.file.data:
            return preview_content(importing, form.file.data.filename or "file", form.file.data.read(), provider)
        return preview_content(importing, "snippet.html", (form.snippet.data or "").encode(), provider)
