"""Many listings at once: a table down, filled in, and up again, looked at row by row before anything changes."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import FileField
from wtforms.validators import InputRequired

from catalogue.access import actor, requires
from catalogue.app_parts import parts
from catalogue.domain.people.permissions import Act
from catalogue.domain.text.messages import message_from_json, reason_of
from catalogue.extensions import db
from catalogue.ingestion.contract import Unreadable
from catalogue.models import Provider, Upload
from catalogue.services.providing.uploads import apply_rows, table, upload_files
from catalogue.web.guards.heavy_requests import MAX_DOCUMENT_BYTES, MAX_FORM_BYTES, heavy
from catalogue.web.guards.quotas_by_account import CountedForm
from catalogue.web.guards.whole_numbers import whole_number
from catalogue.web.moderating.queue_page import moment
from catalogue.web.providing import upload_columns, upload_rows
from catalogue.web.providing.own_course import known_provider

blueprint = Blueprint("uploads", __name__)


class UploadForm(CountedForm):
    """A spreadsheet."""

    counted = "uploads"

    file = FileField(_l("File (CSV or XLSX)"), [InputRequired(_l("Choose a file first."))])


@blueprint.get("/providers/<key>/uploads")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def index(key: str) -> ResponseReturnValue:
    """Show tables to fill in, the upload form, and earlier files."""
    return _index(known_provider(key), UploadForm())


@blueprint.post("/providers/<key>/uploads")
@heavy(MAX_DOCUMENT_BYTES)
@requires(Act.SUBMIT_LISTINGS, provider="key")
def look(key: str) -> ResponseReturnValue:
    """Check an uploaded file; nothing changes yet."""
    provider = known_provider(key)
    form = UploadForm()
    if not form.validate():
        return _index(provider, form)
    file = form.file.data
    try:
        upload = upload_files.check_file(db.session(), provider, actor(), file.filename or "", file.read())
    except Unreadable as error:
        form.file.errors = [message_from_json(reason_of(error)).translated(_)]
        return _index(provider, form)
    return redirect(url_for("uploads.page", key=key, ref=upload.ref), 303)


@blueprint.get("/providers/<key>/uploads/<ref>")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def page(key: str, ref: str) -> ResponseReturnValue:
    """Show a file row by row."""
    return _page(_upload(key, ref))


@blueprint.post("/providers/<key>/uploads/<ref>/hand-in")
@heavy(MAX_FORM_BYTES)
@requires(Act.SUBMIT_LISTINGS, provider="key")
def hand_over(key: str, ref: str) -> ResponseReturnValue:
    """Apply the chosen rows, or submit them to the moderators; a second time changes nothing."""
    upload = _upload(key, ref)
    engine = parts().engine
    chosen = set(request.form.getlist("row", type=whole_number))
    seen = request.form.get("version", 0, type=whole_number)
    try:
        upload_files.submit_rows(db.session(), engine, upload, chosen, seen, actor())
    except upload_files.NothingChosen:
        flash(_("Select at least one row."), "error")
    except upload_files.AlreadySubmitted:
        flash(_("This file was submitted already; nothing was done a second time."), "error")
    else:
        flash(upload_rows.upload_message(upload), "success")
    return redirect(url_for("uploads.page", key=key, ref=ref), 303)


@blueprint.post("/providers/<key>/uploads/<ref>/undo")
@heavy(MAX_FORM_BYTES)
@requires(Act.SUBMIT_LISTINGS, provider="key")
def undo(key: str, ref: str) -> ResponseReturnValue:
    """Take a whole file back."""
    try:
        done = apply_rows.undo_upload(db.session(), parts().engine, _upload(key, ref), actor())
    except apply_rows.NotApplied:
        flash(_("Nothing of this file is in the catalogue."), "error")
        return redirect(url_for("uploads.page", key=key, ref=ref), 303)
    flash(
        ngettext("%(num)s listing is as it was before.", "%(num)s listings are as they were before.", done.undone),
        "success",
    )
    if done.left:
        flash(
            ngettext(
                "%(num)s listing was changed since and stays as it is.",
                "%(num)s listings were changed since and stay as they are.",
                done.left,
            ),
            "error",
        )
    return redirect(url_for("uploads.page", key=key, ref=ref), 303)


@blueprint.post("/providers/<key>/uploads/<ref>/discard")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def discard(key: str, ref: str) -> ResponseReturnValue:
    """Delete a file that was not submitted."""
    try:
        upload_files.delete_upload(db.session(), _upload(key, ref))
    except upload_files.AlreadySubmitted:
        flash(_("This was submitted already and cannot be deleted."), "error")
        return redirect(url_for("uploads.page", key=key, ref=ref), 303)
    flash(_("The file was deleted; no listing was changed."), "success")
    return redirect(url_for("uploads.index", key=key), 303)


@blueprint.get("/providers/<key>/listings.<any(csv,xlsx):kind>")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def listings(key: str, kind: str) -> ResponseReturnValue:
    """Return all listings of a provider as a table to change and upload again."""
    rows = upload_files.listings_table(db.session(), known_provider(key))
    return _file(f"{key}-listings", kind, table.COLUMNS, rows)


@blueprint.get("/providers/<key>/uploads/template.<any(csv,xlsx):kind>")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def template(key: str, kind: str) -> ResponseReturnValue:
    """Return an empty table with one example and, in a workbook, a second sheet that explains the columns."""
    rows = list(table.template_rows())
    if kind == "csv":
        return _file("listings-template", kind, table.COLUMNS, rows)
    return _answer("listings-template", kind, table.as_workbook(table.COLUMNS, rows, upload_columns.columns_guide()))


@blueprint.get("/providers/<key>/uploads/<ref>/wrong.<any(csv,xlsx):kind>")
@requires(Act.SUBMIT_LISTINGS, provider="key")
def wrong(key: str, ref: str, kind: str) -> ResponseReturnValue:
    """Return the wrong rows with what is wrong, to be corrected and uploaded again."""
    header, rows = upload_files.table_of_problems(_upload(key, ref), _)
    return _file(f"{key}-to-mend", kind, header, rows)


def _file(name: str, kind: str, header: table.Header, rows: table.Rows) -> Response:
    return _answer(name, kind, table.WRITERS[kind](header, rows))


def _answer(name: str, kind: str, content: bytes) -> Response:
    disposition = f'attachment; filename="{name}.{kind}"'
    return Response(content, mimetype=table.MEDIA_TYPES[kind], headers={"Content-Disposition": disposition})


def _index(provider: Provider, form: UploadForm) -> ResponseReturnValue:
    earlier = upload_files.uploads_of(db.session(), provider)
    return render_template(
        "providing/uploads/index.html",
        provider=provider,
        form=form,
        earlier=earlier,
        moment=moment,
        **upload_rows.TEMPLATE_FUNCTIONS,
        columns=upload_columns.explained_columns(),
    )


def _page(upload: Upload) -> ResponseReturnValue:
    return render_template(
        "providing/uploads/page.html",
        upload=upload,
        provider=upload.provider,
        groups=upload_rows.row_groups(upload),
        open=upload.status in upload_files.UNDECIDED_STATUSES,
        moment=moment,
        **upload_rows.TEMPLATE_FUNCTIONS,
        at_once=upload.provider.trusted,
    )


def _upload(key: str, ref: str) -> Upload:
    return upload_files.upload_of(db.session(), known_provider(key), ref) or abort(404)
